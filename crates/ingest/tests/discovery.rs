//! Which files are read, in which order and under which ids.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use std::path::PathBuf;

use common::{folder, ids, read_all};
use dateline_ingest::{Options, Source};

#[test]
fn a_folder_is_walked_in_sorted_order_and_only_known_names_are_taken() {
    let folder = folder(&[
        ("b.txt", b"x"),
        ("a/2.html", b"x"),
        ("a/10.txt", b"x"),
        (".hidden/c.TXT", b"x"),
        (".gitignore", b"*.txt"),
        ("README.md", b"x"),
        ("data.jsonl", b"{\"text\": \"x\"}"),
    ]);
    let (ids, found) = ids(&[folder.path().to_owned()]);
    assert_eq!(ids, [".hidden/c.TXT", "a/10.txt", "a/2.html", "b.txt", "data.jsonl"]);
    let skipped: Vec<_> = found.skipped.iter().map(|skipped| skipped.path.file_name().unwrap()).collect();
    assert_eq!(skipped, [".gitignore", "README.md"]);
    assert_eq!(found.rejects, []);
}

#[test]
fn records_of_another_kind_are_passed_over_in_a_folder_and_read_when_named() {
    let folder = folder(&[
        ("gold.jsonl", b"{\"doc\": \"a.txt\", \"events\": []}\n"),
        ("broken.jsonl", b"{\"doc\"\n"),
        ("empty.jsonl", b""),
        ("late.ndjson", b"\n{\"text\": \"x\"}\n"),
    ]);
    let (found, discovered) = ids(&[folder.path().to_owned()]);
    assert_eq!(found, ["broken.jsonl", "empty.jsonl", "late.ndjson"]);
    assert_eq!(discovered.skipped[0].path, folder.path().join("gold.jsonl"));
    let (found, discovered) = ids(&[folder.path().join("gold.jsonl")]);
    assert_eq!(found, ["gold.jsonl"]);
    assert_eq!(read_all(&discovered.items[0], &Options::default()).1[0].code, "missing_text");
}

#[test]
fn a_file_that_is_named_is_read_whatever_its_name() {
    let folder = folder(&[("notes.md", b"Putin met Xi.")]);
    let (ids, found) = ids(&[folder.path().join("notes.md")]);
    assert_eq!(ids, ["notes.md"]);
    assert_eq!(read_all(&found.items[0], &Options::default()).0[0].text, "Putin met Xi.");
}

#[test]
fn ids_that_collide_get_the_name_of_their_input() {
    let folder = folder(&[
        ("one/x.txt", b"1"),
        ("two/x.txt", b"2"),
        ("two/y.txt", b"2"),
        ("p/same/x.txt", b"3"),
        ("q/same/x.txt", b"4"),
    ]);
    let path = |name: &str| folder.path().join(name);
    assert_eq!(ids(&[path("one"), path("two")]).0, ["one/x.txt", "two/x.txt", "y.txt"]);
    assert_eq!(ids(&[path("one/x.txt"), path("two/x.txt")]).0, ["one/x.txt", "two/x.txt"]);
    let twice = ids(&[path("p/same"), path("q/same")]).0;
    assert!(twice[0].ends_with("p/same/x.txt") && twice[1].ends_with("q/same/x.txt"), "{twice:?}");
}

#[test]
fn a_file_with_several_names_is_read_once() {
    let folder = folder(&[("one/x.txt", b"1"), ("one/y.txt", b"2")]);
    let path = |name: &str| folder.path().join(name);
    let (ids, found) = ids(&[path("one/y.txt"), path("one"), path("one/../one/x.txt")]);
    assert_eq!(ids, ["y.txt", "x.txt"]);
    let skipped: Vec<_> = found.skipped.into_iter().map(|file| file.path).collect();
    assert_eq!(skipped, [path("one/y.txt"), path("one/../one/x.txt")]);
}

#[test]
fn standard_input_is_one_item_however_often_it_is_named() {
    assert_eq!(ids(&[PathBuf::from("-")]).0, ["-"]);
    let (ids, found) = ids(&[PathBuf::from("-"), PathBuf::from("-")]);
    assert_eq!(ids, ["-"]);
    assert_eq!(found.items[0].source, Source::Stdin);
}

#[test]
fn what_is_missing_is_a_reject_and_the_rest_is_found() {
    let folder = folder(&[("a.txt", b"x")]);
    let (ids, found) = ids(&[folder.path().join("nowhere"), folder.path().to_owned()]);
    assert_eq!(ids, ["a.txt"]);
    assert_eq!(found.rejects.len(), 1);
    assert_eq!(found.rejects[0].code, "not_found");
    assert!(found.rejects[0].source.ends_with("nowhere"));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_loops_are_rejects() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[("a/x.txt", b"x"), ("elsewhere/y.txt", b"y")]);
    symlink(folder.path().join("a"), folder.path().join("a/loop")).unwrap();
    symlink(folder.path().join("elsewhere"), folder.path().join("a/linked")).unwrap();
    symlink(folder.path().join("gone"), folder.path().join("a/dangling.txt")).unwrap();
    let (ids, found) = ids(&[folder.path().join("a")]);
    assert_eq!(ids, ["linked/y.txt", "x.txt"]);
    let mut codes: Vec<_> = found.rejects.iter().map(|reject| reject.code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["loop", "not_found"]);
}
