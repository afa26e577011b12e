//! What ends a run. A bad document does not: it is a reject.

use std::{fmt, io, path::Path};

use dateline_records::{Differences, DocumentCounts};

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
    /// A stream of documents breaks off, or is none.
    Stream,
    /// The model cannot be loaded.
    Model,
    /// Records cannot be written.
    Write,
    /// Threads cannot be started.
    Threads,
    /// Another process writes into the same folder.
    Busy,
    /// Something that no run made stands where outputs are to go.
    Obstacle,
    /// There is an unfinished run, which is not to be lost.
    Unfinished,
    /// A run cannot go on, since it would not be the same.
    Changed,
    /// A document went missing: an error of the program.
    Internal,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    pub(crate) fn because(self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    pub(crate) fn model(folder: &Path, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::new(ErrorKind::Model, format!("cannot load the model in {}", folder.display())).because(source)
    }

    pub(crate) fn documents(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Stream, message)
    }

    pub(crate) fn folder(path: &Path, source: io::Error) -> Self {
        let kind = match source.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => ErrorKind::Obstacle,
            _ => ErrorKind::Write,
        };
        Self::new(kind, format!("cannot make the folder {}", path.display())).because(source)
    }

    pub(crate) fn file(path: &Path, source: io::Error) -> Self {
        Self::new(ErrorKind::Write, format!("cannot write {}", path.display())).because(source)
    }

    pub(crate) fn foreign(path: &Path, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let message = format!("{} is of another version; begin anew with --restart", path.display());
        Self::new(ErrorKind::Changed, message).because(source)
    }

    pub(crate) fn obstacle(path: &Path) -> Self {
        let message = format!(
            "{} is in the way: no run of this version made it, and it would be lost; move it, or write into another folder",
            path.display()
        );
        Self::new(ErrorKind::Obstacle, message)
    }

    pub(crate) fn busy(outputs: &Path) -> Self {
        Self::new(ErrorKind::Busy, format!("another process is writing into {}", outputs.display()))
    }

    /// Of a run over streams, `may_go_on` is false.
    pub(crate) fn unfinished(outputs: &Path, may_go_on: bool) -> Self {
        let advice = if may_go_on { "go on with it with --resume, or give it up with" } else { "give it up with" };
        Self::new(ErrorKind::Unfinished, format!("{} holds an unfinished run: {advice} --restart", outputs.display()))
    }

    pub(crate) fn changed(outputs: &Path, differences: &Differences) -> Self {
        let message = format!(
            "the run in {} cannot go on, since\n{differences}\nUndo that, or begin anew with --restart.",
            outputs.display()
        );
        Self::new(ErrorKind::Changed, message)
    }

    pub(crate) fn stream() -> Self {
        let message = "standard input cannot be read again, so that a run over it cannot go on: leave --resume out, \
                       and give up what there is with --restart";
        Self::new(ErrorKind::Changed, message)
    }

    /// The same, of a run that goes on: by itself when the command is given again, or with `--resume`.
    pub(crate) fn kept(self, by_itself: bool) -> Self {
        let what = if by_itself { "the same command" } else { "--resume" };
        let message = format!("{} (what was done is kept: {what} goes on with it)", self.message);
        Self { message, ..self }
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
