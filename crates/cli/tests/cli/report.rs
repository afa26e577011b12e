//! `dateline report`

use std::fs;

use crate::support::{STORY, dateline, ending, folder, said, text};

const EVENT: &str = r#"{"event_id": "e1", "doc_id": "a.txt", "url": null, "title": "Talks", "published": "2021-05-28", "type": "meet", "subtype": "talks", "status": "occurred", "confidence": 0.9, "code": null, "rule": "meet/talks/met", "model": "m", "mentions": [{"start": 6, "end": 9, "text": "met", "sentence": {"start": 0, "end": 18, "text": "Putin met Merkel."}}], "roles": {"participant": [{"text": "Putin", "start": 0, "end": 5}]}}"#;

#[test]
fn what_extract_writes_becomes_a_page() {
    let folder = folder([("a.txt", STORY.as_bytes())]);
    let [story, out, page] = ["a.txt", "out", "page.html"].map(|name| folder.path().join(name));
    assert_eq!(ending(&dateline(["extract", text(&story), "--out", text(&out)]).output().unwrap()).0, 0);
    let output = dateline(["report", text(&out), "--out", text(&page), "--title", "Two & two"]).output().unwrap();
    let events = fs::read_to_string(out.join("events.jsonl")).unwrap().lines().count();
    assert_eq!(ending(&output), (0, format!("dateline: {}: {events} events\n", page.display())));
    let html = fs::read_to_string(page).unwrap();
    assert!(html.contains("<title>Two &amp; two</title>") && html.contains("Angela Merkel"));
}

#[test]
fn packed_events_and_standard_input_give_the_same_page() {
    let lines = format!("{EVENT}\n");
    let folder =
        folder([("a.jsonl", lines.as_bytes()), ("events.jsonl.zst", &zstd::encode_all(lines.as_bytes(), 3).unwrap())]);
    let page = |events: &str, input: &str| {
        let output = dateline(["report", events, "--out", "-"]).write_stdin(input).output().unwrap();
        assert_eq!(ending(&output), (0, String::new()));
        said(&output.stdout)
    };
    let plain = page(text(&folder.path().join("a.jsonl")), "");
    assert!(plain.contains("Putin met Merkel."));
    assert!(page(text(folder.path()), "") == plain, "the folder with packed events");
    assert!(page("-", &lines) == plain, "standard input");
}

#[test]
fn bad_lines_are_named_and_the_rest_is_shown() {
    let lines = format!(
        "{EVENT}\nnonsense\n{{\"doc_id\": \"a\u{1b}[2J\"}}\n{}\n",
        EVENT.replace("e1", "e2").replace("Putin", "Macron")
    );
    let output = dateline(["report", "-", "--out", "-"]).write_stdin(lines).output().unwrap();
    let (code, error) = ending(&output);
    assert_eq!(code, 1);
    assert!(error.contains("dateline: -: line 2: ") && error.contains("dateline: -: line 3: "), "{error}");
    let html = said(&output.stdout);
    assert!(html.contains("Putin met Merkel.") && html.contains("Macron met Merkel."));
}

#[test]
fn an_event_that_is_read_twice_counts_once_and_is_told() {
    let lines = format!("{EVENT}\n{EVENT}\n");
    let output = dateline(["report", "-", "--out", "-"]).write_stdin(lines).output().unwrap();
    let (code, error) = ending(&output);
    assert_eq!(code, 0);
    assert!(error.contains("1 event left out: "), "{error}");
    assert_eq!(said(&output.stdout).matches("Putin met Merkel.").count(), 1);
}

#[test]
fn no_events_are_a_page_too() {
    let output = dateline(["report", "-", "--out", "-"]).write_stdin("").output().unwrap();
    assert_eq!(ending(&output), (0, String::new()));
    assert!(said(&output.stdout).contains("There are no events in this file."));
}

#[test]
fn a_file_that_is_not_there_is_fatal_and_an_old_page_stays() {
    let folder = folder([("page.html", b"old")]);
    let page = folder.path().join("page.html");
    let (code, error) = ending(&dateline(["report", "no/such.jsonl", "--out", text(&page)]).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.starts_with("dateline: cannot read no/such.jsonl: "), "{error}");
    assert_eq!(fs::read(page).unwrap(), b"old");
}

#[test]
fn what_holds_no_events_does_not_replace_a_page() {
    let folder = folder([("documents.jsonl", b"{\"doc_id\": \"a\"}\n"), ("page.html", b"a good page")]);
    let [lines, page] = ["documents.jsonl", "page.html"].map(|name| folder.path().join(name));
    let (code, error) = ending(&dateline(["report", text(&lines), "--out", text(&page)]).output().unwrap());
    assert!(code == 2 && error.contains("holds no events"), "{error}");
    assert_eq!(fs::read_to_string(&page).unwrap(), "a good page");
}
