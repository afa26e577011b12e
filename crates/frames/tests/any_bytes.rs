//! Any bytes: the inputs saved from fuzzing are compiled as files of every kind, and so are the built-in files cut off.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../fuzz/check.rs"]
mod check;

use dateline_frames::Sources;

#[test]
fn saved_inputs_compile_or_give_an_error() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/rules");
    dateline_testing::rows::replay(folder, &[0, 1, 2, 3], check::check);
}

#[test]
fn files_that_are_cut_off_compile_or_give_an_error() {
    let sources = Sources::builtin();
    let first = |files: &[(String, String)]| files.first().map(|(_, text)| text.clone()).unwrap();
    let files = [first(&sources.events), first(&sources.lists), sources.roles.1.clone(), sources.surface.1.clone()];
    for (kind, text) in (0..check::KINDS).zip(files) {
        for parts in 1..8 {
            let cut = text.floor_char_boundary(text.len() * parts / 8);
            check::check(&[&[kind], &text.as_bytes()[..cut]].concat());
        }
    }
}
