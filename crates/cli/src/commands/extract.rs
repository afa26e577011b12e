//! `dateline extract`

use std::{
    io::{self, BufWriter},
    path::PathBuf,
};

use clap::Args;
use dateline_pipeline::{Output, Settings};
use dateline_records::Format;

use crate::{
    args::Reading,
    ending::Ending,
    parse,
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
    /// Write events.jsonl, rejects.jsonl and manifest.json into this folder.
    ///
    /// The folder is made if need be; the files appear when they are complete. Without it, events go to standard output and
    /// rejects to standard error.
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Formats of the records, separated by commas: jsonl.
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "jsonl", value_parser = parse::format)]
    format: Vec<Format>,

    /// Leave out events with a lower confidence, from 0 to 1.
    #[arg(long, value_name = "P", default_value = "0", value_parser = parse::probability)]
    min_confidence: f32,

    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  dateline extract seeds --out out             the events of a folder of stories
  dateline extract story.txt | jq .roles       of one story, on standard output
  zcat dump.jsonl.gz | dateline extract -      of documents on standard input
  dateline extract news --published 2021-05-28 where the stories do not say their date";

impl Extract {
    pub(crate) fn run(self, quiet: bool) -> anyhow::Result<Ending> {
        let (inputs, engine, settings) = self.reading.find()?;
        let settings = Settings { min_confidence: self.min_confidence, ..settings };
        let (output, rejects) = match &self.out {
            Some(folder) => (Output::folder(folder, &self.format)?, Rejects::Kept(folder.join("rejects.jsonl"))),
            None => (Output::stream(BufWriter::new(io::stdout())), Rejects::Said),
        };
        let listener = Listener::new(quiet, self.out.is_none(), rejects);
        let stop = signals::stop_on_interrupt()?;
        let tally = dateline_pipeline::extract(&engine, inputs, &settings, output, &listener, &stop)?;
        listener.finish(&tally, true);
        Ok(Ending::of(&tally))
    }
}
