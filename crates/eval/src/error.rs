//! What can be wrong with gold, or with events that were written earlier.

use std::fmt;

/// A line that cannot be used.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    file: String,
    line: usize,
    source: Box<dyn std::error::Error + Send + Sync>,
}

/// Which of the two files it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The gold.
    Gold,
    /// The events.
    Events,
}

impl Error {
    pub(crate) fn new(
        kind: ErrorKind,
        file: &str,
        line: usize,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { kind, file: file.to_owned(), line, source: source.into() }
    }

    /// Which of the two files it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The number of the line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            ErrorKind::Gold => "gold",
            ErrorKind::Events => "events",
        };
        write!(f, "bad {what} in {}, line {}", self.file, self.line)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&*self.source)
    }
}
