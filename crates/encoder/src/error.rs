//! What can go wrong when a model is loaded or run.

use std::{error, fmt};

/// A model that cannot be loaded, or an input that it cannot read.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    subject: String,
    source: Box<dyn error::Error + Send + Sync>,
}

/// What was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file cannot be read.
    Load,
    /// A file is not what it should be: no safetensors, a missing tensor, a wrong shape, an unknown configuration.
    Format,
    /// The input does not fit the model.
    Input,
    /// This build or this machine lacks a backend or a precision.
    Unavailable,
    /// A backend's runtime failed on an input that fits the model.
    Runtime,
}

impl Error {
    /// `subject` is the file, tensor or input that is at fault.
    pub fn new(
        kind: ErrorKind,
        subject: impl fmt::Display,
        source: impl Into<Box<dyn error::Error + Send + Sync>>,
    ) -> Self {
        Self { kind, subject: subject.to_string(), source: source.into() }
    }

    /// What was wrong.
    pub const fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = &self.subject;
        match self.kind {
            ErrorKind::Load => write!(f, "cannot read {subject}"),
            ErrorKind::Format => write!(f, "{subject} is not usable"),
            ErrorKind::Input => write!(f, "the model cannot read {subject}"),
            ErrorKind::Unavailable => write!(f, "{subject} is not available"),
            ErrorKind::Runtime => write!(f, "{subject} failed"),
        }
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        Some(&*self.source)
    }
}
