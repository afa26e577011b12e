//! Corpus readers and check helpers for the tests of the other crates.
