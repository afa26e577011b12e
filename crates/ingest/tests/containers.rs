//! What is packed is read where it stands, under names that tell where that is.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{
    folder, ids, list_file, listing,
    packing::{gzip, header, tar, zip, zstd},
    read_file,
};
use dateline_ingest::Options;

const STORY: &[u8] = b"Putin met Xi in Beijing.";
const LINES: &[u8] = b"{\"text\": \"one\"}\n{\"id\": \"two\", \"text\": \"two\"}\n";

/// What a file with this name and content gives.
fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    assert_eq!(list_file(name, bytes, &Options::default()), expected, "{name}");
}

#[test]
fn a_compressed_file_is_what_is_in_it() {
    for (ending, pack) in [("gz", gzip as fn(&[u8]) -> Vec<u8>), ("zst", zstd)] {
        check(&format!("a.txt.{ending}"), &pack(STORY), &[&format!("a.txt.{ending}")]);
        let name = format!("a.jsonl.{ending}");
        check(&name, &pack(LINES), &[&format!("{name}:1"), "two"]);
        check("named-otherwise.dat", &pack(LINES), &["named-otherwise.dat:1", "two"]);
        let two = [pack(&LINES[..20]), pack(&LINES[20..])].concat();
        check(&name, &two, &[&format!("{name}:1"), "two"]);
        check(&name, &pack(&pack(LINES)), &[&format!("{name}:1"), "two"]);
        check(&name, &pack(&pack(&pack(LINES))), &["reject nested_too_deep"]);
    }
    let (documents, _) = read_file("a.txt.gz", &gzip("\u{feff}na\u{ef}ve\r\n".as_bytes()), &Options::default());
    assert_eq!(documents[0].text, "\u{feff}na\u{ef}ve\r\n");
}

#[test]
fn skippable_frames_are_passed_over() {
    let skippable = [&b"\x51\x2a\x4d\x18\x03\0\0\0abc"[..], &zstd(LINES)].concat();
    check("a.jsonl.zst", &skippable, &["a.jsonl.zst:1", "two"]);
}

#[test]
fn the_members_of_an_archive_are_read_in_its_order() {
    let members =
        [("b.txt", STORY), ("a/c.jsonl", LINES), ("a.txt", STORY), ("photo.png", b"\x89PNG"), ("._b.txt", b"\0")];
    for (name, bytes) in [("d.zip", zip(&members)), ("d.tar", tar(&members))] {
        let id = |member: &str| format!("{name}/{member}");
        let expected = [
            id("b.txt"),
            id("a/c.jsonl:1"),
            "two".to_owned(),
            id("a.txt"),
            "skip not_a_story photo.png".to_owned(),
            "skip not_a_story ._b.txt".to_owned(),
        ];
        assert_eq!(list_file(name, &bytes, &Options::default()), expected);
    }
}

#[test]
fn containers_stand_in_each_other() {
    let archive = tar(&[("a.txt", STORY)]);
    for name in ["n.tar.gz", "n.tgz"] {
        check(name, &gzip(&archive), &[&format!("{name}/a.txt")]);
    }
    check("n.tar.zst", &zstd(&archive), &["n.tar.zst/a.txt"]);
    check("n.zip", &zip(&[("a.jsonl.gz", &gzip(LINES))]), &["n.zip/a.jsonl.gz:1", "two"]);
    check("n.zip", &zip(&[("m.zip", &zip(&[("a.txt", STORY)]))]), &["n.zip/m.zip/a.txt"]);
    check("n.tar", &tar(&[("m.tar.gz", &gzip(&archive)), ("b.txt", STORY)]), &["n.tar/m.tar.gz/a.txt", "n.tar/b.txt"]);
    check("n.zip.gz", &gzip(&zip(&[("m.tgz", &gzip(&archive))])), &["n.zip.gz/m.tgz/a.txt"]);
}

#[test]
fn an_archive_three_deep_costs_only_itself() {
    let inner = tar(&[("deep.tar", &tar(&[("a.txt", STORY)])), ("b.txt", STORY)]);
    let expected = ["n.zip/c.txt", "reject nested_too_deep m.tar/deep.tar", "n.zip/m.tar/b.txt", "n.zip/d.txt"];
    check("n.zip", &zip(&[("c.txt", STORY), ("m.tar", &inner), ("d.txt", STORY)]), &expected);
}

#[test]
fn rejects_say_the_member_and_the_place_in_it() {
    let bad = b"{\"text\": \"one\"}\nnot json\n";
    check("n.zip", &zip(&[("a.jsonl", bad)]), &["n.zip/a.jsonl:1", "reject invalid_json a.jsonl: line 2"]);
    check("n.zip", &zip(&[("m.tar", &tar(&[("a.txt", b"caf\xe9")]))]), &["reject invalid_utf8 m.tar/a.txt: byte 3"]);
}

#[test]
fn names_lead_nowhere_and_are_told_apart() {
    let names = ["/etc/a.txt", "../../a.txt", "..\\a.txt", "x/./y//a.txt", "a.txt", "a.txt"];
    let expected =
        ["n.tar/etc/a.txt", "n.tar/a.txt", "n.tar/a.txt#2", "n.tar/x/y/a.txt", "n.tar/a.txt#3", "n.tar/a.txt#4"];
    check("n.tar", &tar(&names.map(|name| (name, STORY))), &expected);
}

