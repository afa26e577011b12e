//! `dateline bench`

#![allow(clippy::doc_markdown, reason = "these comments are help texts, printed as they are")]

use std::{io::Write, num::NonZeroUsize, path::Path, path::PathBuf, sync::Arc, thread};

use anyhow::bail;
use clap::Args;
use dateline_bench::{Alone, Order, Report, Rounds, Setting, Sweep, Text, Watch, alone::Task, inference, pipeline};
use dateline_encoder::{Backend, Precision};
use dateline_pipeline::Stop;

use crate::{
    bench::{alone, format::Format, header::Header, watch::Watcher},
    ending::Ending,
    locate,
    options::Terminal,
    parse, signals,
    terminal::{self, say},
};

/// Measure how fast the model reads, and whether it still gives the right answers.
///
/// Every option under "Swept" takes a list, and all combinations are measured: once each in a round, round after round,
/// so that what else the machine does falls on all of them alike. Figures are medians over the rounds.
///
/// The stage "inference" times nothing but the encoder and the entity scores: text is split into word pieces beforehand.
/// The stage "pipeline" times the whole way from files to events. Every round is checked against native f32: "same" is the
/// share of words with the same entity tag (of events, in the pipeline), "Δ logit" the largest difference of two scores.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Bench {
    /// Text to read: files, folders (walked), or - for documents on standard input [default: stories that come with the
    /// program].
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// What is timed.
    #[arg(long, value_name = "STAGE", help_heading = "Run", default_value = "inference", value_parser = parse::stage())]
    stage: Stage,

    /// Runtimes.
    ///
    /// All but native are built in by a cargo feature of the same name.
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', default_value = "native")]
    #[arg(help_heading = SWEPT, value_parser = parse::backend())]
    backend: Vec<Backend>,

    /// Number formats of matrix products [default: all that the backends have].
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', help_heading = SWEPT, value_parser = parse::precision())]
    precision: Vec<Precision>,

    /// Batches, or documents, to work on side by side [default: one for each core].
    #[arg(long, short, value_name = "N,...", value_delimiter = ',', help_heading = SWEPT, value_parser = parse::jobs)]
    threads: Vec<NonZeroUsize>,

    /// Threads inside one matrix product [default: 1].
    ///
    /// Native always uses 1: two documents on two cores beat one document on two.
    #[arg(long, value_name = "N,...", value_delimiter = ',', help_heading = SWEPT, value_parser = parse::jobs)]
    inner_threads: Vec<NonZeroUsize>,

    /// Sequences to encode at once; inference only [default: 16].
    #[arg(long, short, value_name = "N,...", value_delimiter = ',', help_heading = SWEPT, value_parser = parse::count)]
    batch: Vec<NonZeroUsize>,

    /// Pieces of every sequence, cut from the text; inference only [default: the sentences as they come].
    #[arg(long, short, value_name = "N,...", value_delimiter = ',', help_heading = SWEPT, value_parser = parse::count)]
    length: Vec<NonZeroUsize>,

    /// Rounds that count.
    #[arg(long, short, value_name = "N", help_heading = "Run", default_value = "5", value_parser = parse::count)]
    rounds: NonZeroUsize,

    /// Rounds before them that do not.
    #[arg(long, value_name = "N", help_heading = "Run", default_value = "1")]
    warmup: u16,

    /// How sequences are put into batches; inference only [default: length].
    ///
    /// "length" puts the longest first, so that backends which fill up short sequences have little to fill; "text" takes
    /// them as they come.
    #[arg(long, value_name = "ORDER", help_heading = "Run", value_parser = parse::order())]
    order: Option<Order>,

    /// Read at most so many sequences; inference only [default: the text once, or more to keep all threads busy].
    #[arg(long, value_name = "N", help_heading = "Run", value_parser = parse::count)]
    sequences: Option<NonZeroUsize>,

    /// Do not measure cold start and peak memory, for which each setting is started in a process of its own.
    #[arg(long, help_heading = "Run")]
    warm: bool,

    /// How the figures are printed.
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "table", value_parser = parse::bench_format())]
    #[arg(aliases = ["output", "output-format"], help_heading = "Output")]
    format: Format,

    /// The model's folder [default: models/news-minilm here, or with the program].
    #[arg(long, value_name = "DIR", help_heading = "Model")]
    model: Option<PathBuf>,
}

const SWEPT: &str = "Swept (values separated by commas)";

const EXAMPLES: &str = "\
Examples:
  dateline bench                                 every precision, on built-in stories
  dateline bench --threads 1,2 --length 20,256   four settings, by turns
  dateline bench --batch 1,4,16,64 seeds         sentences of your own text
  dateline bench --stage pipeline seeds          from files to events
  dateline bench --backend native,onnx -o md     a table for a README
  dateline bench -r 20 -o jsonl >> runs.jsonl    every figure, to compare over time

