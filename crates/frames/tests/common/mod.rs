//! Examples in Markdown, and how they are read.

use std::path::Path;

use dateline_frames::Rules;
use dateline_tagger::{Precision, Tagger};
use dateline_testing::describe;
use dateline_text::{Analysis, Document};

/// A quotation with what should come out of it.
pub(crate) struct Example {
    pub(crate) line: usize,
    pub(crate) input: String,
    pub(crate) expected: Vec<String>,
}

/// Quotations (`> ...`) and the lists below them; what stands between is prose.
pub(crate) fn examples(text: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut quoting = false;
    for (index, line) in text.lines().enumerate() {
        if let Some(quoted) = line.strip_prefix("> ") {
            match examples.last_mut() {
                Some(example) if quoting => example.input = format!("{} {quoted}", example.input),
                _ => examples.push(Example { line: index + 1, input: quoted.to_owned(), expected: Vec::new() }),
            }
            quoting = true;
            continue;
        }
        quoting = false;
        let (Some(example), Some(item)) = (examples.last_mut(), line.strip_prefix("- ")) else { continue };
        if item != "nothing" {
            example.expected.push(item.to_owned());
        }
    }
    examples
}

/// An example read by the shipped model.
pub(crate) fn analyse(tagger: &Tagger, text: &str) -> Analysis {
    let document = Document::plain("example", text);
    let (sentences, mut tokens) = dateline_tokenize::tokenize(&document);
    let entities = tagger.tag(&document, &sentences, &mut tokens).expect("an example is read");
    let times = dateline_temporal::find(&document, &sentences, &tokens);
    let values = dateline_values::find(&document, &sentences, &tokens);
    Analysis { document, sentences, tokens, entities, times, values }
}

/// The frames in short, one a line.
pub(crate) fn frames(analysis: &Analysis) -> Vec<String> {
    Rules::builtin().frames(analysis).iter().map(|frame| describe(analysis, frame)).collect()
}

pub(crate) fn tagger() -> Tagger {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/news-minilm");
    Tagger::load(&folder, Precision::default()).expect("the model is shipped")
}
