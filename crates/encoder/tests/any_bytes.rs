//! Any bytes: the inputs saved from fuzzing are loaded as models, and so is the shipped one cut off.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../fuzz/check.rs"]
mod check;

use std::path::Path;

#[test]
fn saved_models_load_or_give_an_error() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/weights");
    dateline_testing::rows::replay(folder, &[0, 1, 2], check::check);
}

#[test]
fn the_shipped_model_cut_off_gives_an_error() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/news-minilm");
    let config = std::fs::read_to_string(folder.join("config.json")).unwrap().replace('\n', " ");
    let weights = std::fs::read(folder.join("model.safetensors")).unwrap();
    for kept in [0, 7, 8, 100, 10_000, weights.len() / 2, weights.len() - 1] {
        check::check(&[b"\0", config.as_bytes(), b"\n", &weights[..kept]].concat());
    }
}
