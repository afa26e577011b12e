//! A run without a model: finding, parsing, the gate and writing, to see how fast they are and how much memory they take.
//!
//! `cargo bench -p dateline-benches --bench bookkeeping -- [--jobs N] [--dedupe] INPUT...`. `scripts/bench/dump.py` makes
//! an input, `scripts/bench/memory.py` shows memory over time. What becomes of each story is checked in
//! `crates/pipeline/tests/bookkeeping.rs`.

#![allow(clippy::print_stdout, reason = "a measurement prints")]

use std::{io::BufWriter, num::NonZeroUsize, path::PathBuf};

use clap::Parser;
use dateline_pipeline::{
    Clock, Error, Inputs, Place, Settings, Stop,
    batch::{Processed, Receiver, Work, run},
};
use dateline_records::{DocumentRow, Jsonl, Stream};
use dateline_text::{Document, Reject, Skip};

#[derive(Parser)]
struct Options {
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    #[arg(long, default_value = "2")]
    jobs: NonZeroUsize,
    #[arg(long)]
    dedupe: bool,
    #[arg(long, hide = true)]
    bench: bool,
}

/// A record without a model: the document's own.
struct Rows;

impl Work for Rows {
    type Output = DocumentRow;

    fn process(&self, document: Document, _: &mut Clock) -> Result<Processed<DocumentRow>, Reject> {
        let tokens = document.text.split_whitespace().count() as u64;
        Ok(Processed { output: DocumentRow::new(&document, tokens, 0), tokens, events: 0 })
    }
}

/// Writes everything to one file, which has no name and is gone at the end.
struct Lines(Jsonl<'static>);

impl Receiver<DocumentRow> for Lines {
    fn output(&mut self, row: DocumentRow) -> Result<(), Error> {
        Ok(self.0.line(&row)?)
    }

    fn reject(&mut self, reject: &Reject) -> Result<(), Error> {
        Ok(self.0.line(reject)?)
    }

    fn skip(&mut self, skip: &Skip) -> Result<(), Error> {
        Ok(self.0.line(skip)?)
    }
}

fn main() {
    let Options { inputs, jobs, dedupe, .. } = Options::parse();
    let settings = Settings { jobs, dedupe, ..Settings::default() };
    let inputs = Inputs::find(&inputs, &settings.ingest()).expect("something to read");
    let bytes = inputs.bytes().unwrap_or(0);
    let file = tempfile::tempfile().expect("a temporary file");
    let mut lines = Lines(Jsonl::new(Box::new(Stream::new(BufWriter::new(file)))));
    let source = inputs.source(settings.ingest(), Place::default());
    let tally =
        run(source, Rows, settings.plan(), &mut lines, &(), &Stop::default()).expect("an account that balances");
    let seconds = tally.elapsed.as_secs_f64();
    println!("{:#?}", tally.documents);
    println!(
        "{:.1} s, {:.1} MB/s of input, {:.0} documents/s",
        seconds,
        bytes as f64 / seconds / 1e6,
        tally.documents.read as f64 / seconds
    );
    for (stage, time) in &tally.timings {
        println!("{stage:?}: {:.1} s", time.as_secs_f64());
    }
}
