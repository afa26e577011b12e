//! `dateline worker`

use std::io::{self, BufReader, BufWriter};

use anyhow::anyhow;
use clap::Args;
use dateline_ingest::Languages;
use dateline_pipeline::{Documents, Settings};

use crate::{
    ending::Ending,
    options::{Dates, Model, Run, Terminal},
    parse,
    progress::{Listener, Rejects},
    signals,
};

/// Read documents as an Arrow stream on standard input, write their events as an Arrow stream on standard output.
///
/// For programs that spread the work over machines, such as Spark. The columns of the input are text, html or path (a
/// file to read), and id, title, published, url, source and language where they are known; others are passed over. The
/// output has a row for each event, with the columns of the table of events, and one for each document that was
/// rejected or skipped; the column kind tells which. Rows come in the order of the input.
///
/// A stream that breaks off before its end mark ends the program with 2, and its output has no end mark either. Rejected
/// documents are rows, not an exit code. There is no --dedupe: a worker sees only its part of the documents.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Worker {
    /// The languages to read, as two-letter codes separated by commas, or all.
    #[arg(long = "language", value_name = "CODES", default_value = "en", value_parser = parse::languages)]
    #[arg(help_heading = "Input")]
    languages: Languages,

    #[command(flatten)]
    dates: Dates,

    /// Leave out events with a lower confidence, from 0 to 1.
    #[arg(long, value_name = "P", default_value = "0", value_parser = parse::probability, help_heading = "Output")]
    min_confidence: f32,

    #[command(flatten)]
    model: Model,

    #[command(flatten)]
    run: Run,
}

const EXAMPLES: &str = "\
Examples:
  dateline worker < documents.arrows > events.arrows   one stream to another
  dateline worker --jobs 1 --precision i8              as one of several on a machine";

impl Worker {
    pub(crate) fn run(self, terminal: &Terminal) -> anyhow::Result<Ending> {
        // The head of the input is read first: what cannot be done is said before the model is loaded.
        let documents = Documents::open(BufReader::with_capacity(1 << 16, io::stdin()))?;
        let settings = self.settings();
        let engine = super::engine(&self.model)?;
        let output = BufWriter::with_capacity(1 << 16, io::stdout());
        let listener = Listener::new(terminal, true, Rejects::Said);
        let stop = signals::stop_on_interrupt()?;
        // What becomes of each document is in the rows: only the end is said. A reader that goes away is an error here:
        // it did not get all, and it asked for all.
        let tally = dateline_pipeline::worker(&engine, documents, &settings, output, &(), &stop)
            .map_err(|error| anyhow!("{:#}", anyhow::Error::from(error)))?;
        listener.finish(&tally, true);
        Ok(if tally.interrupted { Ending::Interrupted } else { Ending::Done })
    }

    fn settings(&self) -> Settings {
        let settings = Settings {
            precision: self.model.precision,
            published: self.dates.published,
            languages: self.languages.clone(),
            min_confidence: self.min_confidence,
            ..Settings::default()
        };
        Settings { jobs: self.run.jobs.unwrap_or(settings.jobs), ..settings }
    }
}
