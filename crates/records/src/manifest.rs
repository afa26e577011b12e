//! `manifest.json`: what a run read, what came of it, with what and how fast.

use std::{collections::BTreeMap, fs, io::Write, path::Path};

use dateline_text::{EventType, Reject, Skip, Stage};
use serde::{Deserialize, Serialize};

use crate::{AsideFile, Error, EventRow, Identity, InputFile};

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
    /// The inputs, each with its documents.
    pub inputs: Vec<InputCount>,
    /// Whether the run was interrupted before the end of its inputs.
    pub interrupted: bool,
    /// What became of the documents.
    pub documents: DocumentCounts,
    /// What was found.
    pub events: EventCounts,
    /// Files below the inputs that were passed over.
    pub skipped: Vec<SkippedFile>,
    /// What was written beside this file.
    pub files: Vec<OutputFile>,
    /// How long it took.
    pub speed: Speed,
}

/// An input, and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputCount {
    /// The input.
    #[serde(flatten)]
    pub file: InputFile,
    /// Documents found in it, with those that were rejected or skipped.
    pub documents: u64,
}

impl InputCount {
    /// The inputs of a run with their documents: the first `missing` could not be found, the others are numbered from 1
    /// in `counts`. What could not be found counts as number 0, and as one document each.
    pub fn all(inputs: Vec<InputFile>, missing: usize, counts: &BTreeMap<u64, u64>) -> Vec<Self> {
        let count = |number: u64| counts.get(&number).copied().unwrap_or(0);
        let documents = |index: usize| match index.checked_sub(missing) {
            None => u64::from((index as u64) < count(0)),
            Some(number) => count(number as u64 + 1),
        };
        inputs.into_iter().enumerate().map(|(index, file)| Self { file, documents: documents(index) }).collect()
    }
}

/// A file that a run wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputFile {
    /// Below the folder of the outputs, with `/` between its parts.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its records, where each is a line.
    pub lines: Option<u64>,
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
    /// The most memory that the program held, where the system tells.
    pub peak_memory_bytes: Option<u64>,
}

impl Manifest {
    /// The name of its file.
    pub const FILE: &'static str = "manifest.json";

    /// What the records depend on.
    pub fn identity(&self) -> Identity {
        Identity {
            version: self.version.clone(),
            model: self.model.clone(),
            rules: self.rules.clone(),
            options: self.options.clone(),
            inputs: self.inputs.iter().map(|input| input.file.clone()).collect(),
        }
    }

    /// The manifest in `folder`, where there is one that this version of the program can read.
    pub fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(Self::FILE)).ok()?).ok()
    }

    /// Writes the manifest as [`Manifest::FILE`] in `folder`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Write`] when it cannot be written; else as [`AsideFile::create`] and [`AsideFile::publish`].
    pub fn write(&self, folder: &Path) -> Result<(), Error> {
        let mut file = AsideFile::create(folder.join(Self::FILE))?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.write_all(b"\n")?;
        file.publish()
    }
}
