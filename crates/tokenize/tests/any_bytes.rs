//! Any bytes: the inputs saved from fuzzing are split into words, or loaded as tokenisers.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../fuzz/check.rs"]
mod check;

use std::path::Path;

use dateline_testing::rows::replay;

#[test]
fn saved_inputs_are_split() {
    replay(concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/words"), &[0, 1], check::words);
}

#[test]
fn saved_tokenisers_load_or_give_an_error() {
    replay(concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/pieces"), b"{", check::pieces);
}

#[test]
fn a_tokeniser_that_is_cut_off_gives_an_error() {
    let whole =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/news-minilm/tokenizer.json")).unwrap();
    check::pieces(&whole);
    for parts in 1..20 {
        check::pieces(&whole[..whole.len() * parts / 20]);
    }
}
