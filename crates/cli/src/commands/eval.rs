//! `dateline eval`

#![allow(clippy::doc_markdown, reason = "these comments are help texts, printed as they are")]

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use clap::Args;
use dateline_eval::{Gold, ReadDocument, Report, Said};
use dateline_ingest::Languages;
use dateline_pipeline::{Inputs, Settings};
use serde::Serialize;

use crate::{
    ending::Ending,
    eval::{self, reading},
    options::{Dates, Model, Run, Terminal},
    parse,
    progress::{Listener, Rejects},
    signals,
    terminal::{self, say},
};

/// Measure events against gold: precision, recall and F1 by type and role, calibration, the worst errors.
///
/// Gold is JSON Lines, one document a line: {"doc", "events": [{"type", "subtype", "status", "optional"?, "mentions":
/// [{"start", "end", "text"}], "roles": {ROLE: [{"text", "names"?, "start", "end", ...}]}}]}, as seeds/GUIDELINES.md
/// describes it. "doc" is the document's file name, with or without its extension, or its id. Documents without gold, and
/// gold of documents that were not read, count neither way.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Eval {
    /// A file, a folder (walked), or - for documents on standard input; not needed with --events.
    #[arg(value_name = "INPUT", required_unless_present = "events")]
    inputs: Vec<PathBuf>,

    /// What is right, as JSON Lines; - is standard input.
    #[arg(long, short, value_name = "GOLD.jsonl", help_heading = "Input")]
    gold: PathBuf,

    /// Score events that were written earlier, instead of reading documents with the model.
    ///
    /// The file is what `dateline extract` writes. Documents may still be named: then errors are shown with their text. If
    /// none is, every document of gold counts as read, also where the file has no events of it.
    #[arg(long, short, value_name = "EVENTS.jsonl", help_heading = "Input")]
    events: Option<PathBuf>,

    #[command(flatten)]
    dates: Dates,

    /// Leave out events with a lower confidence, from 0 to 1.
    #[arg(long, value_name = "P", default_value = "0", value_parser = parse::probability, help_heading = "Output")]
    min_confidence: f32,

    /// How many errors to show; kinds of errors take turns.
    #[arg(long, short, value_name = "N", default_value = "20", conflicts_with = "json", help_heading = "Output")]
    worst: usize,

    /// Print everything, with all errors, as one JSON object.
    ///
    /// {gold, events_file, model, documents: {scored, not_read, without_gold, ambiguous, misplaced}, events, types, fillers,
    /// roles, status, subtype, reliability: {events, expected_calibration_error, bins}, errors: [{document, start, end,
    /// line, column, type, subtype, status, words, kind, ..., weight, excerpt: {before, text, after}}]}. Precision, recall
    /// and F1 are in percent; offsets count code points; kinds of errors are missed, false, fillers, status, subtype.
    #[arg(long, help_heading = "Output")]
    json: bool,

    #[command(flatten)]
    model: Model,

    #[command(flatten)]
    run: Run,
}

const EXAMPLES: &str = "\
Examples:
  dateline eval --gold seeds/gold.jsonl seeds            the program on the sample stories
  dateline eval -g mine.jsonl news --worst 100           on your own news, with more errors
  dateline eval -g mine.jsonl news --json | jq .events.f1
  dateline eval -g mine.jsonl -e out/events.jsonl news   of events that were written earlier

Columns:
  P, R, F1     precision, recall, their harmonic mean, in percent: of events, and of fillers by role
  status       of the events that were found, those with the right status, and the right subtype
  mean, right  the mean confidence of the events in a bin, and the share of them that is right";

/// What is printed as JSON.
#[derive(Serialize)]
struct Page<'a> {
    gold: String,
    /// The file that events come from; none where the model read the documents.
    events_file: Option<String>,
    model: Option<&'a str>,
    #[serde(flatten)]
    report: &'a Report,
}

impl Eval {
    pub(crate) fn run(self, terminal: &Terminal) -> anyhow::Result<Ending> {
        let gold = read_file(&self.gold)?;
        let gold = Gold::read(&self.gold.display().to_string(), &gold)?;
        let events = self.events.as_deref().map(said).transpose()?;
        let Read { mut documents, model, ending } = match events {
            Some(events) => self.with_events(events, &gold, terminal)?,
            None => self.read(&gold, terminal)?,
        };
        for document in &mut documents {
            document.said.retain(|said| said.confidence.is_none_or(|confidence| confidence >= self.min_confidence));
        }
        let report = dateline_eval::evaluate(&gold, &documents);
        self.check(&report, ending)?;
        if !terminal.quiet {
            for note in eval::notes(&report.documents) {
                say(format_args!("{note}"));
            }
        }
        self.print(&report, model.as_deref())?;
        Ok(ending)
    }

