//! Splits any bytes into sentences and words: `cargo +nightly fuzz run --fuzz-dir crates/tokenize/fuzz words`.
#![no_main]

#[path = "../check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::words(data));
