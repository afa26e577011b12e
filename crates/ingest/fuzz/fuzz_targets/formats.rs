//! Reads any bytes as a file of every format: `cargo +nightly fuzz run --fuzz-dir crates/ingest/fuzz formats`.
#![no_main]

#[path = "../check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::formats(data));
