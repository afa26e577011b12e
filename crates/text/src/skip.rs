//! What becomes of a document that is passed over on purpose: in another language, or told before.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Reject;

/// One document that was read and is passed over, with the reason. It is counted and written down, never lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Skip {
    /// The input: a path, or `-`.
    pub source: String,
    /// Where in the input: a line number, a member's name, a byte offset.
    pub position: Option<String>,
    /// The document's name, where it has one by then.
    pub doc_id: Option<String>,
    /// A short stable name for the reason: `language`, `duplicate`, `near_duplicate`, `not_a_story`.
    pub reason: String,
    /// What a person should read.
    pub message: String,
    /// The document that told the same before, by its name.
    pub duplicate_of: Option<String>,
    /// How much of that document's wording this one shares, from 0 to 1.
    pub similarity: Option<f32>,
}

impl Skip {
    /// A document of `source` that is passed over.
    pub fn new(source: impl Into<String>, reason: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            source: source.into(),
            position: None,
            doc_id: None,
            reason: reason.into(),
            message: message.into(),
            duplicate_of: None,
            similarity: None,
        }
    }

    /// The same, at `position` within its source.
    #[must_use]
    pub fn at(mut self, position: impl Into<String>) -> Self {
        self.position = Some(position.into());
        self
    }

    /// The same, of the document with this name.
    #[must_use]
    pub fn of(mut self, doc_id: impl Into<String>) -> Self {
        self.doc_id = Some(doc_id.into());
        self
    }
}

/// Why something that was found in an input is not worked on.
#[derive(Debug, Clone, PartialEq)]
pub enum Unread {
    /// It cannot be.
    Reject(Reject),
    /// It is not wanted.
    Skip(Skip),
}

impl From<Reject> for Unread {
    fn from(reject: Reject) -> Self {
        Self::Reject(reject)
    }
}

impl From<Skip> for Unread {
    fn from(skip: Skip) -> Self {
        Self::Skip(skip)
    }
}
