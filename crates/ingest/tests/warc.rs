//! Web archives: which records are stories, and what is known of them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{
    list_file,
    packing::{answer, gzip, html, page, record, zip, zstd},
    read_file,
};
use dateline_ingest::Options;
use jiff::civil::date;

const HTML: &str = "Content-Type: text/html\r\n";

fn check(records: &[Vec<u8>], expected: &[&str]) {
    assert_eq!(list_file("a.warc", &records.concat(), &Options::default()), expected);
    let packed: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let ids = |lines: Vec<String>| {
        lines.iter().map(|line| line.split(" byte ").next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let packed = list_file("a.warc.gz", &packed, &Options::default());
    let expected = expected.iter().map(|line| line.replace("a.warc:", "a.warc.gz:")).collect();
    assert_eq!(ids(packed), ids(expected));
}

#[test]
fn pages_are_documents_and_what_is_about_the_crawl_is_not() {
    check(
        &[
            record("warcinfo", "", b"software: crawler\r\n"),
            record("request", "", b"GET / HTTP/1.1\r\n\r\n"),
            page("one", &html("Talks in Oslo")),
            record("metadata", "", b"x: y"),
            record("revisit", "", b""),
            page("two", &html("Talks in Rome")),
        ],
        &["one", "two"],
    );
}

#[test]
fn what_is_no_story_is_a_skip() {
    check(
        &[
            answer("moved", "301 Moved", HTML, b"<html>"),
            answer("photo", "200 OK", "Content-Type: image/png\r\n", b"\x89PNG"),
            record("response", "Content-Type: text/dns\r\n", b"example.com A 1.2.3.4"),
            page("one", &html("Talks in Oslo")),
        ],
        &["skip not_a_story byte 0", "skip not_a_story byte 271", "skip not_a_story byte 537", "one"],
    );
}

#[test]
fn a_page_says_when_it_was_published_and_the_record_where() {
    let dated = html("Talks in Oslo")
        .replace("</head>", "<meta property=\"article:published_time\" content=\"2021-05-27T10:00:00Z\"></head>");
    let records = [page("dated", &dated), page("undated", &html("Talks in Rome"))].concat();
    let (documents, rejects) = read_file("a.warc", &records, &Options::default());
    assert_eq!(rejects, []);
    assert_eq!(documents[0].published, Some(date(2021, 5, 27)));
    assert_eq!(documents[0].url.as_deref(), Some("https://example.com/dated"));
    assert_eq!(documents[0].title.as_deref(), Some("Talks in Oslo"));
    assert_eq!(documents[1].published, None);
}

#[test]
fn a_record_without_an_id_gets_its_number() {
    let named = page("x", &html("Talks in Oslo"));
    let nameless = String::from_utf8(named).unwrap().replace("WARC-Record-ID", "X-Record-ID").into_bytes();
    check(&[record("warcinfo", "", b"x"), nameless], &["a.warc:2"]);
}

#[test]
fn an_id_without_measure_is_no_id() {
    check(&[page(&"x".repeat(2000), &html("Talks in Oslo"))], &["a.warc:1"]);
}

#[test]
fn bodies_are_unpacked_and_decoded_as_the_server_said() {
    let headers =
        "Content-Type: text/html; charset=windows-1251\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n";
    let story = html("Talks").replace("<p>The two", "<p>\u{201c}T\u{201d} The two");
    let mut bytes = story.replace('\u{201c}', "\u{1}").replace('\u{201d}', "\u{2}").into_bytes();
    for byte in &mut bytes {
        *byte = match *byte {
            1 => 0x93,
            2 => 0x94,
            byte => byte,
        };
    }
    let packed = gzip(&bytes);
    let chunked = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
    let (documents, rejects) = read_file("a.warc", &answer("one", "200 OK", headers, &chunked), &Options::default());
    assert_eq!(rejects, []);
    assert!(documents[0].text.contains("\u{201c}T\u{201d} The two governments"), "{}", documents[0].text);
}

#[test]
fn plain_text_of_pages_is_read_as_it_is() {
    let fields =
        "WARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://example.com/a\r\nContent-Type: text/plain\r\n";
    let (documents, _) =
        read_file("a.warc.wet", &record("conversion", fields, b"Putin met Xi.\n"), &Options::default());
    assert_eq!((documents[0].id.as_str(), documents[0].text.as_str()), ("1", "Putin met Xi.\n"));
    assert_eq!(documents[0].url.as_deref(), Some("https://example.com/a"));
}

#[test]
fn records_are_found_however_they_are_packed() {
    let records = [page("one", &html("One")), page("two", &html("Two"))].concat();
    // As the program `gzip` packs a file: with its name, which is flag 8, behind the ten bytes of the header.
    let mut named = gzip(&records);
    named[3] = 8;
    named.splice(10..10, *b"a.warc\0");
    for (name, bytes) in [
        ("a.warc.gz", gzip(&records)),
        ("a.warc.zst", zstd(&records)),
        ("a.warc.gz", records.clone()),
        ("a.warc.gz", named),
        ("a.zip", zip(&[("x.warc.gz", &[gzip(&records[..]), gzip(&page("three", "<html>"))].concat())])),
    ] {
        let seen = list_file(name, &bytes, &Options::default());
        assert_eq!(seen[..2], ["one", "two"], "{name}");
    }
}

#[test]
fn lengths_that_lie_do_not_hide_the_next_record() {
    let one = String::from_utf8(page("one", &html("One"))).unwrap();
    let length = one.split("Content-Length: ").nth(1).unwrap().split('\r').next().unwrap().to_owned();
    let short = one.replace(&length, "300").into_bytes();
    let seen = list_file("a.warc", &[short, page("two", &html("Two"))].concat(), &Options::default());
    assert!(seen.iter().any(|line| line.starts_with("reject corrupt")), "{seen:?}");
    assert_eq!(seen.last().unwrap(), "two");
}

#[test]
fn a_length_beyond_the_end_of_the_file_does_not_hide_the_next_records() {
    let one = String::from_utf8(page("one", &html("One"))).unwrap();
    let length = one.split("Content-Length: ").nth(1).unwrap().split('\r').next().unwrap().to_owned();
    let rest = [page("two", &html("Two")), page("three", &html("Three"))].concat();
    for lie in ["99999", "999999999999"] {
        let before = page("zero", &html("Zero"));
        let place = format!("reject corrupt byte {}", before.len());
        let long = one.replace(&length, lie).into_bytes();
        let seen = list_file("a.warc", &[&before[..], &long, &rest].concat(), &Options::default());
        assert_eq!(seen, ["zero", &place, "two", "three"], "{lie}");
    }
}
