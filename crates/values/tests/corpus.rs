//! The examples beside the lexicon, which say what is found in which words, and what must not be.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use dateline_text::{Document, Sentence, Span, Value};
use serde::Deserialize;

#[derive(Deserialize)]
struct Corpus {
    example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    #[serde(default)]
    values: Vec<Expected>,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
struct Expected {
    text: String,
    amount: String,
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default = "exact")]
    bound: String,
}

fn exact() -> String {
    "exact".into()
}

fn find(text: &str) -> Vec<Expected> {
    let document = Document::plain("example", text);
    let sentence = Sentence { span: Span::new(0, text.len()), tokens: 0..0, article: 0 };
    let values = dateline_values::find(&document, &[sentence], &[]);
    values.iter().map(|value| expected(&document, value)).collect()
}

fn expected(document: &Document, value: &Value) -> Expected {
    Expected {
        text: document.slice(value.span).into(),
        amount: value.amount.to_string(),
        currency: value.currency.clone(),
        unit: value.unit.clone(),
        bound: value.bound.as_str().into(),
    }
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The examples of all corpora, with the file that each stands in.
fn examples() -> Vec<(String, Example)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder("corpus")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let corpus: Corpus = toml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("corpus/{name}: {error}"));
        corpus.example.into_iter().map(move |example| (name.clone(), example))
    };
    paths.into_iter().flat_map(read).collect()
}

#[test]
fn examples_are_read_as_written() {
    let wrong: Vec<String> = examples()
        .into_iter()
        .filter_map(|(file, example)| {
            let found = find(&example.text);
            (found != example.values)
                .then(|| format!("{file}: {}\n  want {:?}\n  got  {found:?}", example.text, example.values))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_file_of_the_lexicon_has_its_examples() {
    let lexicon = fs::read_dir(folder("lexicon")).unwrap().map(|entry| entry.unwrap().path());
    for file in lexicon {
        let examples = folder("corpus").join(format!("{}.toml", file.file_stem().unwrap().to_string_lossy()));
        assert!(examples.is_file(), "{} has no examples in {}", file.display(), examples.display());
    }
}

#[test]
fn what_must_not_match_does_not() {
    let never: Vec<Example> =
        examples().into_iter().filter(|(file, _)| file == "never.toml").map(|(_, example)| example).collect();
    assert!(never.len() > 20);
    assert!(never.iter().all(|example| example.values.is_empty()));
}
