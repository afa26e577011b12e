//! `dateline annotate`

#![allow(clippy::doc_markdown, reason = "these comments are help texts, printed as they are")]

use std::{
    io::{self, BufWriter},
    path::PathBuf,
};

use clap::Args;
use dateline_records::{AsideFile, Stream, Target};

use crate::{
    args::Reading,
    ending::Ending,
    progress::{Listener, Rejects},
    signals,
};

/// Write down what is seen in documents before events: sentences, words, grammar, names, times, amounts.
///
/// Each line is one document: {doc_id, published, text, sentences, tokens, entities, times, values}, with offsets in
/// code points of the text.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Annotate {
    /// Write to this file, which appears when it is complete, instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,

    #[command(flatten)]
    reading: Reading,
}

const EXAMPLES: &str = "\
Examples:
  dateline annotate story.txt | jq '.entities[].text'
  dateline annotate dump.jsonl --out annotations.jsonl";

impl Annotate {
    pub(crate) fn run(self, quiet: bool) -> anyhow::Result<Ending> {
        let (inputs, engine, settings) = self.reading.find()?;
        let listener = Listener::new(quiet, self.out.is_none(), Rejects::Said);
        let stop = signals::stop_on_interrupt()?;
        let target: Box<dyn Target> = match self.out {
            Some(path) => Box::new(AsideFile::create(path)?),
            None => Box::new(Stream::new(BufWriter::new(io::stdout()))),
        };
        let tally = dateline_pipeline::annotate(&engine, inputs, &settings, target, &listener, &stop)?;
        listener.finish(&tally, false);
        Ok(Ending::of(&tally))
    }
}
