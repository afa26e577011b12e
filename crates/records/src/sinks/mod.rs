//! Where event records go: one file a format.
//!
//! A new format is a new file here and a line in [`Format`].

mod jsonl;

use std::{fmt, path::Path, str::FromStr};

pub use jsonl::Jsonl;

use crate::{AsideFile, Error, EventRow, Target};

/// Takes event records in order.
pub trait Sink {
    /// Takes one record.
    fn event(&mut self, row: &EventRow) -> Result<(), Error>;

    /// Hands on what is buffered, so that a reader of a pipe sees it now.
    fn flush(&mut self) -> Result<(), Error>;

    /// Completes the output; a file gets its name only here.
    fn finish(self: Box<Self>) -> Result<(), Error>;
}

/// A format of event records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
}

impl Format {
    /// All formats.
    pub const ALL: &'static [Self] = &[Self::Jsonl];

    /// The name on the command line, and the file's extension.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
        }
    }

    /// A sink that makes the file `events.<format>` in `folder`.
    pub fn in_folder(self, folder: &Path) -> Result<Box<dyn Sink>, Error> {
        let file = AsideFile::create(folder.join(format!("events.{}", self.as_str())))?;
        Ok(match self {
            Self::Jsonl => Box::new(Jsonl::new(Box::new(file))),
        })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The name of no format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormat(String);

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<_> = Format::ALL.iter().map(|format| format.as_str()).collect();
        write!(f, "{:?} is no format of records; there is: {}", self.0, known.join(", "))
    }
}

impl std::error::Error for UnknownFormat {}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL.iter().copied().find(|format| format.as_str() == name).ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}
