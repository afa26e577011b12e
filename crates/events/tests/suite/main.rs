//! The crate's specification: cases in words, and what holds for every text.

mod cases;
mod properties;
mod support;
