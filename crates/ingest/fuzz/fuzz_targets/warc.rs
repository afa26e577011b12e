//! Reads any bytes as a web archive: `cargo +nightly fuzz run --fuzz-dir crates/ingest/fuzz warc`.
#![no_main]

#[path = "../check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::warc(data));
