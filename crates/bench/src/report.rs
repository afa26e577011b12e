//! What a bench gives.

use crate::Row;

/// All rows of a bench.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The model's name with its hash.
    pub model: String,
    /// One for each setting that was measured.
    pub rows: Vec<Row>,
    /// Whether the bench was stopped: then the rows hold the rounds that were complete.
    pub stopped: bool,
}

impl Report {
    /// Stopped before anything was measured.
    pub(crate) fn stopped(model: &str) -> Self {
        Self { model: model.to_owned(), rows: Vec::new(), stopped: true }
    }
}
