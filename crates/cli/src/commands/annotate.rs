//! `dateline annotate`

#![allow(clippy::doc_markdown, reason = "these comments are help texts, printed as they are")]

use std::{
    io::{self, BufWriter},
    path::PathBuf,
};

use clap::Args;
use dateline_pipeline::Inputs;
use dateline_records::{AsideFile, Stream, Target};

use crate::{
    ending::Ending,
    options::{self, Model, Reading, Run, Terminal},
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
    #[command(flatten)]
    reading: Reading,

    /// Write to this file, which appears when it is complete, instead of standard output.
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    out: Option<PathBuf>,

    #[command(flatten)]
    model: Model,

    #[command(flatten)]
    run: Run,
}

const EXAMPLES: &str = "\
Examples:
  dateline annotate story.txt | jq '.entities[].text'
  dateline annotate dump.jsonl --out annotations.jsonl";

impl Annotate {
    pub(crate) fn run(self, terminal: &Terminal) -> anyhow::Result<Ending> {
        let settings = options::settings(&self.reading, &self.model, &self.run);
        let inputs = Inputs::find(&self.reading.inputs, &settings.ingest())?;
        let engine = super::engine(&self.model)?;
        super::announce(&inputs, &engine, &settings);
        let listener = Listener::new(terminal, self.out.is_none(), Rejects::Said);
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
