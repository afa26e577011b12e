//! What can go wrong when a tokeniser file is loaded.

use std::{error, fmt};

/// A tokeniser that cannot be used.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    source: Box<dyn error::Error + Send + Sync>,
}

/// What was wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file cannot be read or is no tokeniser.
    Load,
    /// The vocabulary lacks one of the special pieces `[CLS]`, `[SEP]`, `[UNK]`.
    SpecialPiece,
    /// The library refused the words.
    Encode,
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
            ErrorKind::Load => "cannot load the tokeniser",
            ErrorKind::SpecialPiece => "the tokeniser's vocabulary lacks a special piece",
            ErrorKind::Encode => "cannot split words into pieces",
        })
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        Some(&*self.source)
    }
}