    /// Gold says what is read, in whatever language.
    fn settings(&self) -> Settings {
        let settings = Settings { published: self.dates.published, languages: Languages::All, ..Settings::default() };
        Settings { jobs: self.run.jobs.unwrap_or(settings.jobs), precision: self.model.precision, ..settings }
    }

    /// Reads the inputs with the model.
    fn read(&self, gold: &Gold, terminal: &Terminal) -> anyhow::Result<Read> {
        let settings = self.settings();
        let inputs = Inputs::find(&self.inputs, &settings.ingest())?;
        let engine = super::engine(&self.model)?;
        let model = engine.model().to_owned();
        let reading = reading::Reader { engine: Some(engine), has_gold: Box::new(gold.names()) };
        let (documents, ending) = run(reading, inputs, &settings, terminal)?;
        Ok(Read { documents, model: Some(model), ending })
    }

    /// Adds `events` to the texts of the inputs. Without inputs, all documents of gold count as read.
    fn with_events(&self, events: Vec<Said>, gold: &Gold, terminal: &Terminal) -> anyhow::Result<Read> {
        if self.inputs.is_empty() {
            let mut documents = ReadDocument::with_events(vec![], events);
            let silent = gold.missing_in(&documents);
            if let Some(note) = eval::silent(&silent).filter(|_| !terminal.quiet) {
                say(format_args!("{note}"));
            }
            documents.extend(silent.into_iter().map(|id| ReadDocument { id, ..ReadDocument::default() }));
            return Ok(Read { documents, model: None, ending: Ending::Done });
        }
        let settings = self.settings();
        let inputs = Inputs::find(&self.inputs, &settings.ingest())?;
        let reading = reading::Reader { engine: None, has_gold: Box::new(gold.names()) };
        let (documents, ending) = run(reading, inputs, &settings, &terminal.silent())?;
        Ok(Read { documents: ReadDocument::with_events(documents, events), model: None, ending })
    }

    /// Figures of nothing say nothing.
    fn check(&self, report: &Report, ending: Ending) -> anyhow::Result<()> {
        let coverage = &report.documents;
        if coverage.scored == 0 && ending != Ending::Interrupted {
            let read = coverage.without_gold.first().map_or("nothing".to_owned(), |id| format!("{id:?}"));
            let gold = coverage.not_read.first().map(String::as_str).unwrap_or_default();
            bail!("no document of {} was read: it is about {gold:?}, and {read} was read", self.gold.display());
        }
        Ok(())
    }

    fn print(&self, report: &Report, model: Option<&str>) -> anyhow::Result<()> {
        let page = if self.json {
            let [gold, events] =
                [Some(&self.gold), self.events.as_ref()].map(|path| path.map(|path| path.display().to_string()));
            let page = Page { gold: gold.unwrap_or_default(), events_file: events, model, report };
            serde_json::to_string_pretty(&page)? + "\n"
        } else {
            eval::page(report, self.worst, terminal::columns())
        };
        let mut out = anstream::stdout().lock();
        out.write_all(page.as_bytes())?;
        Ok(out.flush()?)
    }
}

/// What was read.
struct Read {
    documents: Vec<ReadDocument>,
    /// The model that found the events, with its hash.
    model: Option<String>,
    ending: Ending,
}

fn run(
    reading: reading::Reader,
    inputs: Inputs,
    settings: &Settings,
    terminal: &Terminal,
) -> anyhow::Result<(Vec<ReadDocument>, Ending)> {
    let listener = Listener::new(terminal, false, Rejects::Said);
    let stop = signals::stop_on_interrupt()?;
    let (documents, tally) = reading.run(inputs, settings, &listener, &stop)?;
    listener.finish(&tally, true);
    Ok((documents, Ending::of(&tally)))
}

fn said(path: &Path) -> anyhow::Result<Vec<Said>> {
    Ok(Said::read(&path.display().to_string(), &read_file(path)?)?)
}

/// The text of a file; `-` is standard input.
fn read_file(path: &Path) -> anyhow::Result<String> {
    if path == Path::new("-") {
        return io::read_to_string(io::stdin()).context("cannot read standard input");
    }
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))
}
