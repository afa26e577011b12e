//! Events against gold. `eval/` holds three small stories, gold of two of them and of one that is not there, and events
//! that are partly wrong. `eval/table.txt` is what `scripts/score/events.py eval/gold.jsonl eval/events.jsonl` prints.

use std::fs;

use serde_json::Value;

use crate::support::{dateline, ending, folder, root, said, text};

const GOLD: &str = "crates/cli/tests/cli/eval/gold.jsonl";
const EVENTS: &str = "crates/cli/tests/cli/eval/events.jsonl";
const STORIES: &str = "crates/cli/tests/cli/eval/stories";

/// Standard output of a run that ends with `code`.
fn page<const N: usize>(arguments: [&str; N], code: i32) -> String {
    let output = dateline(arguments).output().unwrap();
    assert_eq!(ending(&output).0, code, "{}", said(&output.stderr));
    said(&output.stdout)
}

fn json<const N: usize>(arguments: [&str; N]) -> Value {
    serde_json::from_str(&page(arguments, 0)).unwrap()
}

/// Why a run that could not be made was not made.
fn failure<const N: usize>(arguments: [&str; N]) -> String {
    let (code, error) = ending(&dateline(arguments).output().unwrap());
    assert_eq!(code, 2, "{error}");
    error
}

#[test]
fn the_table_is_that_of_the_script() {
    let table = fs::read_to_string(root().join("crates/cli/tests/cli/eval/table.txt")).unwrap();
    let page = page(["eval", "--gold", GOLD, "--events", EVENTS], 0);
    assert_eq!(page[..table.len()], table);
    assert!(page[table.len()..].starts_with("documents      3 scored, 1 without gold\n"), "{page}");
}

#[test]
fn errors_are_shown_with_their_text() {
    let page = page(["eval", "-q", "--gold", GOLD, "--events", EVENTS, STORIES], 0);
    insta::assert_snapshot!("eval", page);
}

#[test]
fn the_program_on_the_sample_stories_is_scored_as_what_it_writes() {
    let out = folder([]);
    page(["extract", "seeds", "--out", text(out.path())], 0);
    let events = out.path().join("events.jsonl");
    let run = dateline(["eval", "--gold", "seeds/gold.jsonl", "seeds"]).output().unwrap();
    let (code, notes) = ending(&run);
    assert_eq!(code, 0, "{notes}");
    assert!(notes.starts_with("5 documents, ") && notes.lines().count() == 1, "gold fits the stories: {notes}");
    assert_eq!(said(&run.stdout), page(["eval", "-g", "seeds/gold.jsonl", "-e", text(&events), "seeds"], 0));
    let report = json(["eval", "-q", "--json", "-g", "seeds/gold.jsonl", "-e", text(&events)]);
    assert_eq!((&report["documents"]["scored"], &report["events"]["gold"]), (&5.into(), &67.into()));
    assert!(report["events"]["f1"].as_f64().unwrap() > 70.0, "{}", report["events"]);
}

#[test]
fn json_says_everything() {
    let report = json(["eval", "--json", "-g", GOLD, "-e", EVENTS, STORIES]);
    assert_eq!(
        (&report["gold"], &report["events_file"], &report["model"]),
        (&GOLD.into(), &EVENTS.into(), &Value::Null)
    );
    assert_eq!(report["documents"]["not_read"], serde_json::json!(["unread.txt"]));
    assert_eq!(report["types"]["deal"]["right"], 2);
    assert_eq!(report["reliability"]["bins"].as_array().unwrap().len(), 10);
    let errors = report["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 9);
    let error = errors.iter().find(|error| error["kind"] == "status").unwrap();
    assert_eq!((&error["document"], &error["line"], &error["column"]), (&"a.txt".into(), &7.into(), &12.into()));
    assert_eq!(
        (&error["status"], &error["said"], &error["excerpt"]["text"]),
        (&"possible".into(), &"planned".into(), &"visit".into())
    );
}

#[test]
fn what_was_not_read_counts_neither_way() {
    let output = dateline(["eval", "-g", GOLD, "-e", EVENTS, STORIES]).output().unwrap();
    let (code, notes) = ending(&output);
    assert_eq!(code, 0);
    let expected = "dateline: not read, so not counted: 1 document of gold (unread.txt)\n\
        dateline: without gold, so not counted: 1 document (c.txt)\n";
    assert_eq!(notes, expected);
    let alone = dateline(["eval", "-g", GOLD, "-e", EVENTS]).output().unwrap();
    assert!(ending(&alone).1.contains("without events, counted as read: 1 document of gold (unread.txt)"));
}

#[test]
fn only_stories_with_gold_are_read_and_rejects_are_1() {
    let story = fs::read(root().join(STORIES).join("a.txt")).unwrap();
    let stories = folder([("a.txt", &story), ("b.txt", b""), ("other.txt", &story)]);
    let output = dateline(["eval", "-g", GOLD, text(stories.path())]).output().unwrap();
    let (code, notes) = ending(&output);
    assert_eq!(code, 1, "{notes}");
    assert!(notes.contains("b.txt: ") && notes.contains("2 documents of gold (b.txt, unread.txt)"), "{notes}");
    assert!(notes.contains("without gold, so not counted: 1 document (other.txt)"), "{notes}");
    assert!(said(&output.stdout).contains("documents      1 scored, 2 of gold not read, 1 without gold\n"));
}

#[test]
fn events_below_a_confidence_can_be_left_out() {
    let report = json(["eval", "-q", "--json", "-g", GOLD, "-e", EVENTS, "--min-confidence", "0.8"]);
    assert_eq!((&report["events"]["said"], &report["events"]["right"]), (&3.into(), &2.into()));
}

#[test]
fn bad_gold_is_2_and_says_where() {
    let right = fs::read_to_string(root().join(GOLD)).unwrap();
    let files = folder([("gold.jsonl", right.replace("\"possible\"", "\"maybe\"").as_bytes())]);
    let gold = files.path().join("gold.jsonl");
    let error = failure(["eval", "-g", text(&gold), STORIES]);
    let expected = format!(
        "dateline: bad gold in {}, line 1: unknown variant `maybe`, expected one of `occurred`",
        gold.display()
    );
    assert!(error.starts_with(&expected), "{error}");
    let error = failure(["eval", "-g", GOLD, "-e", GOLD]);
    assert!(error.starts_with(&format!("dateline: bad events in {GOLD}, line 1: missing field `doc_id`")), "{error}");
    assert!(failure(["eval", "-g", "no/gold.jsonl", STORIES]).contains("cannot read no/gold.jsonl: No such file"));
}

#[test]
fn gold_of_other_stories_is_2() {
    let error = failure(["eval", "-g", "seeds/gold.jsonl", "-e", EVENTS, STORIES]);
    assert!(
        error.contains("no document of seeds/gold.jsonl was read: it is about \"000_bac605cd06ec2dba.txt\""),
        "{error}"
    );
}

#[test]
fn something_must_be_scored() {
    assert!(failure(["eval", "-g", GOLD]).contains("INPUT"));
    assert!(failure(["eval", STORIES]).contains("--gold <GOLD.jsonl>"));
}
