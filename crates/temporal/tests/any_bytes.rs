//! Any bytes: the inputs saved from fuzzing are read under every reference date, with and without words.

#[path = "../fuzz/check.rs"]
mod check;

#[test]
fn saved_inputs_are_read() {
    dateline_testing::rows::replay(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/find"),
        &[0, 1, 2, 3, 4, 5, 6, 7],
        check::check,
    );
}
