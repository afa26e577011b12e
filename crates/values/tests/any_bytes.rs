//! Any bytes: the inputs saved from fuzzing are read with and without words, and under several grammars.

#[path = "../fuzz/check.rs"]
mod check;

#[test]
fn saved_inputs_are_read() {
    dateline_testing::rows::replay(
        concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/find"),
        &[0, 1, 2, 6, 10, 254],
        check::check,
    );
}
