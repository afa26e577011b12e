//! What stands where a run is to write and was made by no run: nobody's files are replaced unasked.

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
};

use dateline_records::{Format, Manifest};

use super::{journal::manifests, lists::List, make, publish::logs};

/// The first file in the folder `outputs` that would be lost to a run into it, though no run made it.
///
/// Hidden files below the folder of a format are no obstacle: programs that show folders leave them there.
pub(super) fn obstacle(outputs: &Path, formats: &[Format]) -> io::Result<Option<PathBuf>> {
    let manifests = manifests(outputs);
    if manifests.is_empty() && is_there(&outputs.join(Manifest::FILE)) {
        return Ok(Some(outputs.join(Manifest::FILE)));
    }
    let made: BTreeSet<_> =
        manifests.iter().flat_map(|manifest| &manifest.files).map(|file| file.path.as_str()).collect();
    let lists = [List::Documents, List::Rejects, List::Skipped].map(List::file);
    for name in lists.into_iter().chain(formats.iter().map(|format| format.output())) {
        let path = outputs.join(name);
        if path.is_dir() {
            let files = make::files(&path)?.into_iter().map(|(file, _)| format!("{name}/{file}"));
            if let Some(foreign) = files.filter(|file| !is_hidden(file)).find(|file| !made.contains(file.as_str())) {
                return Ok(Some(outputs.join(foreign)));
            }
        } else if !made.contains(name)
            && let Some(foreign) = [path.clone()].into_iter().chain(logs(&path)).find(|path| is_there(path))
        {
            return Ok(Some(foreign));
        }
    }
    Ok(None)
}

fn is_hidden(file: &str) -> bool {
    file.rsplit('/').next().is_some_and(|name| name.starts_with('.'))
}

/// Whether there is anything of this name, be it a link to nowhere.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use dateline_records::{DocumentCounts, EventCounts, OutputFile, Speed};

    use super::*;

    /// A folder of outputs with these files in it, of which a run made the first `made`.
    fn outputs(files: &[&str], made: usize) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "mine").unwrap();
        }
        let files = files[..made].iter().map(|&file| OutputFile { path: file.to_owned(), bytes: 4, lines: None });
        if made > 0 {
            manifest(files.collect()).write(folder.path()).unwrap();
        }
        folder
    }

    fn manifest(files: Vec<OutputFile>) -> Manifest {
        let [version, model] = ["0", "none"].map(str::to_owned);
        let (options, inputs, skipped) = Default::default();
        let (documents, events, speed) = (DocumentCounts::default(), EventCounts::default(), Speed::default());
        let (rules, interrupted) = (None, false);
        Manifest { version, model, rules, options, inputs, interrupted, documents, events, skipped, files, speed }
    }

    fn found(folder: &tempfile::TempDir) -> Option<String> {
        let found = obstacle(folder.path(), &[Format::Csv, Format::Sqlite]).unwrap()?;
        Some(found.strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned())
    }

    #[test]
    fn what_no_run_made_is_in_the_way() {
        for file in ["documents.jsonl", "rejects.jsonl", "csv", "csv/events.csv", "events.sqlite", "manifest.json"] {
            assert_eq!(found(&outputs(&[file], 0)).as_deref(), Some(file));
        }
        assert_eq!(found(&outputs(&["events.sqlite-wal"], 0)).as_deref(), Some("events.sqlite-wal"));
        assert_eq!(found(&outputs(&["csv/events.csv", "csv/a/mine.csv"], 1)).as_deref(), Some("csv/a/mine.csv"));
        assert_eq!(found(&outputs(&["rejects.jsonl", "documents.jsonl"], 1)).as_deref(), Some("documents.jsonl"));
    }

    #[test]
    fn what_a_run_made_or_none_will_write_is_not() {
        let made = ["documents.jsonl", "events.sqlite", "csv/events.csv"];
        assert_eq!(found(&outputs(&made, 3)), None);
        let besides =
            [&made[..], &["events.sqlite-wal", "csv/.DS_Store", "notes.txt", "parquet/x", "events.jsonl"]].concat();
        assert_eq!(found(&outputs(&besides, 3)), None);
        assert_eq!(found(&outputs(&[], 0)), None);
    }
}
