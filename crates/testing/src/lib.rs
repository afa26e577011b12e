//! Corpus readers and check helpers for the tests of the other crates.

mod conllu;

pub use conllu::{Problem, read_conllu};
