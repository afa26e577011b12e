//! `--out`: what lies in the folder, and that it does not depend on the number of jobs.

use std::fs;

use serde_json::Value;

use crate::support::{STORY, dateline, ending, folder, rows, rows_of, said, text};

/// Many short documents in a dump, so that several are on their way at once.
fn dump() -> String {
    let line = |number: usize| {
        let text = format!("{}Company {number} met the Prime Minister on {number} May.\n", &STORY[..STORY.len() / 2]);
        serde_json::json!({"id": format!("n{number}"), "text": text, "published": "2021-05-28"}).to_string() + "\n"
    };
    (1..=16).map(line).collect()
}

#[test]
fn the_records_do_not_depend_on_the_number_of_jobs() {
    let folder = folder([("dump.jsonl", dump().as_bytes()), ("empty.txt", b""), ("story.txt", STORY.as_bytes())]);
    let records = |jobs: &str| {
        let out = folder.path().join(format!("out-{jobs}"));
        let input = ["dump.jsonl", "empty.txt", "story.txt"].map(|file| folder.path().join(file));
        let [dump, empty, story] = input.each_ref().map(|path| text(path));
        let run = dateline(["extract", dump, empty, story, "--out", text(&out), "--jobs", jobs]).output().unwrap();
        assert_eq!(ending(&run).0, 1);
        ["events.jsonl", "rejects.jsonl", "documents.jsonl", "skipped.jsonl"]
            .map(|file| fs::read(out.join(file)).unwrap())
    };
    let one = records("1");
    assert!(one[..3].iter().all(|file| !file.is_empty()));
    assert!(one == records("2") && one == records("3"));
}

#[test]
fn annotations_do_not_depend_on_the_number_of_jobs() {
    let folder = folder([("dump.jsonl", dump().as_bytes())]);
    let dump = folder.path().join("dump.jsonl");
    let lines = |jobs: &str| dateline(["annotate", text(&dump), "-q", "--jobs", jobs]).output().unwrap().stdout;
    let one = lines("1");
    assert_eq!(rows(&said(&one)).len(), 16);
    assert!(one == lines("2"));
}

#[test]
fn a_folder_holds_events_rejects_and_the_account() {
    let folder = folder([("story.txt", STORY.as_bytes()), ("empty.txt", b""), ("picture.png", b"\x89PNG")]);
    let out = folder.path().join("deep/out");
    let run = dateline(["extract", text(folder.path()), "--out", text(&out)]).output().unwrap();
    let (code, messages) = ending(&run);
    assert_eq!((code, run.stdout.len()), (1, 0));
    assert!(messages.contains("empty.txt: ") && messages.contains("rejects.jsonl"), "{messages}");
    let mut names: Vec<_> = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["documents.jsonl", "events.jsonl", "manifest.json", "rejects.jsonl", "skipped.jsonl"]);
    let manifest: Value = serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["documents"]["in"], 2);
    assert_eq!(manifest["documents"]["rejected_by_code"]["empty"], 1);
    assert_eq!(manifest["events"]["total"], rows_of(&out, "events.jsonl").len());
    assert_eq!(manifest["skipped"][0]["path"].as_str().unwrap().rsplit('/').next(), Some("picture.png"));
    assert!(manifest["speed"]["tokens"].as_u64() > Some(20), "{manifest}");
    let [empty, story] = &manifest["inputs"].as_array().unwrap()[..] else { panic!("{manifest}") };
    assert_eq!((&empty["id"], &empty["documents"], &empty["bytes"]), (&"empty.txt".into(), &1.into(), &0.into()));
    assert_eq!((&story["id"], &story["documents"]), (&"story.txt".into(), &1.into()));
    assert_eq!(story["blake3"].as_str().unwrap().len(), 64);
    for file in manifest["files"].as_array().unwrap() {
        let lines = fs::read_to_string(out.join(file["path"].as_str().unwrap())).unwrap();
        assert_eq!(file["bytes"], lines.len(), "{file}");
        assert_eq!(file["lines"], lines.lines().count(), "{file}");
    }
    assert_eq!(manifest["files"].as_array().unwrap().len(), 4);
}

