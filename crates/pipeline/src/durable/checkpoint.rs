//! How far a run is on the disk.

use std::{fs, io::Write, path::Path};

use dateline_records::{AsideFile, EventCounts};
use serde::{Deserialize, Serialize};

use super::lists::Lengths;
use crate::{Error, Standing};

/// What is on the disk for good: a run that goes on starts here.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    pub(super) phase: Phase,
    pub(super) standing: Standing,
    pub(super) events: EventCounts,
    /// The bytes of each list that belong to `standing`; what lies behind them is done again.
    pub(super) lengths: Lengths,
}

/// What is left to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Phase {
    /// There may be more to read.
    #[default]
    Reading,
    /// All is read: the lists are complete.
    Read,
    /// No more can be read, since what was left of a stream is lost: the lists are as complete as they can be.
    Interrupted,
}

impl Checkpoint {
    const FILE: &'static str = "checkpoint.json";

    /// The checkpoint in a journal; at the very start, before the first, nothing is done.
    pub(super) fn read(journal: &Path) -> Result<Self, Error> {
        let path = journal.join(Self::FILE);
        match fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            read => serde_json::from_slice(&read.map_err(|error| Error::file(&path, error))?)
                .map_err(|error| Error::foreign(&path, error)),
        }
    }

    /// Takes the place of the last one, once it is on the disk; the lists must be there already.
    pub(super) fn write(&self, journal: &Path) -> Result<(), Error> {
        write(&journal.join(Self::FILE), self)
    }
}

/// Writes a file of a journal whole or not at all.
pub(super) fn write(path: &Path, content: &impl Serialize) -> Result<(), Error> {
    let mut file = AsideFile::create(path)?;
    serde_json::to_writer(&mut file, content).map_err(dateline_records::Error::from)?;
    file.write_all(b"\n").map_err(dateline_records::Error::from)?;
    Ok(file.publish()?)
}
