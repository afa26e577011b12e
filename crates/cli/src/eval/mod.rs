//! How events compare with gold, for the terminal: the table of figures, the reliability table, the worst errors.

mod errors;
mod notes;
pub(crate) mod reading;
mod reliability;
mod table;

pub(crate) use notes::{notes, silent};

use dateline_eval::Report;

/// The whole page; excerpts keep within `width` columns.
pub(crate) fn page(report: &Report, worst: usize, width: usize) -> String {
    let parts = [table::table(report), reliability::table(&report.reliability), errors::list(report, worst, width)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}
