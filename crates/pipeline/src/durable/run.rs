//! A run into a folder, from its beginning or from where an earlier process left it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use dateline_ingest::Names;
use dateline_records::{DocumentRow, Format, Identity, Manifest};
use dateline_text::{Reject, Skip, Stage};

use super::{
    admitted,
    checkpoint::{Checkpoint, Phase},
    hash::hash,
    journal::{Begun, Journal, made},
    lists::{List, Lists},
    make::each,
    obstacle::obstacle,
    publish::{Account, is_whole, publish},
    recorder::Recorder,
};
use crate::{Engine, Error, Inputs, Progress, Settings, Stop, Tally, batch::run, extract::Extract};

/// Where a run writes, and how.
#[derive(Debug, Clone)]
pub struct Folder {
    /// The folder of the outputs; it is made if need be.
    pub path: PathBuf,
    /// The formats of the records.
    pub formats: Vec<Format>,
    /// What is done about a run that is there already.
    pub begin: Begin,
    /// The least time between checkpoints; without any, there is one after each document.
    pub every: Duration,
}

impl Folder {
    /// Begins a run there, with a checkpoint every second; a format that is named twice is written once.
    pub fn new(path: impl Into<PathBuf>, formats: &[Format]) -> Self {
        let formats = Format::ALL.iter().copied().filter(|format| formats.contains(format)).collect();
        Self { path: path.into(), formats, begin: Begin::New, every: Duration::from_secs(1) }
    }
}

/// What is done about a run that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begin {
    /// One that is not done is an error; one that is done is replaced.
    New,
    /// One that is not done goes on, if it is the same; one that is done and the same stays.
    Resume,
    /// It is given up or replaced.
    Restart,
    /// If it is the same, it goes on or stays; else it is given up or replaced.
    Renew,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Ended {
    /// Everything is in its place.
    Done(Tally),
    /// Everything was in its place before, and still is.
    DoneBefore(Box<Manifest>),
    /// It was stopped, and may go on; nothing is in its place. There is no account when it had not begun.
    Left(Option<Tally>),
}

/// Extracts the events of all `inputs` into a folder.
///
/// The outputs appear when all is read. Whatever ends the program before, [`Begin::Resume`] goes on from the last
/// checkpoint, to the same bytes. A stream cannot go on: when it is stopped, what was read is published.
///
/// # Errors
/// [`crate::ErrorKind::Busy`] when another process writes there; [`crate::ErrorKind::Obstacle`] when something would be
/// lost that no run made; [`crate::ErrorKind::Unfinished`] when [`Begin::New`] finds a run that is not done;
/// [`crate::ErrorKind::Changed`] when what is there, or is asked for, cannot go on; [`crate::ErrorKind::Input`] when
/// there is nothing to read but outputs; [`crate::ErrorKind::Write`] when the folder cannot be used; else as [`run`].
pub fn extract_into(
    engine: &Arc<Engine>,
    mut inputs: Inputs,
    settings: &Settings,
    folder: &Folder,
    progress: &dyn Progress,
    stop: &Stop,
) -> Result<Ended, Error> {
    let journal = Journal::open(&folder.path)?;
    let before = match checked(&journal, &mut inputs, folder) {
        Ok(before) => before,
        Err(error) => {
            journal.leave();
            return Err(error);
        }
    };
    let Some(files) = hash(&inputs, progress, stop) else {
        return if before.is_some() { Ok(Ended::Left(None)) } else { journal.retire().map(|()| Ended::Left(None)) };
    };
    let identity = Identity {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        model: engine.model().to_owned(),
        rules: Some(engine.rules()),
        options: settings.recorded(&folder.formats),
        inputs: files,
    };
    let before = same(before, &identity, folder)?;
    if before.is_none()
        && let Some(manifest) = done(&identity, folder)
    {
        return journal.retire().map(|()| Ended::DoneBefore(Box::new(manifest)));
    }
    Run { engine, inputs, settings, folder, progress, stop }.go_on(journal, identity, before)
}

/// The run that is to go on, if there is one, where nothing stands against writing into the folder. What an earlier run
/// wrote there is taken out of the inputs.
fn checked(journal: &Journal, inputs: &mut Inputs, folder: &Folder) -> Result<Option<Begun>, Error> {
    let before = find_begun(journal, folder, inputs)?;
    let in_the_way = obstacle(&folder.path, &folder.formats).map_err(|error| Error::file(&folder.path, error))?;
    if let Some(path) = in_the_way {
        return Err(Error::obstacle(&path));
    }
    inputs.pass_over(&folder.path, &made(&folder.path))?;
    Ok(before)
}

/// The run that is to go on, if there is one and it may.
fn find_begun(journal: &Journal, folder: &Folder, inputs: &Inputs) -> Result<Option<Begun>, Error> {
    if folder.begin == Begin::Restart {
        return Ok(None);
    }
    let begun = journal.begun()?;
    let is_left = begun.as_ref().is_none_or(|begun| begun.checkpoint.phase == Phase::Reading);
    if inputs.are_streams() && is_left && folder.begin == Begin::Resume {
        return Err(Error::stream());
    }
    if begun.is_some() && folder.begin == Begin::New {
        return Err(Error::unfinished(&folder.path, !(inputs.are_streams() && is_left)));
    }
    Ok(begun)
}

