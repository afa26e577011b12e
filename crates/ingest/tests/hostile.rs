//! What is made to break a reader: bombs, depths, lines without end, wrong encodings. Each ends as a reject with its place
//! and reason, and what stands beside it is read.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::{
    fs::File,
    io::{BufWriter, Write},
};

use common::{folder, read_all, read_file};
use dateline_ingest::{Item, Options};
use dateline_text::{Document, Reject};

/// The texts of the documents, and the places and codes of the rejects.
fn check(name: &str, bytes: &[u8], texts: &[&str], rejects: &[(&str, &str)]) {
    compare(name, &read_file(name, bytes, &Options::default()), texts, rejects);
}

fn compare(name: &str, found: &(Vec<Document>, Vec<Reject>), texts: &[&str], rejects: &[(&str, &str)]) {
    let found_texts: Vec<_> = found.0.iter().map(|document| document.text.as_str()).collect();
    assert_eq!(found_texts, texts, "{name}");
    let said = |reject: &Reject| (reject.position.clone().unwrap_or_default(), reject.code.clone());
    let expected: Vec<_> = rejects.iter().map(|(place, code)| ((*place).to_owned(), (*code).to_owned())).collect();
    assert_eq!(found.1.iter().map(said).collect::<Vec<_>>(), expected, "{name}");
}

/// An RCV1 item with this text.
fn item(text: &str) -> String {
    format!("<newsitem><text><p>{text}</p></text></newsitem>")
}

#[test]
fn entities_are_never_expanded() {
    let lols = (1..10).map(|n| format!("<!ENTITY lol{n} \"{}\">", format!("&lol{};", n - 1).repeat(10)));
    let bomb = format!("<!DOCTYPE x [<!ENTITY lol0 \"lol\">{}]>{}", lols.collect::<String>(), item("ha &lol9; ha"));
    check("bomb.xml", bomb.as_bytes(), &["ha &lol9; ha"], &[]);
    let outside = format!("<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>{}", item("a &f; b"));
    check("outside.xml", outside.as_bytes(), &["a &f; b"], &[]);
}

#[test]
fn elements_that_nest_too_deep_are_refused_and_the_next_item_is_read() {
    let deep = format!("{}{}", item(&"<x>".repeat(8_000)), item("next"));
    check("deep.xml", deep.as_bytes(), &["next"], &[("item 1, byte 0", "too_deep")]);
    let deep = format!("<DOC id=\"a\">{}</DOC><DOC id=\"b\"><TEXT>next</TEXT></DOC>", "<x>".repeat(8_000));
    check("deep.sgml", deep.as_bytes(), &["next"], &[("item 1, byte 0", "too_deep")]);
    let deep = format!("[{{\"text\": {}{}}}, {{\"text\": \"next\"}}]", "[".repeat(8_000), "]".repeat(8_000));
    check("deep.json", deep.as_bytes(), &["next"], &[("element 1", "invalid_json")]);
    let many = item(&"<x/>".repeat(200_000));
    check("many.xml", many.as_bytes(), &[], &[("item 1, byte 0", "too_complex")]);
}

#[test]
fn a_line_that_is_far_too_long_is_passed_over_in_every_format() {
    let options = Options { max_document_bytes: 100 << 10, ..Options::default() };
    let folder = folder(&[]);
    let check = |name: &str, before: &str, after: &str, rejects: &[(&str, &str)]| {
        let path = folder.path().join(name);
        let mut file = BufWriter::new(File::create(&path).unwrap());
        file.write_all(before.as_bytes()).unwrap();
        (0..8 << 10).for_each(|_| file.write_all(&[b'x'; 1 << 10]).unwrap());
        file.write_all(after.as_bytes()).unwrap();
        file.into_inner().unwrap();
        let found = read_all(&Item::file(name, &path), &options);
        compare(name, &found, if after.contains("next") { &["next"] } else { &[] }, rejects);
    };
    check("a.txt", "", "", &[("", "too_large")]);
    check("a.html", "<html>", "", &[("", "too_large")]);
    check("a.jsonl", "{\"text\": \"", "\"}\n{\"text\": \"next\"}", &[("line 1", "too_large")]);
    check("a.json", "[{\"text\": \"", "\"}, {\"text\": \"next\"}]", &[("element 1", "too_large")]);
    check("a.csv", "id,text\n1,\"", "\"\n2,next\n", &[("line 2", "too_large")]);
    check("b.csv", "id,text\n1,", "\n2,next\n", &[("line 2", "too_large")]);
    check("a.tsv", "", "\nid\ttext\n1\tnext\n", &[("line 1", "too_large")]);
    check(
        "a.xml",
        "<newsitem><text><p>",
        &format!("</p></text></newsitem>{}", item("next")),
        &[("item 1, byte 0", "too_large")],
    );
    check("b.xml", "<newsitem a='", &format!("'></newsitem>{}", item("next")), &[("item 1, byte 0", "too_large")]);
    check("a.sgm", "<DOC><TEXT>", "</TEXT></DOC><DOC><TEXT>next</TEXT></DOC>", &[("item 1, byte 0", "too_large")]);
    check("c.xml", "<", "", &[("", "unknown_markup")]);
}

