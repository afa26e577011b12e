//! One thing to read: a file or standard input.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

/// Where an item's bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input.
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

    /// Opens the item for reading from its start; `count` grows by the bytes that are read, whatever is made of them
    /// afterwards.
    pub(crate) fn open(&self, count: Arc<AtomicU64>) -> io::Result<Box<dyn BufRead>> {
        let bytes: Box<dyn Read> = match &self.source {
            Source::File(path) => Box::new(File::open(path)?),
            Source::Stdin => Box::new(io::stdin().lock()),
        };
        Ok(Box::new(BufReader::with_capacity(64 << 10, Counted { bytes, count })))
    }

    /// The item's path, where it can be read in any order.
    pub(crate) fn regular_file(&self) -> Option<&Path> {
        match &self.source {
            Source::File(path) => path.is_file().then_some(path),
            Source::Stdin => None,
        }
    }

    /// The name that tells what the item may be.
    pub(crate) fn file_name(&self) -> Option<String> {
        match &self.source {
            Source::File(path) => Some(path.file_name()?.to_string_lossy().into_owned()),
            Source::Stdin => None,
        }
    }
}

/// Bytes that are counted as they are read.
struct Counted {
    bytes: Box<dyn Read>,
    count: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.count.fetch_add(read as u64, Relaxed);
        Ok(read)
    }
}

/// The extension of a file's name in lower case; empty where there is none.
pub(crate) fn extension(name: &str) -> String {
    Path::new(name).extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default()
}
