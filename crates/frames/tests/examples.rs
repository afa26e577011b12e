//! Runs the examples beside the rules through the shipped model.

use std::{
    fs,
    path::{Path, PathBuf},
};

use dateline_frames::Rules;
use dateline_tagger::{Precision, Tagger};
use dateline_testing::describe;
use dateline_text::{Analysis, Document};

/// A quotation with what should come out of it.
struct Example {
    line: usize,
    input: String,
    expected: Vec<String>,
}

#[test]
fn every_example_comes_out_as_written() {
    let tagger = Tagger::load(&crate_folder().join("../../models/news-minilm"), Precision::default())
        .expect("the model is shipped");
    let mut failures = Vec::new();
    let mut checked = 0;
    for file in files("md").into_iter().filter(|file| !file.ends_with("README.md")) {
        let text = fs::read_to_string(&file).expect("the file is readable");
        for example in examples(&text) {
            checked += 1;
            let found = frames(&tagger, &example.input);
            if found != example.expected {
                let name = file.file_name().unwrap_or_default().display();
                failures.push(format!("{name}:{}: {}\n  found {found:#?}", example.line, example.input));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {checked} examples fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_family_has_examples_of_all_kinds() {
    for rules in files("toml") {
        let file = rules.with_extension("md");
        let text = fs::read_to_string(&file).unwrap_or_else(|_| panic!("{} is missing", file.display()));
        let examples = examples(&text);
        let silent = examples.iter().filter(|example| example.expected.is_empty()).count();
        assert!(silent >= 2, "{}: too few examples of what must not match", file.display());
        assert!(examples.len() - silent >= 4, "{}: too few examples of what must match", file.display());
    }
}

fn crate_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(crate_folder().join("events")).expect("the folder is there");
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    files.sort();
    files
}

/// Quotations (`> ...`) and the lists below them; what stands between is prose.
fn examples(text: &str) -> Vec<Example> {
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

fn frames(tagger: &Tagger, text: &str) -> Vec<String> {
    let document = Document::plain("example", text);
    let (sentences, mut tokens) = dateline_tokenize::tokenize(&document);
    let entities = tagger.tag(&document, &sentences, &mut tokens).expect("an example is read");
    let times = dateline_temporal::find(&document, &sentences, &tokens);
    let values = dateline_values::find(&document, &sentences, &tokens);
    let analysis = Analysis { document, sentences, tokens, entities, times, values };
    Rules::builtin().frames(&analysis).iter().map(|frame| describe(&analysis, frame)).collect()
}
