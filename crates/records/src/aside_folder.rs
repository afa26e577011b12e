//! Folders that appear whole or not at all.

use std::{
    fs::{self, File},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use crate::{Error, aside::sync_folder, faults::Step};

/// A folder that is filled aside, beside its place, and takes its name, with all its files fsynced, when it is published.
///
/// Dropped unpublished, it leaves nothing behind, and an older folder of that name stays as it was. What a killed run has
/// left is cleared away by the next one that makes the same folder, so no two may make it at a time.
#[derive(Debug)]
pub(crate) struct AsideFolder {
    aside: PathBuf,
    replaced: PathBuf,
    target: PathBuf,
}

impl AsideFolder {
    /// Starts a folder that will be called `name` in `parent`, which must exist.
    pub(crate) fn create(parent: &Path, name: &str) -> Result<Self, Error> {
        let beside = |suffix| parent.join(format!(".dateline-{name}.{suffix}"));
        let folder = Self { aside: beside("part"), replaced: beside("old"), target: parent.join(name) };
        folder.start().map_err(|source| Error::create(&folder.target, source))?;
        Ok(folder)
    }

    /// Where its files go until it is published.
    pub(crate) fn path(&self) -> &Path {
        &self.aside
    }

    /// Writes all through to the disk and gives the folder its name.
    pub(crate) fn publish(self) -> Result<(), Error> {
        self.take_place().map_err(|source| Error::publish(&self.target, source))
    }

    fn start(&self) -> io::Result<()> {
        remove(&self.aside)?;
        if self.replaced.exists() && !self.target.exists() {
            // Killed between the two renames of `take_place`.
            fs::rename(&self.replaced, &self.target)?;
        }
        remove(&self.replaced)?;
        if self.target.is_file() {
            // Said now: a run should not fail at its end over its name.
            return Err(ErrorKind::NotADirectory.into());
        }
        fs::create_dir(&self.aside)
    }

    /// A folder cannot be renamed over one that holds files, so for an instant there is neither.
    fn take_place(&self) -> io::Result<()> {
        Step::AsideSync.take(|| sync(&self.aside))?;
        if self.target.exists() {
            fs::rename(&self.target, &self.replaced)?;
        }
        Step::AsideRename.take(|| fs::rename(&self.aside, &self.target))?;
        if let Some(parent) = self.target.parent() {
            Step::AsideFolder.take(|| sync_folder(parent))?;
        }
        remove(&self.replaced)
    }
}

impl Drop for AsideFolder {
    fn drop(&mut self) {
        // Nothing can be done about an error here; the next run tries again.
        let _ = remove(&self.aside);
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Writes a folder and all in it through to the disk.
fn sync(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync(&entry.path())?;
        } else {
            // Windows wants a file open for writing before it flushes it.
            File::options().write(true).open(entry.path())?.sync_all()?;
        }
    }
    sync_folder(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn make(parent: &Path, file: &str) -> AsideFolder {
        let folder = AsideFolder::create(parent, "csv").unwrap();
        fs::write(folder.path().join(file), "").unwrap();
        folder
    }

    #[test]
    fn a_folder_replaces_the_older_one_as_a_whole() {
        let parent = tempfile::tempdir().unwrap();
        make(parent.path(), "old").publish().unwrap();
        let folder = make(parent.path(), "new");
        assert_eq!(names(&parent.path().join("csv")), ["old"]);
        folder.publish().unwrap();
        assert_eq!(names(&parent.path().join("csv")), ["new"]);
        assert_eq!(names(parent.path()), ["csv"]);
    }

    #[test]
    fn an_unpublished_folder_leaves_nothing() {
        let parent = tempfile::tempdir().unwrap();
        drop(make(parent.path(), "some"));
        assert_eq!(names(parent.path()), [""; 0]);
    }

    #[test]
    fn what_a_killed_run_left_is_cleared_away() {
        let parent = tempfile::tempdir().unwrap();
        std::mem::forget(make(parent.path(), "unfinished"));
        fs::create_dir(parent.path().join(".dateline-csv.old")).unwrap();
        fs::write(parent.path().join(".dateline-csv.old/replaced"), "").unwrap();
        drop(AsideFolder::create(parent.path(), "csv").unwrap());
        assert_eq!(names(&parent.path().join("csv")), ["replaced"]);
        assert_eq!(names(parent.path()), ["csv"]);
    }

    #[test]
    fn a_file_of_that_name_is_refused_before_anything_is_written() {
        let parent = tempfile::tempdir().unwrap();
        fs::write(parent.path().join("csv"), "").unwrap();
        assert_eq!(AsideFolder::create(parent.path(), "csv").unwrap_err().kind(), crate::ErrorKind::Create);
        assert_eq!(names(parent.path()), ["csv"]);
    }
}