#[test]
fn what_is_no_file_is_not_read() {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, kind) in [
        ("folder/", tar::EntryType::Directory),
        ("link.txt", tar::EntryType::Symlink),
        ("hard.txt", tar::EntryType::Link),
        ("device.txt", tar::EntryType::Char),
        ("pipe.txt", tar::EntryType::Fifo),
    ] {
        archive.append(&header(name, kind, 0), &b""[..]).unwrap();
    }
    archive.append(&header("a.txt", tar::EntryType::Regular, STORY.len()), STORY).unwrap();
    let not_files = ["link", "hard", "device", "pipe"].map(|name| format!("reject not_a_file {name}.txt"));
    let mut expected: Vec<_> = not_files.iter().map(String::as_str).collect();
    expected.push("n.tar/a.txt");
    check("n.tar", &archive.into_inner().unwrap(), &expected);
    check("n.zip", &zip(&[("folder/", b""), ("a.txt", STORY)]), &["n.zip/a.txt"]);
}

#[test]
fn long_names_of_tar_are_whole() {
    let name = format!("{}/a.txt", "long".repeat(60));
    let mut archive = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(STORY.len() as u64);
    archive.append_data(&mut header, &name, STORY).unwrap();
    check("n.tar", &archive.into_inner().unwrap(), &[&format!("n.tar/{name}")]);
}

#[test]
fn a_zip_member_that_cannot_be_unpacked_costs_only_itself() {
    let whole = zip(&[("a.txt", STORY), ("b.txt", STORY)]);
    // The flags and the method of the first member stand at 6 and 8 in its header, at 8 and 10 in the directory.
    let directory = whole.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    let patched = |local: usize, listed: usize, byte: u8| {
        let mut bytes = whole.clone();
        (bytes[local], bytes[directory + listed]) = (byte, byte);
        bytes
    };
    check("n.zip", &patched(6, 8, 1), &["reject encrypted a.txt", "n.zip/b.txt"]);
    check("n.zip", &patched(8, 10, 97), &["reject unsupported a.txt", "n.zip/b.txt"]);
    let mut bytes = whole.clone();
    bytes[14] ^= 1; // the check sum of the header is not the one that counts
    check("n.zip", &bytes, &["n.zip/a.txt", "n.zip/b.txt"]);
    let mut bytes = whole;
    bytes[directory + 16] ^= 1;
    check("n.zip", &bytes, &["reject corrupt a.txt", "n.zip/b.txt"]);
}

#[test]
fn without_a_directory_a_zip_member_that_cannot_be_unpacked_costs_only_itself() {
    let whole = zip(&[("a.txt", STORY), ("b.txt", STORY), ("c.txt", STORY)]);
    let directory = whole.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    let second = whole[4..].windows(4).position(|bytes| bytes == b"PK\x03\x04").unwrap() + 4;
    // The flags, one of which says that the sizes stand behind the member, and the method.
    for (at, byte, reject) in [
        (6, 1, "reject unsupported member 2"),
        (6, 8, "reject unsupported member 2"),
        (8, 97, "reject unsupported b.txt"),
        (0, 0, "reject corrupt member 2"),
    ] {
        let mut bytes = whole[..directory].to_vec();
        bytes[second + at] = byte;
        let seen = list_file("n.zip", &bytes, &Options::default());
        assert_eq!(seen, ["n.zip/a.txt", reject, "n.zip/c.txt", "reject truncated"], "byte {at} is {byte}");
    }
}

#[test]
fn an_archive_of_nothing_says_so() {
    check("n.zip", &zip(&[]), &["reject empty"]);
    check("n.tar", &gzip(&tar(&[])), &["reject corrupt"]);
    check("n.zip", &zip(&[("folder/", b"")]), &["reject empty"]);
    check("n.zip", &zip(&[("m.zip", &zip(&[]))]), &["reject empty m.zip"]);
}

#[test]
fn what_is_named_as_packed_and_is_not_is_read_if_it_shows_what_it_is() {
    check("a.jsonl.gz", LINES, &["a.jsonl.gz:1", "two"]);
    check("a.gz", STORY, &["reject corrupt"]);
    check("a.gz", b"", &["reject truncated"]);
    check("a.tar", b"x", &["reject truncated"]);
    check("a.txt", &gzip(STORY), &["reject binary byte 3"]);
}

#[test]
fn packed_files_are_taken_from_folders() {
    let folder = folder(&[
        ("a.jsonl.gz", &gzip(LINES)),
        ("b.tar.zst", b""),
        ("c.zip", b""),
        ("d.tgz", b""),
        ("e.tar", b""),
        ("f.warc", b""),
        ("g.warc.gz", b""),
        ("h.rar", b""),
        ("._a.txt", b""),
    ]);
    let (ids, found) = ids(&[folder.path().to_owned()]);
    assert_eq!(ids, ["a.jsonl.gz", "b.tar.zst", "c.zip", "d.tgz", "e.tar", "f.warc", "g.warc.gz"]);
    assert_eq!(found.skipped.len(), 2);
    assert_eq!(listing(&found.items[0], &Options::default()), ["a.jsonl.gz:1", "two"]);
}
