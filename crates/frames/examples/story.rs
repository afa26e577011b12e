//! Prints the frames of texts as the real model reads them: `story MODEL FILE...`, each a text or JSONL with `text`.
#![allow(clippy::print_stdout, reason = "an example for people")]

use std::path::Path;

use dateline_frames::Rules;
use dateline_tagger::{Precision, Tagger};
use dateline_testing::describe;
use dateline_text::{Analysis, Document};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let tagger = Tagger::load(Path::new(&arguments.next().ok_or("usage: story MODEL FILE...")?), Precision::default())?;
    for path in arguments {
        let text = std::fs::read_to_string(&path)?;
        if !path.ends_with("jsonl") {
            print(&analyse(&tagger, Document::plain(path, text))?);
            continue;
        }
        for line in text.lines() {
            let row: serde_json::Value = serde_json::from_str(line)?;
            let field = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
            print(&analyse(&tagger, Document::plain(field("id"), field("text")))?);
        }
    }
    Ok(())
}

fn analyse(tagger: &Tagger, document: Document) -> Result<Analysis, Box<dyn std::error::Error>> {
    let (sentences, mut tokens) = dateline_tokenize::tokenize(&document);
    let entities = tagger.tag(&document, &sentences, &mut tokens)?;
    let times = dateline_temporal::find(&document, &sentences, &tokens);
    let values = dateline_values::find(&document, &sentences, &tokens);
    Ok(Analysis { document, sentences, tokens, entities, times, values })
}

fn print(analysis: &Analysis) {
    println!("## {}", analysis.document.id);
    let frames = Rules::builtin().frames(analysis);
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        println!("\n> {}", analysis.document.slice(sentence.span).replace('\n', " "));
        if std::env::var_os("TREE").is_some() {
            println!("  {}", tree(analysis, sentence.tokens.clone()));
        }
        for frame in frames.iter().filter(|frame| frame.sentence == index) {
            println!("- {}    ({})", describe(analysis, frame), frame.rule);
        }
    }
}

fn tree(analysis: &Analysis, words: std::ops::Range<usize>) -> String {
    let show = |word: usize| {
        let token = &analysis.tokens[word];
        let head = token.head.map_or("ROOT", |head| analysis.word(head));
        let kind = analysis
            .entities
            .iter()
            .find(|entity| entity.span.overlaps(token.span))
            .map_or("", |entity| entity.kind.as_str());
        format!(
            "{}/{}/{}/{}>{head}{}{kind}",
            analysis.word(word),
            token.lemma,
            token.upos,
            token.deprel,
            if kind.is_empty() { "" } else { "!" }
        )
    };
    words.map(show).collect::<Vec<_>>().join(" ")
}
