//! The journal of a run: the folder `.dateline` in the folder of the outputs, and who may write in it.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, ErrorKind},
    path::{Component, Path, PathBuf},
};

use dateline_records::{Identity, Manifest, faults::Step, sync_folder};

use super::{
    checkpoint::{self, Checkpoint},
    lists::{Lengths, Lists},
};
use crate::Error;

/// The journal's folder, and its name while it is removed.
const NAME: &str = ".dateline";
const RETIRED: &str = ".dateline.done";
/// What the run is that the journal belongs to. Where it is missing, no run was begun.
const RUN: &str = "run.json";
const LOCK: &str = "lock";

/// A journal that no other process writes in.
#[derive(Debug)]
pub(super) struct Journal {
    outputs: PathBuf,
    path: PathBuf,
    /// Locked until it is dropped, or the process ends however.
    _lock: File,
}

/// A run that was begun and is not done.
#[derive(Debug)]
pub(super) struct Begun {
    pub(super) identity: Identity,
    pub(super) checkpoint: Checkpoint,
}

impl Journal {
    /// Opens the journal in the folder `outputs`; both are made if need be.
    pub(super) fn open(outputs: &Path) -> Result<Self, Error> {
        fs::create_dir_all(outputs).map_err(|error| Error::folder(outputs, error))?;
        loop {
            // Another process may just have put its journal aside: then this one is to make its own.
            if let Some(journal) = Self::try_open(outputs)? {
                return Ok(journal);
            }
        }
    }

    fn try_open(outputs: &Path) -> Result<Option<Self>, Error> {
        let path = outputs.join(NAME);
        match fs::create_dir(&path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(Error::folder(&path, error)),
            _ => {}
        }
        let file = path.join(LOCK);
        let lock = match OpenOptions::new().write(true).create(true).truncate(false).open(&file) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(|error| Error::file(&file, error))?,
        };
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(Error::busy(outputs)),
            // Some file systems know no locks; a run alone is safe on them, too.
            Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => {
                return Err(Error::file(&file, error));
            }
            _ => {}
        }
        if !is_at(&lock, &file) {
            return Ok(None);
        }
        remove_all(&outputs.join(RETIRED)).map_err(|error| Error::file(&outputs.join(RETIRED), error))?;
        Ok(Some(Self { outputs: outputs.to_owned(), path, _lock: lock }))
    }

    /// The folder of the outputs.
    pub(super) fn outputs(&self) -> &Path {
        &self.outputs
    }

    /// The journal's folder.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The run that was begun here.
    pub(super) fn begun(&self) -> Result<Option<Begun>, Error> {
        let path = self.path.join(RUN);
        let run = match fs::read(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            read => read.map_err(|error| Error::file(&path, error))?,
        };
        let identity = serde_json::from_slice(&run).map_err(|error| Error::foreign(&path, error))?;
        Ok(Some(Begun { identity, checkpoint: Checkpoint::read(&self.path)? }))
    }

    /// Begins a run in place of whatever is here.
    pub(super) fn begin(&self, identity: &Identity) -> Result<Lists, Error> {
        self.clear().map_err(|error| Error::file(&self.path, error))?;
        let lists = Lists::open(&self.path, &Lengths::new())?;
        checkpoint::write(&self.path.join(RUN), identity)?;
        sync_folder(&self.outputs).map_err(|error| Error::file(&self.outputs, error))?;
        Ok(lists)
    }

    /// Removes everything but the lock; first of all the file without which the rest means nothing.
    fn clear(&self) -> io::Result<()> {
        remove(&self.path.join(RUN))?;
        sync_folder(&self.path)?;
        for entry in fs::read_dir(&self.path)? {
            let path = entry?.path();
            if path != self.path.join(LOCK) {
                remove_all(&path)?;
            }
        }
        Ok(())
    }

    /// Leaves the folder as it was found, unless a run was begun there.
    pub(super) fn leave(self) {
        if !self.path.join(RUN).exists() {
            // Whatever ended the run is told; that an empty folder stays is nothing beside it.
            let _ = self.retire();
        }
    }

    /// Removes the journal. It goes at once for whoever looks, by taking another name.
    pub(super) fn retire(self) -> Result<(), Error> {
        let retired = self.outputs.join(RETIRED);
        let go = || {
            remove_all(&retired)?;
            Step::Retire.take(|| fs::rename(&self.path, &retired))?;
            sync_folder(&self.outputs)?;
            Step::Clear.take(|| remove_all(&retired))
        };
        go().map_err(|error| Error::file(&self.path, error))
    }
}

/// Whether the folder `outputs` holds a run that was begun and is not done.
pub fn is_unfinished(outputs: &Path) -> bool {
    outputs.join(NAME).join(RUN).exists()
}

/// Whether an open file is still the one of this name.
fn is_at(file: &File, path: &Path) -> bool {
    let (Ok(open), Ok(named)) = (file.metadata(), path.metadata()) else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        (open.dev(), open.ino()) == (named.dev(), named.ino())
    }
    #[cfg(not(unix))]
    {
        let _ = (open, named);
        true
    }
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes a file, or a folder with all in it, if it is there.
pub(super) fn remove_all(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => match fs::remove_dir_all(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        },
        Ok(_) => remove(path),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// The manifests of an earlier run into the folder `outputs`, and of one that is being published.
pub(super) fn manifests(outputs: &Path) -> Vec<Manifest> {
    [outputs.to_owned(), outputs.join(NAME)].iter().filter_map(|folder| Manifest::read(folder)).collect()
}

/// The names in the folder `outputs` that an earlier run made, or one that is under way.
pub(super) fn made(outputs: &Path) -> Vec<String> {
    let files = manifests(outputs).into_iter().flat_map(|manifest| manifest.files);
    let tops = files.filter_map(|file| Some(plain(&file.path)?.components().next()?.as_os_str().to_str()?.to_owned()));
    tops.chain([NAME, RETIRED, Manifest::FILE].map(str::to_owned)).collect()
}

/// The path below a folder that a manifest names, unless it leads out of it.
pub(super) fn plain(path: &str) -> Option<&Path> {
    let path = Path::new(path);
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_journal_at_a_time() {
        let outputs = tempfile::tempdir().unwrap();
        let first = Journal::open(outputs.path()).unwrap();
        let error = Journal::open(outputs.path()).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Busy);
        first.retire().unwrap();
        assert_eq!(fs::read_dir(outputs.path()).unwrap().count(), 0);
        Journal::open(outputs.path()).unwrap();
    }

    #[test]
    fn a_manifest_cannot_name_a_path_outside_of_its_folder() {
        assert_eq!(plain("csv/events.csv"), Some(Path::new("csv/events.csv")));
        for path in ["../events.jsonl", "/etc/passwd", "csv/../../x"] {
            assert_eq!(plain(path), None, "{path}");
        }
    }
}
