//! The corpus beside the grammar, read as the specification of what is found and what is not.

use std::path::Path;

use dateline_text::{Document, Time};
use serde::Deserialize;

/// A file of texts with their times.
#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

/// A text and what is to be found in it.
#[derive(Deserialize)]
struct Case {
    text: String,
    reference: Option<jiff::civil::Date>,
    times: Vec<Vec<String>>,
}

/// The file of texts without times.
#[derive(Deserialize)]
struct Nothing {
    texts: Vec<String>,
}

/// The times of `text` as expression, value and modifier.
fn times(text: &str, reference: Option<jiff::civil::Date>) -> Vec<Vec<String>> {
    let mut document = Document::plain("example", text);
    document.articles[0].published = reference;
    let (sentences, tokens) = dateline_tokenize::tokenize(&document);
    let found = dateline_temporal::find(&document, &sentences, &tokens);
    found.into_iter().map(|time| written(text, time)).collect()
}

/// One time as the corpus writes it.
fn written(text: &str, time: Time) -> Vec<String> {
    [Some(time.span.of(text).to_owned()), Some(time.value), time.modifier].into_iter().flatten().collect()
}

/// The text of a corpus file.
fn corpus(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    std::fs::read_to_string(path).expect("the corpus lies beside the tests")
}

/// Checks all cases of a file and reports all that fail.
fn check(name: &str) {
    let cases: Cases = toml::from_str(&corpus(name)).expect("the corpus is TOML");
    let wrong: Vec<String> = cases
        .case
        .iter()
        .filter_map(|case| {
            let found = times(&case.text, case.reference);
            (found != case.times).then(|| format!("{}\n  wanted {:?}\n  found  {found:?}", case.text, case.times))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn dates() {
    check("dates.toml");
}

#[test]
fn relative() {
    check("relative.toml");
}

#[test]
fn lengths() {
    check("lengths.toml");
}

#[test]
fn clock() {
    check("clock.toml");
}

#[test]
fn no_time() {
    let nothing: Nothing = toml::from_str(&corpus("none.toml")).unwrap();
    let wrong: Vec<_> =
        nothing.texts.iter().map(|text| (text, times(text, None))).filter(|(_, found)| !found.is_empty()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
