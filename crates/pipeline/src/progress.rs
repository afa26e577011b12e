//! What a run tells about itself while it goes on. Drawing it is the caller's.

use dateline_text::{Reject, Skip};
use serde::{Deserialize, Serialize};

/// Hears how a run gets on, on the thread that writes. All methods do nothing unless implemented.
pub trait Progress {
    /// The inputs are read once before the run, to know them again; `bytes` of them are.
    fn hashing(&self, bytes: u64) {
        let _ = bytes;
    }

    /// The run begins; `bytes` is the size of all inputs, where it is known.
    fn started(&self, bytes: Option<u64>) {
        let _ = bytes;
    }

    /// The run goes on from what an earlier one has done; `totals` is nothing where it begins.
    fn continued(&self, totals: &Totals) {
        let _ = totals;
    }

    /// One more document is done.
    fn advanced(&self, totals: &Totals) {
        let _ = totals;
    }

    /// A document was rejected.
    fn rejected(&self, reject: &Reject) {
        let _ = reject;
    }

    /// A document was passed over.
    fn skipped(&self, skip: &Skip) {
        let _ = skip;
    }

    /// The run was asked to stop and now only finishes the documents at hand.
    fn stopping(&self) {}
}

/// Nobody listens.
impl Progress for () {}

/// How far a run is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Documents written.
    pub documents: u64,
    /// Documents rejected.
    pub rejected: u64,
    /// Documents passed over.
    pub skipped: u64,
    /// Events written.
    pub events: u64,
    /// Words read.
    pub tokens: u64,
    /// Bytes of document text read.
    pub bytes: u64,
    /// Bytes of the inputs that are done, out of those that [`Progress::started`] named.
    pub position: u64,
}
