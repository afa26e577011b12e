//! Where event records go: one file a format.
//!
//! A new format is a new file here and a line in [`Format`].

mod csv;
mod ddl;
mod jsonl;
mod parquet;
mod sql;
mod sqlite;
mod tabular;
mod zstd;

use std::{fmt, path::Path, str::FromStr};

pub use jsonl::Jsonl;

use self::{csv::Csv, parquet::Parquet, sql::Sql, sqlite::Sqlite, tabular::Tabular, zstd::Zstd};
use crate::{AsideFile, DocumentRow, Error, EventLine, Target};

/// Takes the records of a run in order.
///
/// Documents and events may come mixed. The same records in the same order give the same output.
pub trait Sink {
    /// Takes the record of a document. Formats of events alone have no place for it.
    fn document(&mut self, row: &DocumentRow) -> Result<(), Error>;

    /// Takes the record of an event.
    fn event(&mut self, event: &EventLine<'_>) -> Result<(), Error>;

    /// Hands on what is buffered, so that a reader of a pipe sees it now.
    fn flush(&mut self) -> Result<(), Error>;

    /// Completes the output; a file or folder gets its name only here.
    fn finish(self: Box<Self>) -> Result<(), Error>;
}

/// A format of records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Events, one JSON object a line.
    Jsonl,
    /// The same, compressed with Zstandard.
    JsonlZst,
    /// The tables as CSV, a file each.
    Csv,
    /// The tables as Parquet, by month of publication.
    Parquet,
    /// The tables as a database of SQLite.
    Sqlite,
    /// The tables as a script for PostgreSQL.
    Sql,
}

impl Format {
    /// All formats.
    pub const ALL: &'static [Self] = &[Self::Jsonl, Self::JsonlZst, Self::Csv, Self::Parquet, Self::Sqlite, Self::Sql];

    /// The name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::JsonlZst => "jsonl.zst",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::Sqlite => "sqlite",
            Self::Sql => "sql",
        }
    }

    /// The file or folder that it makes.
    pub const fn output(self) -> &'static str {
        match self {
            Self::Jsonl => "events.jsonl",
            Self::JsonlZst => "events.jsonl.zst",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::Sqlite => "events.sqlite",
            Self::Sql => "events.sql",
        }
    }

    /// A sink that makes [`Format::output`] in `folder`.
    pub fn in_folder(self, folder: &Path) -> Result<Box<dyn Sink>, Error> {
        let file = || AsideFile::create(folder.join(self.output()));
        Ok(match self {
            Self::Jsonl => Box::new(Jsonl::new(Box::new(file()?))),
            Self::JsonlZst => Box::new(Jsonl::new(Box::new(Zstd::new(file()?)?))),
            Self::Csv => Box::new(Tabular::new(Csv::in_folder(folder, self.output())?)),
            Self::Parquet => Box::new(Tabular::new(Parquet::in_folder(folder, self.output())?)),
            Self::Sqlite => Box::new(Tabular::new(Sqlite::new(file()?)?)),
            Self::Sql => Box::new(Tabular::new(Sql::new(file()?)?)),
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
