//! Compares events with gold: what was found, what was missed, what was made up, and how far confidence can be trusted.
//!
//! [`Gold`] is read from JSON Lines as `seeds/GUIDELINES.md` describes them, [`Said`] events come from the program or
//! from JSON Lines that it wrote, and [`evaluate`] makes a [`Report`] of both. The figures are those of
//! `scripts/score/events.py`. Nothing is printed here and no file is opened.

mod count;
mod documents;
mod error;
mod excerpt;
mod gold;
mod lines;
mod mistake;
mod pairs;
mod reliability;
mod report;
mod said;
mod same;
mod score;
mod words;

pub use count::{Count, Share};
pub use documents::ReadDocument;
pub use error::{Error, ErrorKind};
pub use excerpt::{Excerpt, Place};
pub use gold::{Gold, GoldDocument, GoldEvent, GoldFiller};
pub use mistake::{Kind, Mistake, What};
pub use reliability::{Bin, Reliability};
pub use report::{Coverage, Misplaced, Report, evaluate};
pub use said::{Said, SaidFiller};
pub use words::Words;
