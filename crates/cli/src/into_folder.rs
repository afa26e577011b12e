//! A run of `extract` into a folder, and what is said at its end.

use std::{path::Path, sync::Arc};

use dateline_pipeline::{
    Engine, Inputs, Settings, Stop,
    durable::{Begin, Ended, Folder, extract_into},
};
use dateline_records::Manifest;

use crate::{
    ending::Ending,
    figures::counted,
    log::ACCOUNT,
    options::Terminal,
    progress::{Listener, Rejects},
};

/// What all runs of a watch share.
pub(crate) struct Extraction<'a> {
    pub(crate) engine: &'a Arc<Engine>,
    pub(crate) settings: &'a Settings,
    pub(crate) terminal: &'a Terminal,
    pub(crate) stop: &'a Stop,
}

impl Extraction<'_> {
    /// Runs over `inputs`.
    pub(crate) fn run(&self, inputs: Inputs, folder: &Folder) -> Result<Ending, dateline_pipeline::Error> {
        let listener = Listener::new(self.terminal, false, Rejects::Kept(folder.path.join("rejects.jsonl")));
        let is_stream = inputs.are_streams();
        Ok(match extract_into(self.engine, inputs, self.settings, folder, &listener, self.stop)? {
            Ended::Done(tally) => {
                listener.finish(&tally, true);
                Ending::of(&tally)
            }
            Ended::DoneBefore(manifest) => {
                listener.remark(&stays(&folder.path, &manifest));
                if manifest.documents.rejected > 0 { Ending::Rejects } else { Ending::Done }
            }
            Ended::Left(tally) => {
                if let Some(tally) = tally {
                    listener.sum_up(&tally, true);
                }
                match folder.begin {
                    _ if is_stream => {}
                    Begin::Renew => listener.remark("the same command goes on from here"),
                    _ => listener.remark("the same command goes on from here with --resume"),
                }
                Ending::Interrupted
            }
        })
    }
}

/// `out holds this run already: 5 documents, 61 events`
fn stays(folder: &Path, manifest: &Manifest) -> String {
    let (documents, events) = (manifest.documents.written, manifest.events.total);
    format!(
        "{} holds this run already: {}, {}",
        folder.display(),
        counted(documents, "document"),
        counted(events, "event")
    )
}

impl Listener {
    /// Says something about the run as a whole.
    fn remark(&self, message: &str) {
        if !self.is_quiet() {
            tracing::info!(target: ACCOUNT, kind = "note", "{message}");
        }
    }
}
