//! Reads any bytes as something packed: `cargo +nightly fuzz run --fuzz-dir crates/ingest/fuzz containers`.
#![no_main]

#[path = "../check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::containers(data));
