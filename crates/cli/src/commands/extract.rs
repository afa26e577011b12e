//! `dateline extract`

use std::io::{self, BufWriter};

use clap::Args;
use dateline_pipeline::{Inputs, Settings};

use crate::{
    ending::Ending,
    options::{self, Model, Output, Reading, Run, Terminal},
    plan,
    progress::{Listener, Rejects},
    signals,
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

    /// Say what would be read and written, and do nothing.
    #[arg(long, short = 'n', help_heading = "Run")]
    dry_run: bool,
}

const EXAMPLES: &str = "\
Examples:
  dateline extract seeds --out out             the events of a folder of stories
  dateline extract news --out out --dry-run    what would be read and written
  dateline extract story.txt | jq .roles       of one story, on standard output
  zcat dump.jsonl.gz | dateline extract -      of documents on standard input
  dateline extract news --published 2021-05-28 where the stories do not say their date";

impl Extract {
    pub(crate) fn run(self, terminal: &Terminal) -> anyhow::Result<Ending> {
        let inputs = Inputs::find(&self.reading.inputs)?;
        let settings = options::settings(&self.reading, &self.model, &self.run);
        let settings = Settings { min_confidence: self.output.min_confidence, ..settings };
        if self.dry_run {
            return plan::print(&inputs, &settings, &self.output);
        }
        let engine = super::engine(&self.model)?;
        let Output { folder, formats, .. } = &self.output;
        let (output, rejects) = match folder {
            Some(folder) => {
                let output = dateline_pipeline::Output::folder(folder, formats)?;
                (output, Rejects::Kept(folder.join("rejects.jsonl")))
            }
            None => (dateline_pipeline::Output::stream(BufWriter::new(io::stdout())), Rejects::Said),
        };
        super::announce(&inputs, &engine, &settings);
        let listener = Listener::new(terminal, folder.is_none(), rejects);
        let stop = signals::stop_on_interrupt()?;
        let tally = dateline_pipeline::extract(&engine, inputs, &settings, output, &listener, &stop)?;
        listener.finish(&tally, true);
        Ok(Ending::of(&tally))
    }
}
