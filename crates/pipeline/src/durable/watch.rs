//! A folder into which dumps are put, one after the other.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use dateline_ingest::{Options, Source};
use dateline_records::{Differences, Identity, Manifest};

use super::{hash::hash_file, publish::is_whole, run::Folder};
use crate::{Settings, Stop};

/// Looks at a folder again and again, and finds the dumps that are complete.
#[derive(Debug)]
pub struct Watch {
    folder: PathBuf,
    options: Options,
    seen: BTreeMap<PathBuf, Seen>,
}

/// A dump that nobody writes any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dump {
    /// The file.
    pub path: PathBuf,
    /// Its name, under which its outputs lie.
    pub name: PathBuf,
}

/// What a file was like at the last look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    size: u64,
    modified: Option<SystemTime>,
    taken: bool,
}

impl Watch {
    /// Watches a folder, but not the folders in it; `options` say how its files are read.
    pub fn new(folder: impl Into<PathBuf>, options: Options) -> Self {
        Self { folder: folder.into(), options, seen: BTreeMap::new() }
    }

    /// The dumps whose size and time are those of the last look, by name; each is given once, and again when it changed.
    ///
    /// Hidden files, and those that are named as unfinished (`.part`, `.tmp`), are passed over while they have such names;
    /// so are files that are not named like a format that is read.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn look(&mut self) -> io::Result<Vec<Dump>> {
        let mut seen = BTreeMap::new();
        let mut settled = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            // A file may be gone again.
            let Ok(metadata) = path.metadata() else { continue };
            if !metadata.is_file() || is_unfinished(&path) {
                continue;
            }
            let mut now = Seen { size: metadata.len(), modified: metadata.modified().ok(), taken: false };
            if let Some(before) = self.seen.get(&path).filter(|before| Seen { taken: false, ..**before } == now) {
                if !before.taken {
                    settled.push(path.clone());
                }
                now.taken = true;
            }
            seen.insert(path, now);
        }
        self.seen = seen;
        Ok(if settled.is_empty() { Vec::new() } else { self.dumps(&settled) })
    }

    /// Gives a dump once more at the next look.
    pub fn again(&mut self, dump: &Dump) {
        if let Some(seen) = self.seen.get_mut(&dump.path) {
            seen.taken = false;
        }
    }

    /// Those of the `settled` files that a walk through the folder would read.
    fn dumps(&self, settled: &[PathBuf]) -> Vec<Dump> {
        let items = dateline_ingest::discover(std::slice::from_ref(&self.folder), &self.options).items.into_iter();
        let files = items.filter_map(|item| match item.source {
            Source::File(path) => Some(path),
            Source::Stdin => None,
        });
        let dump = |path: PathBuf| Some(Dump { name: path.file_name()?.into(), path });
        files.filter(|path| settled.contains(path)).filter_map(dump).collect()
    }
}

/// Whether a name says that the file is not complete, or not meant to be seen.
fn is_unfinished(path: &Path) -> bool {
    let is_hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
    is_hidden || path.extension().is_some_and(|extension| extension == "part" || extension == "tmp")
}

/// When `outputs` holds all that a run made of a dump with the same bytes, how the options of that run were others than
/// `settings`; `None` when the dump is still to be read.
pub fn done_before(dump: &Dump, outputs: &Folder, settings: &Settings, stop: &Stop) -> Option<Differences> {
    let manifest = Manifest::read(&outputs.path).filter(|manifest| !manifest.interrupted)?;
    let [input] = &manifest.inputs[..] else { return None };
    let (hash, _) = hash_file(&dump.path, stop, |_| ())?;
    if input.file.blake3 != Some(hash) || !is_whole(&outputs.path, &manifest) {
        return None;
    }
    let before = manifest.identity();
    let now = Identity { options: settings.recorded(&outputs.formats), ..before.clone() };
    Some(before.differences(&now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(watch: &mut Watch) -> Vec<String> {
        let dumps = watch.look().unwrap();
        dumps.iter().map(|dump| dump.name.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn a_dump_is_taken_once_when_it_stood_still() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        let mut watch = Watch::new(folder.path(), Options::default());
        assert!(names(&mut watch).is_empty());
        fs::write(&file, "some").unwrap();
        assert!(names(&mut watch).is_empty());
        fs::write(&file, "some more").unwrap();
        assert!(names(&mut watch).is_empty());
        assert_eq!(names(&mut watch), ["a.txt"]);
        assert!(names(&mut watch).is_empty());
        watch.again(&Dump { path: file.clone(), name: "a.txt".into() });
        assert_eq!(names(&mut watch), ["a.txt"]);
        assert!(names(&mut watch).is_empty());
        fs::write(&file, "other").unwrap();
        assert!(names(&mut watch).is_empty());
        assert_eq!(names(&mut watch), ["a.txt"]);
    }

    #[test]
    fn what_is_unfinished_hidden_or_no_dump_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.txt", "c.txt.part", "d.tmp", ".hidden.txt", "picture.png"] {
            fs::write(folder.path().join(name), "text").unwrap();
        }
        fs::create_dir(folder.path().join("folder")).unwrap();
        fs::write(folder.path().join("folder/below.txt"), "text").unwrap();
        let mut watch = Watch::new(folder.path(), Options::default());
        assert!(names(&mut watch).is_empty());
        assert_eq!(names(&mut watch), ["a.txt", "b.txt"]);
        fs::rename(folder.path().join("c.txt.part"), folder.path().join("c.txt")).unwrap();
        assert!(names(&mut watch).is_empty());
        assert_eq!(names(&mut watch), ["c.txt"]);
    }
}
