//! What ends a run. A bad document does not: it is a reject.

use std::{fmt, path::Path};

use dateline_records::DocumentCounts;

/// A run could not start or could not go on.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// None of the inputs can be read.
    Input,
    /// The model cannot be loaded.
    Model,
    /// Records cannot be written.
    Write,
    /// Threads cannot be started.
    Threads,
    /// A document went missing: an error of the program.
    Internal,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    fn because(self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    pub(crate) fn model(folder: &Path, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new(ErrorKind::Model, format!("cannot load the model in {}", folder.display())).because(source)
    }

    pub(crate) fn folder(path: &Path, source: std::io::Error) -> Self {
        Self::new(ErrorKind::Write, format!("cannot make the folder {}", path.display())).because(source)
    }

    pub(crate) fn threads(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new(ErrorKind::Threads, "cannot start worker threads").because(source)
    }

    pub(crate) fn reader() -> Self {
        Self::new(ErrorKind::Internal, "the reading thread panicked; what was written is not complete")
    }

    pub(crate) fn unbalanced(counts: &DocumentCounts) -> Self {
        let DocumentCounts { read, written, rejected, skipped, .. } = counts;
        let message =
            format!("{read} documents came in, but {written} were written, {rejected} rejected and {skipped} skipped");
        Self::new(ErrorKind::Internal, message)
    }

    /// What failed.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Whether the reader of a pipe went away: a reason to end quietly.
    pub fn is_broken_pipe(&self) -> bool {
        let source = self.source.as_deref().and_then(|source| source.downcast_ref::<dateline_records::Error>());
        source.is_some_and(dateline_records::Error::is_broken_pipe)
    }
}

impl From<dateline_records::Error> for Error {
    fn from(source: dateline_records::Error) -> Self {
        Self::new(ErrorKind::Write, "output failed").because(source)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
