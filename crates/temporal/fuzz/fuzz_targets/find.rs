//! Finds the times of any bytes: `cargo +nightly fuzz run --fuzz-dir crates/temporal/fuzz find`.
#![no_main]

#[path = "../check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::check(data));
