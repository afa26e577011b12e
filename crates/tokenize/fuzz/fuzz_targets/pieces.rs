//! Loads any bytes as a tokeniser, and splits words with it: `cargo +nightly fuzz run --fuzz-dir crates/tokenize/fuzz pieces`.
#![no_main]

#[path = "../check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::pieces(data));
