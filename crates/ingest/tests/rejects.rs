//! What hostile and broken inputs become: rejects with a place and a reason, and nothing else lost.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::{io::Write, ops::ControlFlow};

use common::{folder, read_all, read_file};
use dateline_ingest::{Item, Options, read};
use dateline_text::Stage;

/// The code and place of the only reject that a file gives.
fn check(name: &str, bytes: &[u8], code: &str, position: Option<&str>) {
    let options = Options { max_document_bytes: 1000, ..Options::default() };
    let (documents, rejects) = read_file(name, bytes, &options);
    assert_eq!(documents, [], "{name}");
    assert_eq!(rejects.len(), 1, "{name}: {rejects:?}");
    assert_eq!((rejects[0].code.as_str(), rejects[0].position.as_deref()), (code, position), "{:?}", rejects[0]);
    assert!(rejects[0].source.ends_with(name), "{:?}", rejects[0]);
}

#[test]
fn files_that_hold_no_text_say_why() {
    check("a.txt", b"", "empty", None);
    check("a.txt", b" \r\n\xef\xbb\xbf\n", "empty", None);
    check("a.txt", b"caf\xe9", "invalid_utf8", Some("byte 3"));
    check("a.txt", b"\xff\xfeP\0u\0", "invalid_utf8", Some("byte 0"));
    check("a.txt", b"\x7fELF\0\0", "binary", Some("byte 4"));
    check("a.txt", &[b'x'; 1001], "too_large", None);
    check("a.html", b"", "empty", None);
    check("a.html", b"<html>\0\0\0", "binary", None);
    check("a.html", &[b'x'; 1001], "too_large", None);
    check("a.html", b"<html><body></body></html>", "no_article", None);
    check("a.jsonl", b"", "empty", None);
    check("a.jsonl", b"\n \n", "empty", None);
}

#[test]
fn a_page_that_parsers_choke_on_is_refused_quickly() {
    let page = format!("<html><body>{}text", "<div>".repeat(200_000));
    let started = std::time::Instant::now();
    let (_, rejects) = read_file("deep.html", page.as_bytes(), &Options::default());
    assert_eq!(rejects[0].code, "too_deep");
    let page = format!("<html><body><p {}>text", "a=1 ".repeat(200_000));
    let (_, rejects) = read_file("wide.html", page.as_bytes(), &Options::default());
    assert_eq!(rejects[0].code, "too_complex");
    assert!(started.elapsed().as_secs() < 5);
}

#[test]
fn a_bad_line_costs_only_itself() {
    let lines: [(&[u8], Option<&str>); 12] = [
        (b"{\"id\": \"a\", \"text\": \"Putin met Xi.\"}", None),
        (b"{\"text\": \"no id\"}", None),
        (b"not json", Some("invalid_json")),
        (b"[1, 2]", Some("invalid_json")),
        (b"{\"id\": 5}", Some("missing_text")),
        (b"{\"text\": null}", Some("missing_text")),
        (b"{\"text\": 7}", Some("missing_text")),
        (b"{\"text\": \"  \"}", Some("empty")),
        (b"{\"text\": \"a\\u0000b\"}", Some("binary")),
        (b"{\"text\": \"caf\xe9\"}", Some("invalid_utf8")),
        (b"{\"text\": \"a\0b\"}", Some("binary")),
        (b"{\"id\": 17, \"text\": \"last\", \"title\": null, \"source\": [1]}", None),
    ];
    let file = lines.iter().map(|(line, _)| *line).collect::<Vec<_>>().join(&b"\r\n"[..]);
    let (documents, rejects) = read_file("a.jsonl", &file, &Options::default());
    let ids: Vec<_> = documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["a", "a.jsonl:2", "17"]);
    let said: Vec<_> = rejects.iter().map(|reject| (reject.position.clone().unwrap(), reject.code.as_str())).collect();
    let numbered = (1..).zip(lines).filter_map(|(number, (_, code))| Some((format!("line {number}"), code?)));
    assert_eq!(said, numbered.collect::<Vec<_>>());
}

#[test]
fn a_line_of_200_megabytes_is_passed_over_in_little_memory() {
    let folder = folder(&[]);
    let path = folder.path().join("long.jsonl");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    file.write_all(b"{\"text\": \"first\"}\n{\"text\": \"").unwrap();
    for _ in 0..(200 << 10) {
        file.write_all(&[b'x'; 1 << 10]).unwrap();
    }
    file.write_all(b"\"}\n{\"text\": \"last\"}\n").unwrap();
    file.into_inner().unwrap();
    let (documents, rejects) = read_all(&Item::file("long.jsonl", &path), &Options::default());
    let texts: Vec<_> = documents.iter().map(|document| document.text.as_str()).collect();
    assert_eq!(texts, ["first", "last"]);
    assert_eq!((rejects[0].code.as_str(), rejects[0].position.as_deref()), ("too_large", Some("line 2")));
}

#[test]
fn a_file_that_cannot_be_opened_is_a_reject_of_the_reading_stage() {
    let (documents, rejects) = read_all(&Item::file("gone.txt", "/nowhere/gone.txt"), &Options::default());
    assert!(documents.is_empty());
    assert_eq!((rejects[0].stage, rejects[0].code.as_str()), (Stage::Read, "unreadable"));
}

#[test]
fn reading_stops_when_the_receiver_has_enough() {
    let folder = folder(&[("a.jsonl", b"{\"text\": \"1\"}\n{\"text\": \"2\"}\n{\"text\": \"3\"}\n")]);
    let mut seen = 0;
    read(&Item::file("a.jsonl", folder.path().join("a.jsonl")), &Options::default(), &mut |_| {
        seen += 1;
        if seen == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(seen, 2);
}
