//! What is said on standard error: for people, for programs, more and less of it.

use serde_json::{Value, json};

use crate::support::{STORY, dateline, ending, folder, rows, text};

/// A story, a file that is none, a dump with a French document, and a picture.
fn news() -> tempfile::TempDir {
    let french = "Les deux dirigeants se sont rencontrés mardi à Pékin et ont signé plusieurs accords. ".repeat(5);
    let dump = json!({"id": "french", "text": french}).to_string() + "\n";
    folder([
        ("a.txt", STORY.as_bytes()),
        ("dump.jsonl", dump.as_bytes()),
        ("empty.txt", b""),
        ("picture.png", b"\x89PNG"),
    ])
}

/// The lines of a run with JSON messages.
fn messages(more: &[&str]) -> Vec<Value> {
    let folder = news();
    let mut run = dateline(["extract", text(folder.path()), "--log-format", "json"]);
    let (code, said) = ending(&run.args(more).output().unwrap());
    assert_eq!(code, 1, "{said}");
    rows(&said)
}

fn kinds(messages: &[Value]) -> Vec<&str> {
    messages.iter().map(|message| message["kind"].as_str().unwrap()).collect()
}

#[test]
fn programs_get_one_object_a_line_with_the_parts_of_each_message() {
    let messages = messages(&[]);
    assert_eq!(kinds(&messages), ["reject", "end"]);
    let [reject, end] = &messages[..] else { unreachable!() };
    assert_eq!(
        (&reject["level"], &reject["code"], &reject["stage"]),
        (&json!("WARN"), &json!("empty"), &json!("ingest"))
    );
    assert!(reject["source"].as_str().unwrap().ends_with("empty.txt"), "{reject}");
    assert!(reject["message"].as_str().unwrap().starts_with(reject["source"].as_str().unwrap()), "{reject}");
    assert_eq!((&end["documents"], &end["rejected"], &end["skipped"]), (&json!(1), &json!(1), &json!(1)));
    assert!(end["tokens_per_second"].as_f64().unwrap() > 0.0, "{end}");
    for message in &messages {
        assert!(message["timestamp"].as_str().unwrap().ends_with('Z'), "{message}");
    }
}

#[test]
fn more_is_said_when_asked() {
    let messages = messages(&["-v"]);
    assert_eq!(kinds(&messages), ["skip", "start", "skip", "reject", "end"]);
    assert!(messages[0]["source"].as_str().unwrap().ends_with("picture.png"), "{}", messages[0]);
    assert_eq!((&messages[1]["inputs"], &messages[2]["reason"]), (&json!(3), &json!("language")));
    assert_eq!(messages[2]["doc_id"], "french");
}

#[test]
fn less_is_said_when_asked() {
    assert_eq!(kinds(&messages(&["--quiet"])), ["reject"]);
}

#[test]
fn people_read_sentences() {
    let folder = news();
    let run = dateline(["extract", "-v", text(folder.path())]).output().unwrap();
    let (code, said) = ending(&run);
    assert_eq!(code, 1);
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines.len(), 5, "{said}");
    assert!(lines[..4].iter().all(|line| line.starts_with("dateline: ")), "{said}");
    assert!(lines[1].contains("inputs: 3 (") && lines[1].contains("; model: news-minilm@"), "{said}");
    assert!(lines[2].ends_with("dump.jsonl: line 1: written in French (fr)"), "{said}");
    assert!(lines[4].starts_with("1 document, ") && lines[4].contains(" 1 rejected, 1 skipped in "), "{said}");
}

#[test]
fn the_environment_chooses_what_is_said() {
    let folder = folder([("a.txt", STORY.as_bytes())]);
    let mut run = dateline(["extract", text(folder.path())]);
    assert_eq!(ending(&run.env("DATELINE_LOG", "off").output().unwrap()), (0, String::new()));
    let wrong = dateline(["extract", text(folder.path())]).env("DATELINE_LOG", "dateline=loud").output().unwrap();
    let (code, said) = ending(&wrong);
    assert_eq!(code, 2);
    assert!(said.starts_with("dateline: DATELINE_LOG=dateline=loud is no filter"), "{said}");
}

#[test]
fn a_failure_is_a_message_too() {
    let run = dateline(["extract", "no/such/file", "--log-format", "json"]).output().unwrap();
    let (code, said) = ending(&run);
    let messages = rows(&said);
    assert_eq!((code, kinds(&messages)), (2, vec!["failure"]));
    assert_eq!(messages[0]["level"], "ERROR");
}

#[test]
fn a_document_cannot_command_the_terminal() {
    let folder = folder([("a\u{1b}[2J\u{9b}.txt", b"")]);
    for format in ["human", "json"] {
        let run = dateline(["annotate", text(folder.path()), "--log-format", format]).output().unwrap();
        let (code, said) = ending(&run);
        assert_eq!(code, 1, "{said}");
        assert!(!said.contains(['\u{1b}', '\u{9b}']), "{said:?}");
    }
}
