//! What ends a measurement.

use std::{error, fmt};

/// A setting that cannot be measured, or a text that there is nothing to measure on.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    source: Option<Box<dyn error::Error + Send + Sync>>,
}

/// What was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A model cannot be loaded.
    Model,
    /// The text holds no words, or the model cannot read it.
    Text,
    /// A backend failed while it was timed.
    Run,
    /// Threads cannot be started.
    Threads,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    pub(crate) fn because(self, source: impl Into<Box<dyn error::Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    /// What was wrong.
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl From<dateline_tokenize::Error> for Error {
    fn from(source: dateline_tokenize::Error) -> Self {
        let kind = match source.kind() {
            dateline_tokenize::ErrorKind::Encode => ErrorKind::Text,
            _ => ErrorKind::Model,
        };
        Self::new(kind, "the text cannot be split into word pieces").because(source)
    }
}

impl From<dateline_tagger::Error> for Error {
    fn from(source: dateline_tagger::Error) -> Self {
        Self::new(ErrorKind::Model, "the heads of the model cannot be loaded").because(source)
    }
}

impl From<dateline_pipeline::Error> for Error {
    fn from(source: dateline_pipeline::Error) -> Self {
        Self::new(ErrorKind::Run, "the pipeline failed").because(source)
    }
}
