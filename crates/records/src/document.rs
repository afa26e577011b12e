//! The document record: what was read, and how much came of it.

use dateline_text::Document;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::event::title;

/// One document that was read, whether or not it tells an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentRow {
    /// The document's name.
    pub doc_id: String,
    /// The input that it came from, as rejects name it: a path, or `-`.
    pub input: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Its title, or that of its first article.
    pub title: Option<String>,
    /// Its publication date.
    pub published: Option<Date>,
    /// Who published it.
    pub source: Option<String>,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
    /// Words in it.
    pub tokens: u64,
    /// Its events that are written.
    pub events: u64,
    /// Bytes of its text.
    pub bytes: u64,
}

impl DocumentRow {
    /// The record of `document`; whoever knows the input fills it in.
    pub fn new(document: &Document, tokens: u64, events: u64) -> Self {
        Self {
            doc_id: document.id.clone(),
            input: String::new(),
            url: document.url.clone(),
            title: title(document, 0),
            published: document.published,
            source: document.source.clone(),
            language: document.language.clone(),
            tokens,
            events,
            bytes: document.text.len() as u64,
        }
    }
}
