//! What can go wrong when a model is loaded or reads a document.

use std::{error, fmt};

/// A model that cannot be used, or a document that it cannot read.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    source: Box<dyn error::Error + Send + Sync>,
}

/// What was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The model folder lacks a file, or a file does not hold what it should.
    Model,
    /// The document's words do not fit the model.
    Input,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, source: impl Into<Box<dyn error::Error + Send + Sync>>) -> Self {
        Self { kind, source: source.into() }
    }

    /// What was wrong.
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            ErrorKind::Model => "cannot load the model",
            ErrorKind::Input => "the model cannot read the document",
        })
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        Some(&*self.source)
    }
}

impl From<dateline_encoder::Error> for Error {
    fn from(error: dateline_encoder::Error) -> Self {
        let kind = match error.kind() {
            dateline_encoder::ErrorKind::Input => ErrorKind::Input,
            _ => ErrorKind::Model,
        };
        Self::new(kind, error)
    }
}

impl From<dateline_tokenize::Error> for Error {
    fn from(error: dateline_tokenize::Error) -> Self {
        let kind = match error.kind() {
            dateline_tokenize::ErrorKind::Encode => ErrorKind::Input,
            _ => ErrorKind::Model,
        };
        Self::new(kind, error)
    }
}
