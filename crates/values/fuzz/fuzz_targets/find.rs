//! Finds the values of any bytes: `cargo +nightly fuzz run --fuzz-dir crates/values/fuzz find`.
#![no_main]

#[path = "../check.rs"]
mod check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| check::check(data));
