//! Gives the finished lists and formats their places in the folder of the outputs, the manifest last.
//!
//! Every step may be cut short and done again: what has gone to its place already is passed over, and what is to go is
//! named by the new manifest, which lies in the journal until all else is done.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use dateline_records::{Format, InputCount, Manifest, OutputFile, faults::Step, sync_folder};

use super::{
    checkpoint::{Checkpoint, Phase},
    journal::{Begun, Journal, plain, remove, remove_all},
    lists::List,
    make,
};
use crate::{Error, Inputs, Place, Tally, extract::speed};

/// Where formats are made, and where what they take the place of goes.
const MADE: &str = "made";
const DISPLACED: &str = "displaced";

/// What a manifest says besides what the journal knows.
pub(super) struct Account<'a> {
    pub(super) inputs: &'a Inputs,
    pub(super) formats: &'a [Format],
    pub(super) jobs: usize,
}

/// Publishes the run whose lists are complete, and ends its journal.
pub(super) fn publish(journal: Journal, begun: Begun, account: &Account<'_>) -> Result<Tally, Error> {
    let tally = Tally::of(&begun.checkpoint.standing, begun.checkpoint.phase == Phase::Interrupted);
    let manifest = match Manifest::read(journal.path()) {
        Some(manifest) => Some(manifest),
        None if is_published(&journal) => None,
        None => Some(prepare(&journal, begun, account, &tally)?),
    };
    if let Some(manifest) = manifest {
        place_all(&journal, &manifest).map_err(|error| Error::file(journal.outputs(), error))?;
    }
    journal.retire()?;
    Ok(tally)
}

/// Whether everything has gone to its place, and the journal is all that is left to go.
fn is_published(journal: &Journal) -> bool {
    !journal.path().join(List::Rejects.file()).exists()
}

/// Makes the formats and the manifest, both in the journal.
fn prepare(journal: &Journal, begun: Begun, account: &Account<'_>, tally: &Tally) -> Result<Manifest, Error> {
    let made = journal.path().join(MADE);
    let start = remove_all(&made).and_then(|()| fs::create_dir(&made));
    start.map_err(|error| Error::file(&made, error))?;
    let others: Vec<_> = account.formats.iter().copied().filter(|&format| format != Format::Jsonl).collect();
    make::make(&others, journal.path(), &made)?;
    let files = outputs(journal, account, &begun.checkpoint).map_err(|error| Error::file(journal.path(), error))?;
    let Begun { identity, checkpoint } = begun;
    let counts = counts(journal).map_err(|error| Error::file(journal.path(), error))?;
    let manifest = Manifest {
        inputs: InputCount::all(identity.inputs, account.inputs.rejects().len(), &counts),
        version: identity.version,
        model: identity.model,
        rules: identity.rules,
        options: identity.options,
        interrupted: tally.interrupted,
        documents: tally.documents.clone(),
        events: checkpoint.events,
        skipped: account.inputs.skipped().to_vec(),
        files,
        speed: speed(account.jobs, tally),
    };
    manifest.write(journal.path())?;
    Ok(manifest)
}

/// How many documents each input held, by its number.
fn counts(journal: &Journal) -> io::Result<BTreeMap<u64, u64>> {
    let lines = fs::read_to_string(journal.path().join(List::Inputs.file()))?;
    let counts = lines.lines().map(serde_json::from_str::<Place>);
    Ok(counts.map(|place| place.map(|place| (place.inputs, place.documents))).collect::<Result<_, _>>()?)
}

