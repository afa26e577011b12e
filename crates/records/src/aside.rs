//! Files that appear whole or not at all.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

use crate::{Error, faults::Step};

/// A file that is written aside in its own folder and takes its name, fsynced, when it is published.
///
/// Dropped unpublished, it leaves nothing behind, and an older file of that name stays as it was.
#[derive(Debug)]
pub struct AsideFile {
    file: BufWriter<NamedTempFile>,
    target: PathBuf,
}

impl AsideFile {
    /// Starts a file that will be called `target`; its folder must exist.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Create`] when no file can be made in the folder, or `target` is itself a folder.
    pub fn create(target: impl Into<PathBuf>) -> Result<Self, Error> {
        let target = target.into();
        if target.is_dir() {
            // Said now: a run should not fail at its end over its name.
            return Err(Error::create(&target, io::ErrorKind::IsADirectory.into()));
        }
        let file = aside(folder(&target)).map_err(|source| Error::create(&target, source))?;
        Ok(Self { file: BufWriter::with_capacity(1 << 16, file), target })
    }

    /// The name that the file will have.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The name that it has until then, for those that write it themselves.
    pub(crate) fn aside(&self) -> &Path {
        self.file.get_ref().path()
    }

    /// The folder that it lies in, now and then.
    pub(crate) fn folder(&self) -> &Path {
        folder(&self.target)
    }

    /// Writes what is buffered through to the disk and gives the file its name.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Publish`] when one or the other fails.
    pub fn publish(self) -> Result<(), Error> {
        let Self { file, target } = self;
        publish(file, &target).map_err(|source| Error::publish(&target, source))
    }
}

impl Write for AsideFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The folder of a file; a bare name lies in the current one.
fn folder(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn aside(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".dateline-").suffix(".part");
    // A temporary file is private by default; the published one has the rights of any other new file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

fn publish(file: BufWriter<NamedTempFile>, target: &Path) -> io::Result<()> {
    let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    Step::AsideSync.take(|| file.as_file().sync_all())?;
    Step::AsideRename.take(|| file.persist(target).map_err(|failed| failed.error))?;
    Step::AsideFolder.take(|| sync_folder(folder(target)))
}

/// Makes the names in a folder durable; only Unix lets a folder be opened for that.
///
/// # Errors
/// When the folder cannot be opened or written through.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { fs::metadata(folder).map(drop) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_only_when_published() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("events.jsonl");
        fs::write(&target, "old").unwrap();
        let mut file = AsideFile::create(&target).unwrap();
        file.write_all(b"new").unwrap();
        file.flush().unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "old");
        file.publish().unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    }

    #[test]
    fn an_unpublished_file_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        drop(AsideFile::create(folder.path().join("events.jsonl")).unwrap());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    }

    #[test]
    fn a_missing_folder_is_named() {
        let error = AsideFile::create("no/such/folder/events.jsonl").unwrap_err();
        assert_eq!(error.to_string(), "cannot create no/such/folder/events.jsonl");
        assert_eq!(error.kind(), crate::ErrorKind::Create);
    }

    #[test]
    fn the_name_of_a_folder_is_refused_before_anything_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let error = AsideFile::create(folder.path()).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Create);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_published_file_may_be_read_by_others_as_any_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (plain, target) = (folder.path().join("plain"), folder.path().join("published"));
        fs::write(&plain, "").unwrap();
        AsideFile::create(&target).unwrap().publish().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&target), mode(&plain));
    }
}
