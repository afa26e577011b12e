//! One thing to read: a file or standard input.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

/// Where an item's bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input, read as JSONL.
    Stdin,
}

/// One thing to read; it may hold many documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Unique among the items of a run: the path below the folder that was given, or the file's name. The id of a
    /// document that is a whole file, and the prefix of the ids of JSONL lines without one.
    pub id: String,
    /// Where the bytes come from.
    pub source: Source,
    /// The size in bytes, where it is known before reading.
    pub bytes: Option<u64>,
}

impl Item {
    /// The file at `path`, under the name `id`.
    pub fn file(id: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let bytes = path.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.len());
        Self { id: id.into(), source: Source::File(path), bytes }
    }

    /// Standard input.
    pub fn stdin() -> Self {
        Self { id: "-".to_owned(), source: Source::Stdin, bytes: None }
    }

    /// How rejects name the item: its path, or `-`.
    pub fn name(&self) -> String {
        match &self.source {
            Source::File(path) => path.display().to_string(),
            Source::Stdin => "-".to_owned(),
        }
    }

    /// The file's extension in lower case; empty where there is none.
    pub(crate) fn extension(&self) -> String {
        let Source::File(path) = &self.source else { return String::new() };
        extension(path)
    }

    /// Opens the item for reading from its start.
    pub(crate) fn open(&self) -> io::Result<Box<dyn BufRead>> {
        match &self.source {
            Source::File(path) => Ok(Box::new(BufReader::with_capacity(64 << 10, File::open(path)?))),
            Source::Stdin => Ok(Box::new(io::stdin().lock())),
        }
    }
}

/// The extension of `path` in lower case; empty where there is none.
pub(crate) fn extension(path: &Path) -> String {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}
