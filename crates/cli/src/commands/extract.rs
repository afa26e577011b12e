//! `dateline extract`

use std::io::{self, BufWriter};

use anyhow::Context;
use clap::Args;
use dateline_pipeline::{Inputs, Settings, durable::Folder};

use crate::{
    ending::Ending,
    into_folder::Extraction,
    options::{self, Durable, Model, Output, Reading, Run, Terminal},
    plan,
    progress::{Listener, Rejects},
    signals, watch,
};

/// Extract the events of documents as JSON Lines.
///
/// Each line is one event: its type, status and confidence, the words that tell it, and who and what filled which role,
/// with offsets in code points of the document's text.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Extract {
    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    output: Output,

    #[command(flatten)]
    model: Model,

    #[command(flatten)]
    run: Run,

    #[command(flatten)]
    durable: Durable,

    /// Say what would be read and written, and do nothing.
    #[arg(long, short = 'n', help_heading = "Run")]
    dry_run: bool,
}

const EXAMPLES: &str = "\
Examples:
  dateline extract seeds --out out             the events of a folder of stories
  dateline extract news --out out --dry-run    what would be read and written
  dateline extract dump.jsonl --out out --resume
                                               goes on where it was interrupted
  dateline extract incoming --out out --watch  each dump that is put into a folder
  dateline extract story.txt | jq .roles       of one story, on standard output
  zcat dump.jsonl.gz | dateline extract -      of documents on standard input
  dateline extract news --published 2021-05-28 where the stories do not say their date";

impl Extract {
    pub(crate) fn run(self, terminal: &Terminal) -> anyhow::Result<Ending> {
        let settings = options::settings(&self.reading, &self.model, &self.run);
        let settings = Settings { min_confidence: self.output.min_confidence, ..settings };
        if self.durable.watch {
            return self.watch(&settings, terminal);
        }
        self.output.check()?;
        let inputs = Inputs::find(&self.reading.inputs, &settings.ingest())?;
        if self.dry_run {
            return plan::print(&inputs, &settings, &self.output);
        }
        let engine = super::engine(&self.model)?;
        super::announce(&inputs, &engine, &settings);
        let stop = signals::stop_on_interrupt()?;
        if let Some(folder) = self.folder() {
            let extraction = Extraction { engine: &engine, settings: &settings, terminal, stop: &stop };
            return Ok(extraction.run(inputs, &folder)?);
        }
        let listener = Listener::new(terminal, true, Rejects::Said);
        let writer = BufWriter::new(io::stdout());
        let tally = dateline_pipeline::extract(&engine, inputs, &settings, writer, &listener, &stop)?;
        listener.finish(&tally, true);
        Ok(Ending::of(&tally))
    }

    fn watch(&self, settings: &Settings, terminal: &Terminal) -> anyhow::Result<Ending> {
        let out = self.folder().context("--watch wants --out")?;
        let folder = watch::folder(&self.reading.inputs, &out.path)?;
        let engine = super::engine(&self.model)?;
        let stop = signals::stop_on_interrupt()?;
        watch::run(&Extraction { engine: &engine, settings, terminal, stop: &stop }, folder, &out)?;
        Ok(Ending::Interrupted)
    }

    /// Where the records go, unless to standard output.
    fn folder(&self) -> Option<Folder> {
        let Output { folder, formats, .. } = &self.output;
        let folder = Folder::new(folder.as_ref()?, formats);
        Some(Folder { begin: self.durable.begin(), every: self.durable.every(), ..folder })
    }
}
