//! What becomes of an input that cannot be processed: a value, not a panic and not an error that stops the batch.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One document, or one stretch of a dump, that could not be processed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reject {
    /// The input: a path, or `-`.
    pub source: String,
    /// Where in the input: a line number, a member's name, a byte offset.
    pub position: Option<String>,
    /// The stage that gave up.
    pub stage: Stage,
    /// A short stable name for the reason: `invalid_utf8`, `empty`, `too_long`.
    pub code: String,
    /// What a person should read.
    pub message: String,
}

impl Reject {
    /// A reject of the whole of `source`.
    pub fn new(source: impl Into<String>, stage: Stage, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { source: source.into(), position: None, stage, code: code.into(), message: message.into() }
    }

    /// The same reject, at `position` within its source.
    #[must_use]
    pub fn at(mut self, position: impl Into<String>) -> Self {
        self.position = Some(position.into());
        self
    }
}

/// A stage of the pipeline, in the order of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Stage {
    /// Opening and reading an input.
    Read,
    /// Making documents of it.
    Ingest,
    /// Sentences, words and word pieces.
    Tokenize,
    /// The encoder and its heads.
    Tag,
    /// Times and values.
    Normalise,
    /// Rules and events.
    Extract,
    /// Records and sinks.
    Write,
}
