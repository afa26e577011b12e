//! The sample stories, end to end. The snapshots show what changed; what is right is in `seeds/gold.jsonl`.

use std::{collections::BTreeMap, fmt::Write, fs, sync::LazyLock};

use serde_json::Value;

use crate::support::{dateline, ending, folder, root, rows, rows_of, said, slice, text};

const FIRST: &str = "seeds/000_bac605cd06ec2dba.txt";
const SECOND: &str = "seeds/001_4b225708dcc5c9ae.txt";

/// The events of all sample stories, extracted once for all tests.
fn events() -> &'static [Value] {
    static EVENTS: LazyLock<Vec<Value>> = LazyLock::new(extract);
    &EVENTS
}

fn extract() -> Vec<Value> {
    let out = folder([]);
    let (code, error) = ending(&dateline(["extract", "seeds", "--out", text(out.path())]).output().unwrap());
    assert_eq!(code, 0, "{error}");
    assert!(error.starts_with("5 documents, "), "{error}");
    rows_of(out.path(), "events.jsonl")
}

/// The sample stories by the name that records use.
fn stories() -> BTreeMap<String, String> {
    let files = fs::read_dir(root().join("seeds")).unwrap().map(|entry| entry.unwrap().path());
    let stories = files.filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    stories
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn every_span_of_every_record_slices_to_its_text() {
    let stories = stories();
    let events = events();
    assert!(events.len() > 30, "only {} events", events.len());
    for event in events {
        let story = &stories[event["doc_id"].as_str().unwrap()];
        for mention in event["mentions"].as_array().unwrap() {
            assert_eq!(mention["text"], slice(story, mention), "{event}");
            let sentence = slice(story, &mention["sentence"]);
            assert_eq!(mention["sentence"]["text"], *sentence, "{event}");
            assert!(sentence.contains(mention["text"].as_str().unwrap()), "{event}");
        }
        for filler in event["roles"].as_object().unwrap().values().flat_map(|fillers| fillers.as_array().unwrap()) {
            assert_eq!(filler["text"], slice(story, filler), "{event}");
        }
    }
}

#[test]
fn event_ids_are_unique_and_the_same_in_every_run() {
    let id = |event: &Value| event["event_id"].as_str().unwrap().to_owned();
    let of_first = events().iter().filter(|event| FIRST.ends_with(event["doc_id"].as_str().unwrap())).map(id);
    let again = rows(&said(&dateline(["extract", FIRST, "-q", "--jobs", "1"]).output().unwrap().stdout));
    assert_eq!(of_first.collect::<Vec<_>>(), again.iter().map(id).collect::<Vec<_>>());
    let mut ids: Vec<_> = events().iter().map(id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), events().len());
}

#[test]
fn spans_of_annotations_slice_to_their_text() {
    let stories = stories();
    for row in rows(&said(&dateline(["annotate", FIRST, SECOND, "-q"]).output().unwrap().stdout)) {
        let story = &stories[row["doc_id"].as_str().unwrap()];
        assert_eq!(row["text"], **story);
        for found in ["entities", "times", "values"].iter().flat_map(|list| row[list].as_array().unwrap()) {
            assert_eq!(found["text"], slice(story, found));
        }
    }
}

/// An event in a few lines that a person can compare.
fn digest(event: &Value) -> String {
    let plain = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut digest = format!("{}/{} {}", plain(&event["type"]), plain(&event["subtype"]), plain(&event["status"]));
    for mention in event["mentions"].as_array().unwrap() {
        write!(digest, " {}@{}", plain(&mention["text"]), mention["start"]).unwrap();
    }
    for (role, fillers) in event["roles"].as_object().unwrap() {
        for filler in fillers.as_array().unwrap() {
            let said = ["text", "name", "value", "amount", "currency", "unit", "bound"];
            let said: Vec<_> = said.iter().map(|field| plain(&filler[field])).filter(|text| !text.is_empty()).collect();
            write!(digest, "\n    {role}: {}", said.join(" | ")).unwrap();
        }
    }
    digest
}

#[test]
fn the_events_of_the_sample_stories() {
    let mut page = String::new();
    let mut story = Value::Null;
    for event in events() {
        if event["doc_id"] != story {
            story = event["doc_id"].clone();
            writeln!(page, "\n{}", story.as_str().unwrap()).unwrap();
        }
        writeln!(page, "  {}", digest(event)).unwrap();
    }
    insta::assert_snapshot!("events", page);
}

#[test]
fn the_first_sample_story_as_it_is_read() {
    let page = dateline(["inspect", FIRST]).output().unwrap().stdout;
    insta::assert_snapshot!("inspect", said(&page));
}