#[test]
fn a_missing_quote_in_an_array_costs_only_its_element() {
    let array = "[{\"text\": \"one\"},\n{\"text\": \"two},\n{\"text\": \"three\"},\n{\"text\": \"four\"}]";
    check("a.json", array.as_bytes(), &["one", "three", "four"], &[("element 2", "invalid_json")]);
}

#[test]
fn a_missing_bracket_in_an_array_costs_only_its_element() {
    let array = "[{\"text\": \"one\"},\n{\"text\": \"two\",\n{\"text\": \"three\"},\n{\"text\": \"four\"}]";
    check("a.json", array.as_bytes(), &["one", "three", "four"], &[("element 2", "invalid_json")]);
}

#[test]
fn a_file_that_is_cut_off_says_so() {
    check("a.json", b"[{\"text\": \"one\"},\n", &["one"], &[("element 2", "truncated")]);
    check("b.json", b"[{\"text\": \"one\"}", &["one"], &[("element 2", "truncated")]);
    check("a.csv", b"id,text\n1,one\n2,\"tw", &["one"], &[("line 3", "truncated")]);
}

#[test]
fn a_missing_quote_in_a_table_costs_only_its_line() {
    let table = "id,text\n1,one\n2,\"two\n3,\"three\"\n4,four\n";
    check("a.csv", table.as_bytes(), &["one", "three", "four"], &[("line 3", "unclosed_quote")]);
}

#[test]
fn wrong_encodings_and_nul_bytes_are_said() {
    check("a.xml", b"<newsitem><text><p>caf\xe9</p></text></newsitem>", &[], &[("item 1, byte 0", "invalid_utf8")]);
    let declared =
        b"<?xml version='1.0' encoding='windows-1252'?><newsitem><text><p>caf\xe9 \x96</p></text></newsitem>";
    check("b.xml", declared, &["caf\u{e9} \u{2013}"], &[]);
    check("c.xml", b"<newsitem><text>a\0b</text></newsitem>", &[], &[("item 1, byte 0", "binary")]);
    check("a.json", b"[{\"text\": \"caf\xe9\"}, {\"text\": \"next\"}]", &["next"], &[("element 1", "invalid_utf8")]);
    check("a.csv", b"id,text\n1,a\0b\n2,next\n", &["next"], &[("line 2", "binary")]);
    let wide: Vec<u8> = item("Putin met Xi.").encode_utf16().flat_map(u16::to_le_bytes).collect();
    check("d.xml", &[b"\xff\xfe", wide.as_slice()].concat(), &["Putin met Xi."], &[]);
    check("a.parquet", b"PAR1\0\0\0\0", &[], &[("", "corrupt")]);
}

#[test]
fn marks_that_turn_the_direction_of_writing_are_text() {
    let text = "\u{202e}Putin\u{202c} met \u{200f}Xi.";
    check("a.xml", item(text).as_bytes(), &[text], &[]);
    check("a.csv", format!("id,text\n1,{text}\n").as_bytes(), &[text], &[]);
    check("a.json", format!("[{{\"text\": \"{text}\"}}]").as_bytes(), &[text], &[]);
}

#[test]
fn files_without_documents_say_why() {
    for (name, bytes, code) in [
        ("a.json", &b"[]"[..], "empty"),
        ("b.json", b" ", "empty"),
        ("a.csv", b"", "empty"),
        ("b.csv", b"a,b\n1,2\n", "missing_text"),
        ("c.csv", b"id,text\n\n", "empty"),
        ("a.xml", b"<rss><item>x</item></rss>", "unknown_markup"),
        ("b.xml", b" \n", "empty"),
        ("a.sgm", b"", "empty"),
        ("a.parquet", b"", "corrupt"),
    ] {
        let (documents, rejects) = read_file(name, bytes, &Options::default());
        assert_eq!(documents, [], "{name}");
        assert_eq!(rejects.iter().map(|reject| reject.code.as_str()).collect::<Vec<_>>(), [code], "{name}");
    }
}