#[test]
fn each_document_that_was_read_has_a_record() {
    let line = serde_json::json!({"id": "a", "text": STORY, "url": "https://example.org/a", "source": "Example"});
    let folder = folder([("dump.jsonl", format!("{line}\n").as_bytes()), ("empty.txt", b"")]);
    let out = folder.path().join("out");
    assert_eq!(ending(&dateline(["extract", text(folder.path()), "--out", text(&out)]).output().unwrap()).0, 1);
    let [row] = &rows_of(&out, "documents.jsonl")[..] else { panic!("one document was read") };
    assert_eq!((&row["doc_id"], &row["url"], &row["source"]), (&"a".into(), &line["url"], &line["source"]));
    assert!(row["input"].as_str().unwrap().ends_with("dump.jsonl"), "{row}");
    assert_eq!(row["bytes"], STORY.len());
    assert_eq!(row["events"], rows_of(&out, "events.jsonl").len());
    assert!(row["tokens"].as_u64() > Some(20), "{row}");
}

#[test]
fn what_an_earlier_run_made_is_no_input() {
    let folder = folder([("story.txt", STORY.as_bytes())]);
    let out = folder.path().join("out");
    let manifest = || {
        dateline(["extract", text(folder.path()), "--out", text(&out)]).assert().success();
        let bytes = fs::read(out.join("manifest.json")).unwrap();
        let mut manifest: Value = serde_json::from_slice(&bytes).unwrap();
        manifest.as_object_mut().unwrap().remove("speed");
        manifest
    };
    assert_eq!(manifest(), manifest());
    assert_eq!(manifest()["inputs"].as_array().unwrap().len(), 1);
}

#[test]
fn nobodys_files_are_replaced() {
    let line = serde_json::json!({"id": "a", "text": STORY}).to_string();
    let out = folder([("documents.jsonl", line.as_bytes())]);
    let dump = out.path().join("documents.jsonl");
    let run = || dateline(["extract", text(&dump), "--out", text(out.path())]);
    let (code, error) = ending(&run().output().unwrap());
    assert!(code == 2 && error.contains("documents.jsonl is in the way: no run of this version made it"), "{error}");
    assert_eq!(fs::read_to_string(&dump).unwrap(), line);
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1, "the folder is left as it was");

    let moved = out.path().join("dump.jsonl");
    fs::rename(&dump, &moved).unwrap();
    dateline(["extract", text(&moved), "--out", text(out.path())]).assert().success();
    let (code, error) = ending(&run().output().unwrap());
    assert!(code == 2 && error.contains("documents.jsonl was made by an earlier run into"), "{error}");
}

#[test]
fn a_clean_run_still_writes_an_empty_list_of_rejects() {
    let folder = folder([("story.txt", STORY.as_bytes())]);
    let out = folder.path().join("out");
    dateline(["extract", text(folder.path()), "--out", text(&out)]).assert().success();
    assert_eq!(fs::read(out.join("rejects.jsonl")).unwrap(), b"");
}

#[test]
fn events_of_little_confidence_can_be_left_out() {
    let folder = folder([("story.txt", STORY.as_bytes())]);
    let confidences = |least: &str| {
        let out = folder.path().join(format!("out{least}"));
        let story = folder.path().join("story.txt");
        dateline(["extract", text(&story), "--out", text(&out), "--min-confidence", least]).assert().success();
        let rows = rows_of(&out, "events.jsonl");
        rows.iter().map(|row| row["confidence"].as_f64().unwrap()).collect::<Vec<_>>()
    };
    let mut all = confidences("0");
    assert!(!all.is_empty());
    let least = all.iter().copied().fold(0.0, f64::max);
    let count = all.len();
    all.retain(|&confidence| confidence >= least);
    assert!(all.len() < count, "all have one confidence: {all:?}");
    assert_eq!(confidences(&(least - 0.00005).to_string()), all);
}

/// Dumps that number their records from 1 are read together; a format that is named twice is written once.
#[test]
fn no_two_documents_have_one_name() {
    let line = serde_json::json!({"id": "1", "text": STORY}).to_string();
    let folder = folder([("jan.jsonl", line.as_bytes()), ("feb.jsonl", line.as_bytes())]);
    let [jan, feb, out] = ["jan.jsonl", "feb.jsonl", "out"].map(|name| folder.path().join(name));
    let run = ["extract", text(&jan), text(&feb), "--out", text(&out), "--format", "jsonl,csv,csv,jsonl"];
    dateline(run).assert().success();
    let names: Vec<_> = rows_of(&out, "documents.jsonl").into_iter().map(|row| row["doc_id"].clone()).collect();
    assert_eq!(names, ["1", "1#2"]);
    let events = rows_of(&out, "events.jsonl");
    let ids: std::collections::BTreeSet<_> = events.iter().map(|row| row["event_id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), events.len());
    assert_eq!(events.iter().filter(|row| row["doc_id"] == "1#2").count() * 2, events.len());
    let table = fs::read_to_string(out.join("csv/documents.csv")).unwrap();
    assert_eq!(table.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect::<Vec<_>>(), ["1", "1#2"]);
}
