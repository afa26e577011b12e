//! Finds time expressions and normalises them to TIMEX3.
//!
//! A sentence is cut into atoms, number words are joined, and the levels of the grammar turn rows of atoms into
//! expressions, which are then read against the article's reference date and what the article said before.
//! Grammar, lexicon and cues are data files (`grammar/`, `lexicon/`); the code is the engine.
//! This crate knows no model and reads no file when it runs.

mod atoms;
mod calendar;
mod class;
mod cues;
mod direction;
mod filter;
mod find;
mod governor;
mod grammar;
mod holidays;
mod hours;
mod length;
mod lexicon;
mod meaning;
mod named;
mod narrative;
mod numbers;
mod ops;
mod origin;
mod parse;
mod pattern;
mod range;
mod stamp;
mod story;
mod unit;
mod work;
mod years;

pub use find::find;
pub use range::joined;
