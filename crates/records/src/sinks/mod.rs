//! Where event records go: one file a format.
//!
//! A new format is a new file here and a line in [`Format`].

mod csv;
mod ddl;
mod jsonl;
mod parquet;
mod rows;
mod sql;
mod sqlite;
mod zstd;

use std::{fmt, path::Path, str::FromStr};

pub use jsonl::Jsonl;

use self::{csv::Csv, parquet::Parquet, rows::Rows, sql::Sql, sqlite::Sqlite, zstd::Zstd};
use crate::{AsideFile, DocumentRow, Error, EventLine, Target, tables::Star};

/// Writes the records of a run in several formats.
///
/// Documents and events may come mixed. The same records in the same order give the same output.
#[derive(Default)]
pub struct Sinks {
    lines: Vec<Jsonl<'static>>,
    /// One for all formats: it remembers every entity.
    star: Star,
    tables: Vec<Box<dyn Rows>>,
}

impl Sinks {
    /// Sinks that make [`Format::output`] of each format in `folder`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Create`] when a file or folder cannot be made, [`crate::ErrorKind::Write`] when what stands
    /// before the records cannot be written.
    pub fn in_folder(formats: &[Format], folder: &Path) -> Result<Self, Error> {
        let mut sinks = Self::default();
        formats.iter().try_for_each(|&format| sinks.add(format, folder))?;
        Ok(sinks)
    }

    fn add(&mut self, format: Format, folder: &Path) -> Result<(), Error> {
        let file = || AsideFile::create(folder.join(format.output()));
        match format {
            Format::Jsonl => self.lines.push(Jsonl::new(Box::new(file()?))),
            Format::JsonlZst => self.lines.push(Jsonl::new(Box::new(Zstd::new(file()?)?))),
            Format::Csv => self.tables.push(Box::new(Csv::in_folder(folder, format.output())?)),
            Format::Parquet => self.tables.push(Box::new(Parquet::in_folder(folder, format.output())?)),
            Format::Sqlite => self.tables.push(Box::new(Sqlite::new(file()?)?)),
            Format::Sql => self.tables.push(Box::new(Sql::new(file()?)?)),
        }
        Ok(())
    }

    /// Takes the record of a document. Formats of events alone have no place for it.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Write`] when a format cannot be written, [`crate::ErrorKind::Create`] when Parquet cannot
    /// begin the file of a month.
    pub fn document(&mut self, row: &DocumentRow) -> Result<(), Error> {
        let Self { star, tables, .. } = self;
        star.document(row, |row| tables.iter_mut().try_for_each(|table| table.row(row)))
    }

    /// Takes the record of an event.
    ///
    /// # Errors
    /// As [`Sinks::document`].
    pub fn event(&mut self, event: &EventLine<'_>) -> Result<(), Error> {
        let Self { lines, star, tables } = self;
        lines.iter_mut().try_for_each(|lines| lines.raw_line(event.json.as_bytes()))?;
        if tables.is_empty() {
            return Ok(());
        }
        star.event(event.row, |row| tables.iter_mut().try_for_each(|table| table.row(row)))
    }

    /// Completes the outputs; a file or folder gets its name only here.
    ///
    /// # Errors
    /// As [`Sinks::document`]; [`crate::ErrorKind::Publish`] when a file or folder cannot be completed.
    pub fn finish(self) -> Result<(), Error> {
        let Self { lines, star, mut tables } = self;
        lines.into_iter().try_for_each(Jsonl::finish)?;
        star.finish(|row| tables.iter_mut().try_for_each(|table| table.row(row)))?;
        tables.into_iter().try_for_each(Rows::finish)
    }
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
