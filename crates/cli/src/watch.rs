//! `extract --watch`: dumps that are put into a folder, one run each.

use std::{
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use dateline_pipeline::{
    ErrorKind, Inputs, Stop,
    durable::{Dump, Folder, Watch, is_done},
};

use crate::{ending::Ending, into_folder::Extraction, log::ACCOUNT};

/// The time between two looks at the folder.
const LOOK: Duration = Duration::from_secs(1);
/// The time between two looks whether to stop.
const GLANCE: Duration = Duration::from_millis(50);

/// The folder to watch, of the inputs that were given.
pub(crate) fn folder(inputs: &[PathBuf]) -> anyhow::Result<&Path> {
    match inputs {
        [folder] if folder.is_dir() => Ok(folder),
        [other] => bail!("--watch wants a folder, and {} is none", other.display()),
        _ => bail!("--watch wants one folder"),
    }
}

/// Watches until the stop is requested. The outputs of each dump go into a folder of its name in that of `out`.
pub(crate) fn run(extraction: &Extraction<'_>, folder: &Path, out: &Folder) -> anyhow::Result<Ending> {
    let mut watch = Watch::new(folder, extraction.settings.ingest());
    loop {
        let dumps = watch.look().with_context(|| format!("cannot look into {}", folder.display()))?;
        for dump in dumps {
            if extraction.stop.requested() || extract(extraction, &dump, out)? == Ending::Interrupted {
                return Ok(Ending::Interrupted);
            }
        }
        if !pause(extraction.stop) {
            return Ok(Ending::Interrupted);
        }
    }
}

/// One dump. One that is gone again is no failure; a disk that is full is.
fn extract(extraction: &Extraction<'_>, dump: &Dump, out: &Folder) -> anyhow::Result<Ending> {
    let folder = Folder { path: out.path.join(&dump.name), ..out.clone() };
    if is_done(dump, &folder.path, extraction.stop) {
        tracing::info!(kind = "note", "{} is done", dump.path.display());
        return Ok(Ending::Done);
    }
    tracing::info!(target: ACCOUNT, kind = "dump", "{}:", dump.path.display());
    let ended = Inputs::find(std::slice::from_ref(&dump.path), &extraction.settings.ingest())
        .and_then(|inputs| extraction.run(inputs, &folder));
    match ended {
        Err(error) if error.kind() == ErrorKind::Input => {
            tracing::warn!(kind = "note", "{error}");
            Ok(Ending::Done)
        }
        other => Ok(other?),
    }
}

/// Waits until the next look; says whether there is to be one.
fn pause(stop: &Stop) -> bool {
    let began = Instant::now();
    while began.elapsed() < LOOK && !stop.requested() {
        thread::sleep(GLANCE);
    }
    !stop.requested()
}
