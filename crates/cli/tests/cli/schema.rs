//! The schemas, held against what the program writes.

use std::fs;

use jsonschema::Validator;
use serde_json::{Map, Value};

use crate::support::{STORY, dateline, folder, rows, said};

fn schema(records: &str) -> Value {
    let output = dateline(["schema", records]).output().unwrap();
    serde_json::from_str(&said(&output.stdout)).unwrap()
}

/// The schema without its permission to hold more than it names.
fn closed(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if members.contains_key("properties") {
                members.insert("additionalProperties".into(), false.into());
            }
            members.values_mut().for_each(closed);
        }
        Value::Array(members) => members.iter_mut().for_each(closed),
        _ => {}
    }
}

fn strict(records: &str) -> Validator {
    let mut schema = schema(records);
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    closed(&mut schema);
    jsonschema::draft202012::new(&schema).unwrap()
}

fn check(validator: &Validator, lines: &str) -> usize {
    for line in lines.lines() {
        let record = serde_json::from_str(line).unwrap();
        let problems: Vec<_> = validator.iter_errors(&record).map(|error| error.to_string()).collect();
        assert!(problems.is_empty(), "{problems:#?} in {line}");
    }
    lines.lines().count()
}

#[test]
fn what_is_written_is_what_the_schemas_say() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in");
    fs::create_dir(&input).unwrap();
    for story in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../seeds")).unwrap() {
        let story = story.unwrap().path();
        if story.extension().is_some_and(|extension| extension == "txt") {
            fs::copy(&story, input.join(story.file_name().unwrap())).unwrap();
        }
    }
    fs::write(input.join("broken.jsonl"), "no JSON\n").unwrap();
    fs::write(input.join("copy.txt"), STORY).unwrap();
    fs::write(input.join("story.txt"), STORY).unwrap();
    fs::write(input.join("french.txt"), "Les deux dirigeants se sont rencontrés mardi à Pékin. ".repeat(5)).unwrap();
    let out = folder.path().join("out");
    dateline(["extract", "--dedupe"]).arg(&input).arg("--out").arg(&out).output().unwrap();
    for (records, least) in [("events", 50), ("rejects", 1), ("documents", 6), ("skipped", 2)] {
        let lines = fs::read_to_string(out.join(format!("{records}.jsonl"))).unwrap();
        assert!(check(&strict(records), &lines) >= least, "{records}: {lines}");
    }
}

#[test]
fn a_record_that_is_no_event_is_told_apart() {
    let folder = folder([("story.txt", STORY.as_bytes())]);
    let output = dateline(["extract"]).arg(folder.path().join("story.txt")).output().unwrap();
    let event = rows(&said(&output.stdout)).remove(0);
    let events = strict("events");
    assert!(events.is_valid(&event));
    let wrong = [
        ("event_id", Value::Null),
        ("status", "finished".into()),
        ("confidence", "high".into()),
        ("published", 2021.into()),
        ("roles", serde_json::json!({"nonsense": []})),
    ];
    for (field, value) in wrong {
        let mut other = event.clone();
        other[field] = value;
        assert!(!events.is_valid(&other), "{field}: {}", other[field]);
        other.as_object_mut().unwrap().remove(field);
        assert!(!events.is_valid(&other), "without {field}");
    }
}

#[test]
fn all_schemas_come_as_one_object() {
    let output = dateline(["schema"]).output().unwrap();
    let all: Map<String, Value> = serde_json::from_str(&said(&output.stdout)).unwrap();
    for records in ["events", "documents", "rejects", "skipped", "tables"] {
        assert_eq!(all[records], schema(records));
    }
}

#[test]
fn the_tables_are_said_with_their_columns() {
    let tables = schema("tables");
    let names: Vec<_> = tables.as_array().unwrap().iter().map(|table| table["table"].as_str().unwrap()).collect();
    assert_eq!(names, ["documents", "events", "arguments", "mentions", "entities"]);
    let amount = serde_json::json!({
        "name": "amount_number", "type": "number", "optional": true,
        "about": "The same number as a float, to sum and to draw.",
    });
    assert!(tables[2]["columns"].as_array().unwrap().contains(&amount), "{tables:#}");
}
