//! Any bytes: the inputs saved from fuzzing are read, under every name, and so are changed archives.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

#[path = "../fuzz/check.rs"]
mod check;

use common::packing::{gzip, html, page, tar, zip, zstd};
use proptest::prelude::*;

/// Replays the saved inputs of the target `name` under each of its `names`.
fn replay(name: &str, names: &[&str], check: impl Fn(&[u8])) {
    let folder = format!("{}/fuzz/corpus/{name}", env!("CARGO_MANIFEST_DIR"));
    let heads: Vec<u8> = (0..).take(names.len()).collect();
    dateline_testing::rows::replay(&folder, &heads, check);
}

#[test]
fn saved_inputs_of_containers_are_read() {
    replay("containers", &check::CONTAINERS, check::containers);
}

#[test]
fn saved_inputs_of_formats_are_read() {
    replay("formats", &check::FORMATS, check::formats);
}

#[test]
fn saved_inputs_of_web_archives_are_read() {
    replay("warc", &check::WARC, check::warc);
}

/// Small archives of every kind, also in each other.
fn archives() -> Vec<Vec<u8>> {
    let lines = b"{\"text\": \"one\"}\n{\"text\": \"two\"}\n";
    let members = [("a.txt", &lines[..]), ("b.jsonl.gz", &gzip(lines)), ("c/d.html", b"<html>")];
    vec![
        gzip(lines),
        zstd(lines),
        zip(&members),
        tar(&members),
        gzip(&tar(&members)),
        zip(&[("m.zip", &zip(&members)), ("n.tar.zst", &zstd(&tar(&members)))]),
        [page("one", &html("One")), page("two", &html("Two"))].concat(),
        [gzip(&page("one", &html("One"))), gzip(&page("two", &html("Two")))].concat(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_archives_are_read_to_an_end(
        which in 0..8_usize,
        name in 0..7_u8,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = archives().swap_remove(which);
        for (at, byte) in changes {
            let length = bytes.len();
            bytes[at.index(length)] = byte;
        }
        bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(bytes.len())));
        bytes.insert(0, name);
        if which < 6 { check::containers(&bytes) } else { check::warc(&bytes) }
    }
}
