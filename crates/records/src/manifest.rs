//! `manifest.json`: what a run read, what came of it, with what and how fast.

use std::{collections::BTreeMap, io::Write, path::Path};

use dateline_text::{EventType, Reject, Skip, Stage};
use serde::{Deserialize, Serialize};

use crate::{AsideFile, Error, EventRow};

/// The account of one run. Everything but `speed` is the same when the run is repeated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The program's version.
    pub version: String,
    /// The model's name with its hash.
    pub model: String,
    /// Hash of the rules of events.
    pub rules: Option<String>,
    /// The options that the records depend on, by their name on the command line.
    pub options: BTreeMap<String, String>,
    /// The inputs as they were given.
    pub inputs: Vec<String>,
    /// Whether the run was interrupted before the end of its inputs.
    pub interrupted: bool,
    /// What became of the documents.
    pub documents: DocumentCounts,
    /// What was found.
    pub events: EventCounts,
    /// Files below the inputs that were passed over.
    pub skipped: Vec<SkippedFile>,
    /// How long it took.
    pub speed: Speed,
}

/// Documents in = out + rejected + skipped.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentCounts {
    /// Documents, and stretches of input that should have been documents.
    #[serde(rename = "in")]
    pub read: u64,
    /// Documents whose events are written.
    #[serde(rename = "out")]
    pub written: u64,
    /// Documents that could not be processed.
    pub rejected: u64,
    /// The rejected ones by code.
    pub rejected_by_code: BTreeMap<String, u64>,
    /// Documents that were passed over on purpose.
    #[serde(default)]
    pub skipped: u64,
    /// The skipped ones by reason.
    #[serde(default)]
    pub skipped_by_reason: BTreeMap<String, u64>,
}

impl DocumentCounts {
    /// Counts a document whose records are written.
    pub fn write(&mut self) {
        self.written += 1;
    }

    /// Counts a document that could not be processed.
    pub fn reject(&mut self, reject: &Reject) {
        self.rejected += 1;
        *self.rejected_by_code.entry(reject.code.clone()).or_default() += 1;
    }

    /// Counts a document that is passed over.
    pub fn skip(&mut self, skip: &Skip) {
        self.skipped += 1;
        *self.skipped_by_reason.entry(skip.reason.clone()).or_default() += 1;
    }

    /// Whether every document that came in is accounted for.
    pub fn balanced(&self) -> bool {
        self.read == self.written + self.rejected + self.skipped
            && self.rejected == self.rejected_by_code.values().sum::<u64>()
            && self.skipped == self.skipped_by_reason.values().sum::<u64>()
    }
}

/// Events of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventCounts {
    /// All of them.
    pub total: u64,
    /// By type, then subtype.
    pub by_type: BTreeMap<EventType, BTreeMap<String, u64>>,
}

impl EventCounts {
    /// Counts an event.
    pub fn add(&mut self, row: &EventRow) {
        self.total += 1;
        *self.by_type.entry(row.event_type).or_default().entry(row.subtype.to_string()).or_default() += 1;
    }
}

/// A file that no format claimed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedFile {
    /// The file.
    pub path: String,
    /// Why it was passed over.
    pub reason: String,
}

/// How fast a run was.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Speed {
    /// Worker threads.
    pub jobs: usize,
    /// Words read.
    pub tokens: u64,
    /// Bytes of document text read.
    pub bytes: u64,
    /// Wall time from the first input to the last record.
    pub seconds: f64,
    /// Words a second of wall time.
    pub tokens_per_second: f64,
    /// Seconds spent in each stage, summed over threads.
    pub stages: BTreeMap<Stage, f64>,
}

impl Manifest {
    /// Writes the manifest as `manifest.json` in `folder`.
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        let mut file = AsideFile::create(folder.join("manifest.json"))?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.write_all(b"\n")?;
        file.publish()
    }
}
