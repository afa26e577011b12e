//! Measures the inference stage alone and the whole pipeline, and checks the answers that it times.
//!
//! A [`Sweep`] expands to [`Setting`]s; [`inference`] and [`pipeline`] run them in interleaved rounds (A B C A B C ...)
//! over a [`Text`], so that what else the machine does falls on all of them alike, and give a [`Row`] for each: medians
//! over rounds with their quartiles, and how far the answers agree with those of native `f32`. [`alone`] is what a
//! process of its own does to find the cold start and the peak of memory of one setting.
//!
//! Nothing is printed here and no file is opened but inputs and models; what time and memory the machine says is the
//! caller's to ask.

pub mod alone;
mod answer;
mod error;
mod expected;
pub mod inference;
mod loaded;
pub mod pipeline;
mod pool;
mod report;
mod rounds;
mod row;
mod sequences;
mod setting;
mod statistics;
mod text;

pub use answer::Agreement;
pub use error::{Error, ErrorKind};
pub use report::Report;
pub use rounds::{Nobody, Rounds, Watch, interleave};
pub use row::{Alone, Documents, Row};
pub use sequences::{Order, Sequence, Sequences};
pub use setting::{Model, Setting, Sweep};
pub use statistics::{Spread, percentile};
pub use text::Text;