/// The run that was begun, if it is this one.
fn same(begun: Option<Begun>, identity: &Identity, folder: &Folder) -> Result<Option<Begun>, Error> {
    let Some(begun) = begun else { return Ok(None) };
    let differences = begun.identity.differences(identity);
    match folder.begin {
        _ if differences.is_empty() => Ok(Some(begun)),
        Begin::Renew => Ok(None),
        _ => Err(Error::changed(&folder.path, &differences)),
    }
}

/// The manifest of the same run, if it is done.
fn done(identity: &Identity, folder: &Folder) -> Option<Manifest> {
    let wanted = matches!(folder.begin, Begin::Resume | Begin::Renew);
    let manifest = Manifest::read(&folder.path).filter(|_| wanted)?;
    let same = !manifest.interrupted && manifest.identity() == *identity && is_whole(&folder.path, &manifest);
    same.then_some(manifest)
}

/// What a run needs.
struct Run<'a> {
    engine: &'a Arc<Engine>,
    inputs: Inputs,
    settings: &'a Settings,
    folder: &'a Folder,
    progress: &'a dyn Progress,
    stop: &'a Stop,
}

impl Run<'_> {
    fn go_on(self, journal: Journal, identity: Identity, before: Option<Begun>) -> Result<Ended, Error> {
        let is_stream = self.inputs.are_streams();
        let by_itself = self.folder.begin == Begin::Renew;
        let kept = |error: Error| if is_stream { error } else { error.kept(by_itself) };
        let (lists, checkpoint) = match before {
            Some(begun) if begun.checkpoint.phase != Phase::Reading => {
                return publish(journal, begun, &self.account()).map(Ended::Done).map_err(kept);
            }
            Some(begun) => (Lists::open(journal.path(), &begun.checkpoint.lengths)?, begun.checkpoint),
            None => (journal.begin(&identity)?, Checkpoint::default()),
        };
        let mut recorder = Recorder::new(&journal, lists, checkpoint.clone(), self.folder.every);
        let tally = self.read(journal.path(), checkpoint, &mut recorder).map_err(kept)?;
        if tally.interrupted && !is_stream {
            recorder.checkpoint(Phase::Reading).map_err(kept)?;
            return Ok(Ended::Left(Some(tally)));
        }
        let phase = if tally.interrupted { Phase::Interrupted } else { Phase::Read };
        let checkpoint = recorder.complete(phase).map_err(kept)?;
        publish(journal, Begun { identity, checkpoint }, &self.account()).map(Ended::Done).map_err(kept)
    }

    fn account(&self) -> Account<'_> {
        Account { inputs: &self.inputs, formats: &self.folder.formats, jobs: self.settings.jobs.get() }
    }

    /// Reads what is left.
    fn read(&self, journal: &Path, from: Checkpoint, recorder: &mut Recorder<'_>) -> Result<Tally, Error> {
        self.progress.started(self.inputs.bytes());
        let mut plan = self.settings.plan();
        plan.from = from.standing;
        plan.names = Some(names(journal)?);
        if let Some(gate) = plan.gate.as_deref_mut() {
            let list = journal.join(List::Admitted.file());
            admitted::remember(&list, gate).map_err(|error| Error::file(&list, error))?;
        }
        let source = self.inputs.clone().source(plan.options.clone(), plan.from.place);
        let work = Extract { engine: Arc::clone(self.engine), min_confidence: self.settings.min_confidence };
        run(source, work, plan, recorder, self.progress, self.stop)
    }
}

/// The names that were given to documents: to those that were read, passed over, or given up after they had one.
fn names(journal: &Path) -> Result<Names, Error> {
    let mut names = Names::default();
    let mut remember = |name: Option<String>| {
        name.iter().for_each(|name| names.remember(name));
        Ok(())
    };
    each(&journal.join(List::Documents.file()), |row: DocumentRow| remember(Some(row.doc_id)))?;
    each(&journal.join(List::Skipped.file()), |skip: Skip| remember(skip.doc_id))?;
    each(&journal.join(List::Rejects.file()), |reject: Reject| {
        // Those of the earlier stages had no name yet: their positions are places in the input.
        remember(reject.position.filter(|_| !matches!(reject.stage, Stage::Read | Stage::Ingest)))
    })?;
    Ok(names)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use dateline_text::Document;
    use serde_json::to_string;

    use super::*;

    #[test]
    fn names_are_those_of_documents_and_of_no_place_in_the_input() {
        let journal = tempfile::tempdir().unwrap();
        let put = |list: List, line: String| fs::write(journal.path().join(list.file()), line).unwrap();
        put(List::Documents, to_string(&DocumentRow::new(&Document::plain("read.txt", "They met."), 3, 0)).unwrap());
        put(List::Skipped, to_string(&Skip::new("a.tar", "language", "written in French").of("skipped.txt")).unwrap());
        let rejects = [
            Reject::new("a.tar", Stage::Read, "not_a_file", "a link").at("link.txt"),
            Reject::new("a.txt", Stage::Tokenize, "panic", "a panic").at("given-up.txt"),
        ];
        put(List::Rejects, rejects.map(|reject| to_string(&reject).unwrap() + "\n").concat());
        let mut names = names(journal.path()).unwrap();
        let asked = ["read.txt", "skipped.txt", "given-up.txt", "link.txt"].map(|name| names.unique(name.to_owned()));
        assert_eq!(asked, ["read.txt#2", "skipped.txt#2", "given-up.txt#2", "link.txt"]);
    }
}
