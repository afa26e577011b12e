//! Corpus readers and check helpers for the tests of the other crates.

mod conllu;
mod notation;
pub mod rows;
pub mod steps;

pub use conllu::{Problem, read_conllu};
pub use notation::describe;
