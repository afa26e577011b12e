//! What hostile archives cost: little time, little memory, and a reject that says what was wrong.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::io::{Read, repeat};

use common::{
    list_file,
    packing::{gzip, header, html, page, tar, zip, zstd},
};
use dateline_ingest::Options;

const STORY: &[u8] = b"Putin met Xi in Beijing.";

/// A compressed stream of `start` and then `megabytes` of zeros.
fn bomb(start: &[u8], megabytes: u64) -> Vec<u8> {
    let mut packer = zstd::stream::read::Encoder::new(start.chain(repeat(0).take(megabytes << 20)), 1).unwrap();
    let mut packed = Vec::new();
    packer.read_to_end(&mut packed).unwrap();
    packed
}

fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    assert_eq!(list_file(name, bytes, &Options::default()), expected, "{name}");
}

#[test]
fn what_expands_too_much_is_refused_and_what_came_before_is_kept() {
    let packed = bomb(b"{\"text\": \"one\"}\n", 500);
    assert!(packed.len() < 100_000);
    check("a.jsonl.zst", &packed, &["a.jsonl.zst:1", "reject expands_too_much line 2"]);
    check("a.jsonl.gz", &gzip(&packed), &["a.jsonl.gz:1", "reject expands_too_much line 2"]);
    check(
        "a.zip",
        &zip(&[("a.txt", STORY), ("b.jsonl.zst", &packed), ("c.txt", STORY)]),
        &[
            "a.zip/a.txt",
            "a.zip/b.jsonl.zst:1",
            "reject expands_too_much b.jsonl.zst: line 2",
            "reject expands_too_much", // the rest of the archive
        ],
    );
}

#[test]
fn what_is_passed_over_counts_too() {
    let photo = vec![0; 100 << 20];
    let packed = zstd(&tar(&[("a.txt", STORY), ("photo.png", &photo), ("b.txt", STORY)]));
    let seen = list_file("a.tar.zst", &packed, &Options::default());
    assert_eq!(seen[..2], ["a.tar.zst/a.txt", "skip not_a_story photo.png"]);
    assert!(seen[2].starts_with("reject expands_too_much") && seen.len() == 3, "{seen:?}");
}

#[test]
fn the_factor_may_be_set() {
    let options = Options { max_expansion: 1_000_000, ..Options::default() };
    let seen = list_file("a.jsonl.zst", &bomb(b"{\"text\": \"one\"}\n", 100), &options);
    assert_eq!(seen, ["a.jsonl.zst:1", "reject too_large line 2"]);
}

#[test]
fn a_document_that_is_too_large_costs_only_itself() {
    let options = Options { max_document_bytes: 1000, ..Options::default() };
    let members = [("a.txt", STORY), ("b.txt", &[b'x'; 1001][..]), ("c.txt", STORY)];
    for (name, bytes) in [("a.zip", zip(&members)), ("a.tar", tar(&members))] {
        let id = |member: &str| format!("{name}/{member}");
        assert_eq!(list_file(name, &bytes, &options), [id("a.txt"), "reject too_large b.txt".to_owned(), id("c.txt")]);
    }
    let long = page("long", &"x".repeat(1001));
    let records = [gzip(&long), gzip(&page("short", "<html>"))].concat();
    let seen = list_file("a.warc.gz", &records, &options);
    assert_eq!(seen[0], "reject too_large byte 0");
    assert_eq!(seen.len(), 2);
}

#[test]
fn members_are_counted() {
    let options = Options { max_members: 2, ..Options::default() };
    let members = [("a.txt", STORY), ("b.png", STORY), ("c.txt", STORY), ("d.txt", STORY)];
    let archive = zip(&members);
    let directory = archive.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    for (name, bytes) in [("a.zip", &archive[..]), ("a.tar", &tar(&members)), ("b.zip", &archive[..directory])] {
        let seen = list_file(name, bytes, &options);
        let first = format!("{name}/a.txt");
        let expected = [first.as_str(), "skip not_a_story b.png", "reject too_many_members"];
        assert_eq!(seen.iter().filter(|line| *line != "reject truncated").collect::<Vec<_>>(), expected);
    }
    for bytes in [&zip(&members[..2])[..], &tar(&members[..2])] {
        let seen = list_file("a", bytes, &options);
        assert_eq!(seen, ["a/a.txt", "skip not_a_story b.png"]);
    }
}

#[test]
fn a_window_that_takes_too_much_memory_is_refused() {
    // A frame without content size, with a window of 2^31 bytes (RFC 8878, 3.1.1.1).
    let frame = [&b"\x28\xb5\x2f\xfd\x00\xa8"[..], b"\x01\0\0"].concat();
    check("a.jsonl.zst", &frame, &["reject unsupported byte 0"]);
}

#[test]
fn a_long_name_of_megabytes_is_no_name() {
    let mut archive = tar::Builder::new(Vec::new());
    let mut long = tar::Header::new_gnu();
    long.set_entry_type(tar::EntryType::GNULongName);
    long.set_size(8 << 20);
    long.set_cksum();
    archive.append(&long, repeat(b'x').take(8 << 20)).unwrap();
    archive.append(&header("a.txt", tar::EntryType::Regular, STORY.len()), STORY).unwrap();
    let seen = list_file("a.tar", &archive.into_inner().unwrap(), &Options::default());
    assert!(seen.len() == 1 && seen[0].starts_with("reject corrupt"), "{seen:?}");
}

/// A sparse file of a petabyte is stored in no byte; what it takes says nothing of the headers behind it.
#[test]
fn a_long_name_behind_a_sparse_member_is_no_name_either() {
    let [mut sparse, mut long] = [tar::Header::new_gnu(), tar::Header::new_gnu()];
    sparse.set_path("a.png").unwrap();
    sparse.set_entry_type(tar::EntryType::GNUSparse);
    sparse.set_size(0);
    let fields = sparse.as_gnu_mut().unwrap();
    fields.set_real_size(1 << 50);
    fields.sparse[0].set_offset(1 << 50);
    fields.sparse[0].set_length(0);
    sparse.set_cksum();
    long.set_entry_type(tar::EntryType::GNULongName);
    long.set_size(8 << 20);
    long.set_cksum();
    let mut archive = tar::Builder::new(Vec::new());
    archive.append(&sparse, std::io::empty()).unwrap();
    archive.append(&long, repeat(b'x').take(8 << 20)).unwrap();
    archive.append(&header("a.txt", tar::EntryType::Regular, STORY.len()), STORY).unwrap();
    let seen = list_file("a.tar", &archive.into_inner().unwrap(), &Options::default());
    assert_eq!(seen[0], "skip not_a_story a.png");
    assert!(seen.len() == 2 && seen[1].starts_with("reject corrupt"), "{seen:?}");
}

#[test]
fn a_stream_that_holds_itself_ends() {
    let mut packed = gzip(STORY);
    for _ in 0..50 {
        packed = gzip(&packed);
    }
    check("a.gz", &packed, &["reject nested_too_deep"]);
}

#[test]
fn a_page_8000_deep_in_a_record_is_refused() {
    let deep = page("deep", &format!("<html><body>{}text", "<div>".repeat(8000)));
    check("a.warc", &[deep, page("one", &html("One"))].concat(), &["reject too_deep byte 0", "one"]);
}