Columns:
  tokens/s           word pieces without padding; padded/s counts those too that only fill up
  p50, p90, p99 ms   time of a batch; in the pipeline, of a document
  load, first ms     in a process of its own: to load the model; from its start to the first answer
  peak MB            the most memory that this process held (Linux only)
  same, Δ logit      how far the answers are those of native f32";

/// What is timed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Piece ids to entity logits.
    Inference,
    /// Files to events.
    Pipeline,
}

impl Stage {
    /// All stages.
    pub(crate) const ALL: [Self; 2] = [Self::Inference, Self::Pipeline];

    /// The name on the command line.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Inference => "inference",
            Self::Pipeline => "pipeline",
        }
    }
}

impl Bench {
    pub(crate) fn run(self, terminal: &Terminal) -> anyhow::Result<Ending> {
        self.check()?;
        let folder = locate::model(self.model.clone())?;
        let text = Arc::new(if self.inputs.is_empty() { Text::builtin() } else { Text::read(&self.inputs)? });
        for reject in text.rejects() {
            say(format_args!("{}", crate::progress::line(reject)));
        }
        let rounds = Rounds { warmup: self.warmup.into(), timed: self.rounds.get() };
        let header = Header::now(self.stage.name(), &text, rounds);
        let stop = signals::stop_on_interrupt()?;
        let watcher = Watcher::new(stop.clone(), terminal, self.precision.is_empty());
        if header.profile == "debug" && !terminal.quiet {
            say(format_args!("this is a debug build: its figures say nothing; build with --release"));
        }
        let report = self.measure(&folder, &text, rounds, &stop, &watcher);
        drop(watcher);
        self.print(&header, &report?)?;
        Ok(match stop.requested() {
            true => Ending::Interrupted,
            false if text.rejects().is_empty() => Ending::Done,
            false => Ending::Rejects,
        })
    }

    /// Refuses what cannot be measured before anything is loaded.
    fn check(&self) -> anyhow::Result<()> {
        let there = || Backend::available().map(Backend::name).collect::<Vec<_>>().join(", ");
        if let Some(absent) = self.backend.iter().find(|backend| !backend.is_available()) {
            bail!("this program was built without the feature `{absent}`; its backends: {}", there());
        }
        let inference_only =
            !self.batch.is_empty() || !self.length.is_empty() || self.sequences.is_some() || self.order.is_some();
        if self.stage == Stage::Pipeline && inference_only {
            bail!(
                "--batch, --length, --order and --sequences are for --stage inference: the pipeline makes its own batches"
            );
        }
        Ok(())
    }

    fn sweep(&self) -> Sweep {
        let or = |given: &[NonZeroUsize], default| if given.is_empty() { vec![default] } else { given.to_vec() };
        let cores = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        let lengths = self.length.iter().copied().map(Some).collect::<Vec<_>>();
        let batches = self.batch.iter().copied().map(Some).collect::<Vec<_>>();
        Sweep {
            backends: self.backend.clone(),
            precisions: if self.precision.is_empty() { Precision::ALL.to_vec() } else { self.precision.clone() },
            inner_threads: or(&self.inner_threads, NonZeroUsize::MIN),
            lengths: if lengths.is_empty() { vec![None] } else { lengths },
            batches: if batches.is_empty() { vec![None] } else { batches },
            threads: or(&self.threads, cores),
        }
    }

    fn measure(
        &self,
        folder: &Path,
        text: &Arc<Text>,
        rounds: Rounds,
        stop: &Stop,
        watcher: &Watcher,
    ) -> anyhow::Result<Report> {
        let settings = &self.sweep().settings()[..];
        let alone = &|setting: &Setting, task: &Task| self.alone(folder, setting, task, watcher);
        Ok(match self.stage {
            Stage::Inference => {
                let (order, most) = (self.order.unwrap_or(Order::Length), self.sequences);
                inference::run(&inference::Plan { folder, settings, rounds, order, most, alone }, text, watcher)?
            }
            Stage::Pipeline => pipeline::run(&pipeline::Plan { folder, settings, rounds, stop, alone }, text, watcher)?,
        })
    }

    fn alone(&self, folder: &Path, setting: &Setting, task: &Task, watcher: &Watcher) -> Option<Alone> {
        if self.warm {
            return None;
        }
        let failed = |error: &anyhow::Error| {
            if !watcher.stopped() {
                say(format_args!("no cold start and memory of {setting}: {error:#}"));
            }
        };
        alone::launch(setting, self.stage, folder, task).inspect_err(failed).ok()
    }

    fn print(&self, header: &Header, report: &Report) -> anyhow::Result<()> {
        if report.stopped {
            let complete = report.rows.first().map_or(0, |row| row.seconds.len());
            say(format_args!("interrupted: {complete} of {} rounds are complete", self.rounds));
        }
        if report.rows.is_empty() {
            return Ok(());
        }
        let header = Header { model: report.model.clone(), ..header.clone() };
        let page = self.format.write(&header, &report.rows, terminal::columns())?;
        let mut out = anstream::stdout().lock();
        out.write_all(page.as_bytes())?;
        Ok(out.flush()?)
    }
}
