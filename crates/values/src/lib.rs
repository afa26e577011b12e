//! Finds money, percentages and counted quantities, and normalises them.
//!
//! The words are data (`lexicon/`, with a corpus of examples for each file in `corpus/`); the code here is a grammar
//! over them that reads each sentence once from left to right and never goes back by more than a few words. It knows
//! no file at run time, no thread and no model. The tagger's grammar is used where it is there, and not needed.
//!
//! A sum in small change keeps its own number and has a unit but no currency: `470 pence` is 470 `pence`.

mod amount;
mod bounds;
mod coins;
mod context;
mod counted;
mod digits;
mod find;
mod grammar;
mod lexeme;
mod lexicon;
mod line;
mod money;
mod multiple;
mod numeral;
mod range;
mod share;
mod spelled;
mod vocabulary;
mod work;

pub use find::find;
