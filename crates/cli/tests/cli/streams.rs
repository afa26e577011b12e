//! Standard input and output.

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Command, Stdio},
};

use crate::support::{STORY, dateline, ending, folder, process, rows, said, slice, text};

fn line(id: &str) -> String {
    serde_json::json!({"id": id, "text": STORY, "title": "T", "url": "https://example.org/a"}).to_string() + "\n"
}

#[test]
fn documents_are_read_from_standard_input() {
    let output = dateline(["extract", "-"]).write_stdin(line("one") + &line("two")).output().unwrap();
    assert_eq!(ending(&output).0, 0);
    let events = rows(&said(&output.stdout));
    assert!(events.iter().any(|event| event["doc_id"] == "one"));
    assert_eq!(events.iter().filter(|event| event["doc_id"] == "one").count() * 2, events.len());
    assert!(events.iter().all(|event| event["url"] == "https://example.org/a" && event["title"] == "T"));
}

#[test]
fn a_broken_line_is_said_and_the_rest_is_read() {
    let output = dateline(["annotate", "-"]).write_stdin(format!("nonsense\n{}", line("one"))).output().unwrap();
    let (code, error) = ending(&output);
    assert_eq!(code, 1);
    assert!(error.starts_with("dateline: -: "), "{error}");
    assert_eq!(rows(&said(&output.stdout))[0]["doc_id"], "one");
}

#[test]
fn a_publication_date_can_be_given_to_those_that_have_none() {
    let silent = serde_json::json!({"id": "silent", "text": "Ministers met in Paris on Tuesday."});
    let dated = serde_json::json!({"id": "dated", "text": "They met on Tuesday.", "published": "2020-01-15"});
    let days = |arguments: &[&str]| {
        let mut run = dateline(["annotate", "-"]);
        let output = run.args(arguments).write_stdin(format!("{silent}\n{dated}\n")).output().unwrap();
        let day = |row: &serde_json::Value| row["times"][0]["value"].as_str().unwrap().to_owned();
        rows(&said(&output.stdout)).iter().map(day).collect::<Vec<_>>()
    };
    assert_eq!(days(&[]), ["XXXX-WXX-2", "2020-01-14"]);
    assert_eq!(days(&["--published", "2021-05-28"]), ["2021-05-25", "2020-01-14"]);
}

#[test]
fn annotations_go_to_a_file_when_asked() {
    let folder = folder([("a.txt", STORY.as_bytes())]);
    let (story, file) = (folder.path().join("a.txt"), folder.path().join("annotations.jsonl"));
    let output = dateline(["annotate", text(&story), "--out", text(&file)]).output().unwrap();
    assert_eq!((ending(&output).0, output.stdout.len()), (0, 0));
    let annotation = &rows(&std::fs::read_to_string(file).unwrap())[0];
    assert_eq!(annotation["text"], STORY);
    for (list, key) in [("entities", "text"), ("times", "text"), ("values", "text")] {
        let found = annotation[list].as_array().unwrap();
        assert!(!found.is_empty(), "no {list}");
        for row in found {
            assert_eq!(row[key], slice(STORY, row), "{list}");
        }
    }
    let (tokens, sentences) = (annotation["tokens"].as_array().unwrap(), annotation["sentences"].as_array().unwrap());
    assert!(sentences.len() >= 3 && tokens.len() > 30);
    let heads = tokens.iter().map(|token| token["head"].as_i64().unwrap());
    assert!(heads.into_iter().all(|head| (-1..tokens.len() as i64).contains(&head)));
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let dump: String = (0..24).map(|number| line(&number.to_string())).collect();
    let folder = folder([("dump.jsonl", dump.as_bytes())]);
    let dump = folder.path().join("dump.jsonl");
    let mut child = process(&["annotate", text(&dump)]).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(ending(&output), (0, String::new()));
    assert_eq!(rows(&first)[0]["doc_id"], "0");
}

#[test]
fn events_are_handed_on_document_by_document() {
    let mut child = process(&["annotate", "-"]).stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for id in ["one", "two"] {
        input.write_all(line(id).as_bytes()).unwrap();
        input.flush().unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        assert_eq!(rows(&answer)[0]["doc_id"], id);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[cfg(unix)]
#[test]
fn an_interrupt_writes_what_was_begun() {
    let folder = folder([]);
    let out = folder.path().join("out");
    let mut child = process(&["extract", "-", "--out", text(&out)]).stdin(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all((line("one") + &line("two")).as_bytes()).unwrap();
    input.flush().unwrap();
    // The output folder is made when the model is loaded and the documents are about to be read.
    while !out.exists() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    std::thread::sleep(std::time::Duration::from_millis(500));
    interrupt::<1>(&child);
    let (code, error) = ending(&child.wait_with_output().unwrap());
    assert_eq!(code, 130, "{error}");
    assert!(error.contains("interrupted: ") && error.contains("press Ctrl-C again"), "{error}");
    let manifest = std::fs::read_to_string(out.join("manifest.json")).unwrap();
    assert!(manifest.contains("\"interrupted\": true"), "{manifest}");
    assert!(out.join("events.jsonl").exists());
    drop(input);
}

/// Sends interrupts, one right after the other.
#[cfg(unix)]
fn interrupt<const N: usize>(child: &std::process::Child) {
    let same = vec![child.id().to_string(); N];
    assert!(Command::new("kill").arg("-INT").args(same).status().unwrap().success());
}

/// Nobody reads the record, which is longer than a pipe holds, so that it cannot be written.
#[cfg(unix)]
#[test]
fn a_second_interrupt_ends_the_program_at_once() {
    let folder = folder([("long.txt", STORY.repeat(40).as_bytes())]);
    let mut child = process(&["annotate", text(folder.path())]).spawn().unwrap();
    let mut unread = child.stdout.take().unwrap();
    unread.read_exact(&mut [0]).unwrap();
    interrupt::<2>(&child);
    std::thread::sleep(std::time::Duration::from_millis(800));
    assert!(child.try_wait().unwrap().is_none(), "one request is no abort, though it come as two signals");
    interrupt::<1>(&child);
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

/// What standard input holds does not depend on how it arrives.
#[test]
fn documents_may_arrive_in_pieces() {
    let array = format!("[\n{}]\n", line("one"));
    let late = format!("nonsense\n{}", line("one"));
    for (input, first, code) in [(array.as_str(), 2, 0), (&late, 9, 1), (&late, 3, 1)] {
        let mut child = process(&["extract", "-"]).stdin(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        for piece in [&input[..first], &input[first..]] {
            stdin.write_all(piece.as_bytes()).unwrap();
            stdin.flush().unwrap();
            std::thread::sleep(std::time::Duration::from_millis(300));
        }
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        assert_eq!(ending(&output).0, code, "{input:.20}");
        let whole = dateline(["extract", "-"]).write_stdin(input).output().unwrap();
        assert!(!output.stdout.is_empty() && output.stdout == whole.stdout, "{input:.20}");
    }
}
