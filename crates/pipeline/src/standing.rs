//! How far a run is: where it would go on, and its account up to there.

use std::time::Duration;

use dateline_records::DocumentCounts;
use serde::{Deserialize, Serialize};

use crate::{Timings, Totals};

/// Where a run stands between two documents of its inputs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// How many inputs are done. What could not be found counts as the first input.
    pub inputs: u64,
    /// How many documents of the next input are done, with those that were rejected and skipped.
    pub documents: u64,
}

/// What a run has done up to a place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Where it goes on.
    pub place: Place,
    /// What became of the documents before.
    pub documents: DocumentCounts,
    /// The sums over them.
    pub totals: Totals,
    /// Time by stage, summed over threads.
    pub timings: Timings,
    /// Wall time.
    pub elapsed: Duration,
}
