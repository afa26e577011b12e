//! `extract --watch`: dumps that are put into a folder, one run each.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use dateline_pipeline::{
    ErrorKind, Inputs, Stop,
    durable::{Dump, Folder, Watch, done_before},
};

use crate::{ending::Ending, into_folder::Extraction, log::ACCOUNT};

/// The time between two looks at the folder.
const LOOK: Duration = Duration::from_secs(1);
/// The time between two looks whether to stop.
const GLANCE: Duration = Duration::from_millis(50);

/// The folder to watch, of the inputs that were given; the outputs go to another, `out`.
pub(crate) fn folder<'a>(inputs: &'a [PathBuf], out: &Path) -> anyhow::Result<&'a Path> {
    match inputs {
        [folder] if folder.is_dir() => {
            let is_out = folder.canonicalize().is_ok_and(|folder| out.canonicalize().is_ok_and(|out| out == folder));
            if is_out {
                bail!("--out is the folder that is watched: each dump needs a folder of its name there");
            }
            Ok(folder)
        }
        [other] => bail!("--watch wants a folder, and {} is none", other.display()),
        _ => bail!("--watch wants one folder"),
    }
}

/// Watches until the stop is requested. The outputs of each dump go into a folder of its name in that of `out`.
pub(crate) fn run(extraction: &Extraction<'_>, folder: &Path, out: &Folder) -> anyhow::Result<()> {
    let mut watch = Watch::new(folder, extraction.settings.ingest());
    let mut told = Told::default();
    loop {
        let dumps = watch.look().with_context(|| format!("cannot look into {}", folder.display()))?;
        for dump in dumps {
            match extract(extraction, &dump, out, &mut told)? {
                Outcome::Settled => {}
                Outcome::Later => watch.again(&dump),
                Outcome::Stopped => return Ok(()),
            }
        }
        if !pause(extraction.stop) {
            return Ok(());
        }
    }
}

/// What has been said, and is not to be said at every look.
#[derive(Default)]
struct Told {
    busy: BTreeSet<PathBuf>,
    other_options: bool,
}

/// What became of a dump.
enum Outcome {
    /// There is nothing to do about it, unless it changes.
    Settled,
    /// Another process has it at hand.
    Later,
    /// The stop was requested.
    Stopped,
}

/// One dump. One that is gone again, that another process works on, or whose outputs have no place, does not keep the
/// others waiting; a disk that is full does.
fn extract(extraction: &Extraction<'_>, dump: &Dump, out: &Folder, told: &mut Told) -> anyhow::Result<Outcome> {
    let Extraction { settings, stop, .. } = extraction;
    if stop.requested() {
        return Ok(Outcome::Stopped);
    }
    let folder = Folder { path: out.path.join(&dump.name), ..out.clone() };
    if let Some(differences) = done_before(dump, &folder, settings, stop) {
        tracing::info!(kind = "note", "{} is done", dump.path.display());
        if !differences.is_empty() && !std::mem::replace(&mut told.other_options, true) {
            let (dump, folder) = (dump.path.display(), folder.path.display());
            tracing::warn!(
                kind = "note",
                "{dump} is done, and stays as it is, though\n{differences}\nTo have it read again, remove {folder}; \
                 so with others that are done."
            );
        }
        return Ok(Outcome::Settled);
    }
    if !told.busy.contains(&dump.path) {
        tracing::info!(target: ACCOUNT, kind = "dump", "{}:", dump.path.display());
    }
    let ended = Inputs::find(std::slice::from_ref(&dump.path), &settings.ingest())
        .and_then(|inputs| extraction.run(inputs, &folder));
    Ok(match ended {
        Ok(Ending::Interrupted) => Outcome::Stopped,
        Ok(_) => Outcome::Settled,
        Err(error) if error.kind() == ErrorKind::Busy => {
            if told.busy.insert(dump.path.clone()) {
                tracing::warn!(kind = "note", "{error}");
            }
            Outcome::Later
        }
        Err(error) if matches!(error.kind(), ErrorKind::Input | ErrorKind::Obstacle) => {
            tracing::warn!(kind = "note", "{error}");
            Outcome::Settled
        }
        Err(error) => return Err(error.into()),
    })
}

/// Waits until the next look; says whether there is to be one.
fn pause(stop: &Stop) -> bool {
    let began = Instant::now();
    while began.elapsed() < LOOK && !stop.requested() {
        thread::sleep(GLANCE);
    }
    !stop.requested()
}