/// What there will be besides the manifest.
fn outputs(journal: &Journal, account: &Account<'_>, checkpoint: &Checkpoint) -> io::Result<Vec<OutputFile>> {
    let counts = &checkpoint.standing.documents;
    let lists = [
        (List::Documents, counts.written),
        (List::Rejects, counts.rejected),
        (List::Skipped, counts.skipped),
        (List::Events, checkpoint.events.total),
    ];
    let wanted = if account.formats.contains(&Format::Jsonl) { &lists[..] } else { &lists[..3] };
    let list = |&(list, lines): &(List, u64)| {
        let bytes = journal.path().join(list.file()).metadata()?.len();
        Ok(OutputFile { path: list.file().to_owned(), bytes, lines: Some(lines) })
    };
    let mut files = wanted.iter().map(list).collect::<io::Result<Vec<_>>>()?;
    let made = make::files(&journal.path().join(MADE))?;
    files.extend(made.into_iter().map(|(path, bytes)| OutputFile { path, bytes, lines: None }));
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// Everything to its place.
fn place_all(journal: &Journal, manifest: &Manifest) -> io::Result<()> {
    let outputs = journal.outputs();
    for name in tops(manifest) {
        place(journal, name)?;
    }
    remove_stale(outputs, manifest)?;
    Step::OutputFolder.take(|| sync_folder(outputs))?;
    Step::PlaceManifest.take(|| fs::rename(journal.path().join(Manifest::FILE), outputs.join(Manifest::FILE)))?;
    Step::OutputFolder.take(|| sync_folder(outputs))
}

/// The files and folders right in the folder of the outputs.
fn tops(manifest: &Manifest) -> BTreeSet<&str> {
    manifest.files.iter().filter_map(|file| file.path.split('/').next()).collect()
}

/// Moves a list or a format out of the journal, unless it is gone from there.
fn place(journal: &Journal, name: &str) -> io::Result<()> {
    let made = journal.path().join(MADE).join(name);
    let source = if made.exists() { made } else { journal.path().join(name) };
    if !source.exists() {
        return Ok(());
    }
    let target = journal.outputs().join(name);
    let logs = logs(&target);
    if source.is_dir() || target.is_dir() || logs.iter().any(|log| log.exists()) {
        // A folder cannot be renamed over one that holds files, and a database must never lie beside another's log.
        let displaced = journal.path().join(DISPLACED);
        remove_all(&displaced)?;
        if target.exists() {
            Step::Displace.take(|| fs::rename(&target, &displaced))?;
        }
    }
    logs.iter().try_for_each(|log| remove(log))?;
    Step::Place.take(|| fs::rename(&source, &target))
}

/// What SQLite writes beside a database, and a program leaves that is killed: the log of changes and its index, or the
/// journal of a database that has no such log.
pub(super) fn logs(database: &Path) -> [PathBuf; 3] {
    ["-wal", "-shm", "-journal"].map(|suffix| {
        let mut name = database.as_os_str().to_owned();
        name.push(suffix);
        name.into()
    })
}

/// Removes what the last run made, by its own manifest, and this one does not.
fn remove_stale(outputs: &Path, manifest: &Manifest) -> io::Result<()> {
    let Some(old) = Manifest::read(outputs) else { return Ok(()) };
    let kept: BTreeSet<_> = manifest.files.iter().map(|file| file.path.as_str()).collect();
    let stale = old.files.iter().map(|file| file.path.as_str()).filter(|path| !kept.contains(path));
    for path in stale.filter_map(plain) {
        Step::RemoveStale.take(|| remove(&outputs.join(path)))?;
        logs(&outputs.join(path)).iter().try_for_each(|log| remove(log))?;
        let folders = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        // A folder that still holds something stays.
        folders.for_each(|folder| drop(fs::remove_dir(outputs.join(folder))));
    }
    Ok(())
}

/// Whether all that a manifest names lies beside it.
pub(super) fn is_whole(outputs: &Path, manifest: &Manifest) -> bool {
    manifest.files.iter().all(|file| {
        let metadata = plain(&file.path).and_then(|path| outputs.join(path).metadata().ok());
        metadata.is_some_and(|metadata| metadata.is_file() && metadata.len() == file.bytes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_database_does_not_get_the_log_of_the_old_one() {
        let outputs = tempfile::tempdir().unwrap();
        let journal = Journal::open(outputs.path()).unwrap();
        let made = journal.path().join(MADE);
        fs::create_dir(&made).unwrap();
        let name = Format::Sqlite.output();
        fs::write(made.join(name), "new").unwrap();
        fs::write(outputs.path().join(name), "old").unwrap();
        logs(&outputs.path().join(name)).iter().for_each(|log| fs::write(log, "of the old one").unwrap());
        place(&journal, name).unwrap();
        assert_eq!(fs::read_to_string(outputs.path().join(name)).unwrap(), "new");
        assert!(logs(&outputs.path().join(name)).iter().all(|log| !log.exists()));
    }
}
