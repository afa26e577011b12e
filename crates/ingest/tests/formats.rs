//! What is read from files of each format: the files of `tests/formats/`, as listings. Each document shows its id, title,
//! date, address, source and language, and the beginnings of its paragraphs; what is no document shows why and where.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::{fmt::Write, fs, path::Path};

use common::outcomes;
use dateline_ingest::{Field, Item, Options};
use dateline_text::{Document, Unread};

/// What is read from a file of `tests/formats/`.
fn listing(folder: &str, name: &str, options: &Options) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(folder).join(name);
    let mut shown = String::new();
    for outcome in outcomes(&Item::file(name, path), options) {
        match outcome {
            Ok(document) => shown += &of_document(&document),
            Err(Unread::Reject(reject)) => {
                let place = reject.position.unwrap_or_default();
                writeln!(shown, "reject at {place}: {}: {}", reject.code, reject.message).unwrap();
            }
            Err(Unread::Skip(skip)) => {
                let (place, id) = (skip.position.unwrap_or_default(), skip.doc_id.unwrap_or_default());
                writeln!(shown, "skip of {id} at {place}: {}: {}", skip.reason, skip.message).unwrap();
            }
        }
    }
    shown
}

fn of_document(document: &Document) -> String {
    let or_none = |field: &Option<String>| field.as_deref().unwrap_or("-").to_owned();
    let mut shown = format!("{} | {}\n", document.id, or_none(&document.title));
    let published = document.published.map_or("-".to_owned(), |date| date.to_string());
    let (url, source, language) = (or_none(&document.url), or_none(&document.source), or_none(&document.language));
    writeln!(shown, "    {published} | {url} | {source} | {language}").unwrap();
    for line in document.text.lines().filter(|line| !line.is_empty()) {
        let short: String = line.chars().take(76).collect();
        writeln!(shown, "        {short}{}", if short.len() < line.len() { "…" } else { "" }).unwrap();
    }
    shown
}

#[test]
fn the_files_of_each_format_hold_these_documents() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    for format in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap()) {
        let format_name = format.file_name().to_string_lossy().into_owned();
        let files = fs::read_dir(format.path()).unwrap().map(|entry| entry.unwrap().file_name());
        for name in files.map(|name| name.to_string_lossy().into_owned()) {
            let shown = listing(&format_name, &name, &Options::default());
            insta::assert_snapshot!(format!("{format_name}_{}", name.replace('.', "_")), shown);
        }
    }
}

#[test]
fn fields_that_the_user_names_go_before_the_presets() {
    let named = |fields: &[(Field, &str)]| Options {
        fields: fields.iter().map(|(field, name)| (*field, (*name).to_owned())).collect(),
        ..Options::default()
    };
    let check = |line: &str, options: &Options, expected: [Option<&str>; 3]| {
        let document = common::read_file("a.jsonl", line.as_bytes(), options).0.remove(0);
        let published = document.published.map(|date| date.to_string());
        let found = [Some(document.text.as_str()), document.title.as_deref(), published.as_deref()];
        assert_eq!(found, expected, "{line}");
    };
    let line = r#"{"body": {"text": "Putin met Xi."}, "headline": "Talks", "meta": {"date": "2021-05-27"}}"#;
    let all = [(Field::Text, "body.text"), (Field::Title, "headline"), (Field::Published, "meta.date")];
    check(line, &named(&all), [Some("Putin met Xi."), Some("Talks"), Some("2021-05-27")]);
    let line = r#"{"maintext": "Putin met Xi.", "title": "Talks", "long_title": "Talks in Oslo", "date_publish": "2021-05-27"}"#;
    let title = named(&[(Field::Title, "long_title")]);
    check(line, &title, [Some("Putin met Xi."), Some("Talks in Oslo"), Some("2021-05-27")]);
    let rows = "headline,body\nTalks,Putin met Xi.\n";
    let (documents, _) = common::read_file("a.csv", rows.as_bytes(), &named(&all[1..2]));
    assert_eq!(documents, [], "nothing says where the text is");
    let columns = named(&[(Field::Title, "headline"), (Field::Text, "body")]);
    let (documents, rejects) = common::read_file("a.csv", rows.as_bytes(), &columns);
    assert_eq!((documents[0].text.as_str(), documents[0].title.as_deref()), ("Putin met Xi.", Some("Talks")));
    assert_eq!(rejects, []);
}
