//! What can go wrong when records are written.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

/// Writing records failed.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    path: Option<PathBuf>,
    source: io::Error,
}

/// What was being done when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Making the output folder or opening a file in it.
    Create,
    /// Writing records.
    Write,
    /// Giving a finished file its final name.
    Publish,
}

impl Error {
    pub(crate) fn create(path: &Path, source: io::Error) -> Self {
        Self { kind: ErrorKind::Create, path: Some(path.to_owned()), source }
    }

    pub(crate) fn publish(path: &Path, source: io::Error) -> Self {
        Self { kind: ErrorKind::Publish, path: Some(path.to_owned()), source }
    }

    /// What was being done.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Whether the reader of a pipe went away: a reason to end quietly.
    pub fn is_broken_pipe(&self) -> bool {
        self.source.kind() == io::ErrorKind::BrokenPipe
    }
}

impl From<io::Error> for Error {
    fn from(source: io::Error) -> Self {
        Self { kind: ErrorKind::Write, path: None, source }
    }
}

impl From<serde_json::Error> for Error {
    fn from(source: serde_json::Error) -> Self {
        io::Error::from(source).into()
    }
}

impl From<arrow::error::ArrowError> for Error {
    fn from(source: arrow::error::ArrowError) -> Self {
        io::Error::other(source).into()
    }
}

impl From<parquet::errors::ParquetError> for Error {
    fn from(source: parquet::errors::ParquetError) -> Self {
        use parquet::errors::ParquetError;
        let source = match source {
            ParquetError::External(inner) => inner.downcast().map_or_else(io::Error::other, |inner| *inner),
            other => io::Error::other(other),
        };
        source.into()
    }
}

impl From<rusqlite::Error> for Error {
    fn from(source: rusqlite::Error) -> Self {
        // Its source says the same once more, with a number.
        io::Error::other(source.to_string()).into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            ErrorKind::Create => "cannot create",
            ErrorKind::Write => "cannot write records",
            ErrorKind::Publish => "cannot give the finished file its name",
        })?;
        self.path.as_ref().map_or(Ok(()), |path| write!(f, " {}", path.display()))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}
