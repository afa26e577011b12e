//! What can go wrong when a report is made.

use std::{fmt, io};

/// Reading records or writing the page failed.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    source: io::Error,
}

/// What was being done when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Reading records.
    Read,
    /// Writing the page.
    Write,
}

impl Error {
    pub(crate) fn read(source: io::Error) -> Self {
        Self { kind: ErrorKind::Read, source }
    }

    pub(crate) fn write(source: io::Error) -> Self {
        Self { kind: ErrorKind::Write, source }
    }

    /// What was being done.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            ErrorKind::Read => "cannot read events",
            ErrorKind::Write => "cannot write the report",
        })
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
