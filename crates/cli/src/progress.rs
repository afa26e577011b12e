//! What a run shows on standard error: a bar, rejects, a summary.

use std::{
    cell::Cell,
    path::PathBuf,
    time::{Duration, Instant},
};

use dateline_pipeline::{Progress, Tally, Totals};
use dateline_text::{Reject, Skip};
use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    bar::{self, Bar},
    ending::Ending,
    figures::{counted, grouped, seconds, size},
    log::ACCOUNT,
    options::Terminal,
    pace::Pace,
    terminal,
};

/// What becomes of rejects besides being counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Rejects {
    /// They are written to a file: a few are said, then the file is.
    Kept(PathBuf),
    /// They are written nowhere: all are said.
    Said,
}

/// How many rejects are said that can be read in a file.
const FEW: u64 = 5;

/// How often the bar's figures change: no eye follows each document.
const GLANCE: Duration = Duration::from_millis(100);

/// After this time somebody who watches wants to know what is going on before the run.
const PATIENCE: Duration = Duration::from_secs(1);

/// Draws a bar where somebody watches, and sums up at the end.
#[derive(Debug)]
pub(crate) struct Listener {
    quiet: bool,
    rejects: Rejects,
    said: Cell<u64>,
    bar: Option<Bar>,
    pace: Pace,
    shown: Cell<Option<Instant>>,
    begun: Instant,
}

impl Listener {
    /// `data_on_stdout`: the records themselves are printed.
    pub(crate) fn new(terminal: &Terminal, data_on_stdout: bool, rejects: Rejects) -> Self {
        let draws = terminal.draws() && terminal::may_draw(data_on_stdout);
        let bar = draws.then(|| Bar::put_up(ProgressBar::no_length()));
        Self {
            quiet: terminal.quiet,
            rejects,
            said: Cell::new(0),
            bar,
            pace: Pace::new(),
            shown: Cell::new(None),
            begun: Instant::now(),
        }
    }

    /// Sums up, and says where the rejects are; `events` were looked for.
    pub(crate) fn finish(self, tally: &Tally, events: bool) {
        self.sum_up(tally, events);
        if let Rejects::Kept(file) = &self.rejects
            && tally.documents.rejected > 0
            && !self.quiet
        {
            tracing::info!(target: ACCOUNT, kind = "note", "rejects: {}", file.display());
        }
    }

    /// Takes the bar away and sums up.
    pub(crate) fn sum_up(&self, tally: &Tally, events: bool) {
        bar::take_away();
        if self.quiet {
            return;
        }
        let documents = &tally.documents;
        tracing::info!(
            target: ACCOUNT,
            kind = "end",
            documents = documents.written,
            events = events.then_some(tally.events),
            rejected = documents.rejected,
            skipped = documents.skipped,
            tokens = tally.tokens,
            seconds = tally.elapsed.as_secs_f64(),
            tokens_per_second = tally.tokens_per_second(),
            interrupted = tally.interrupted,
            "{}",
            summary(tally, events),
        );
    }

    /// Whether nothing is to be said but what went wrong.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether one more reject is to be said, though nobody asked for more than what matters.
    fn is_to_be_said(&self) -> bool {
        match self.rejects {
            Rejects::Said => true,
            Rejects::Kept(_) => !self.quiet && self.said.get() < FEW,
        }
    }

    /// Whether it is time to change the bar's figures.
    fn is_to_be_shown(&self) -> bool {
        let is_time = self.shown.get().is_none_or(|last| last.elapsed() >= GLANCE);
        if is_time {
            self.shown.set(Some(Instant::now()));
        }
        is_time
    }
}

/// Says a reject; a level must be known when the program is compiled.
macro_rules! say_reject {
    ($level:expr, $reject:ident) => {
        tracing::event!(
            $level,
            kind = "reject",
            source = $reject.source,
            position = $reject.position,
            stage = stage($reject),
            code = $reject.code,
            "{}",
            line($reject)
        )
    };
}
impl Progress for Listener {
    fn hashing(&self, bytes: u64) {
        if let Some(Bar(bar)) = self.bar.as_ref().filter(|_| self.begun.elapsed() > PATIENCE && self.is_to_be_shown()) {
            bar.set_style(style(false));
            bar.set_message(format!("looking through the inputs: {}", size(bytes)));
        }
    }

    fn started(&self, bytes: Option<u64>) {
        if let Some(Bar(bar)) = &self.bar {
            bar.set_style(style(bytes.is_some()));
            bytes.inspect(|&bytes| bar.set_length(bytes));
            bar.enable_steady_tick(Duration::from_millis(120));
        }
    }

    fn continued(&self, totals: &Totals) {
        let done = totals.documents + totals.rejected + totals.skipped;
        if done > 0 && !self.quiet {
            tracing::info!(target: ACCOUNT, kind = "note", "going on after {}", counted(done, "document"));
        }
        self.pace.starts_at(totals);
        if let Some(Bar(bar)) = &self.bar {
            bar.set_position(totals.position);
        }
    }

    fn advanced(&self, totals: &Totals) {
        if let Some(Bar(bar)) = self.bar.as_ref().filter(|_| self.is_to_be_shown()) {
            bar.set_position(totals.position);
            bar.set_message(self.pace.message(totals, bar.length().filter(|&end| end > 0)));
        }
    }

    fn rejected(&self, reject: &Reject) {
        if self.is_to_be_said() {
            say_reject!(tracing::Level::WARN, reject);
        } else {
            say_reject!(tracing::Level::INFO, reject);
        }
        self.said.set(self.said.get() + 1);
        let all_are_said = tracing::enabled!(tracing::Level::INFO);
        if self.said.get() == FEW + 1 && !self.quiet && self.rejects != Rejects::Said && !all_are_said {
            tracing::warn!(kind = "note", "more rejects follow in the file");
        }
    }

    fn skipped(&self, skip: &Skip) {
        tracing::info!(
            kind = "skip",
            source = skip.source,
            position = skip.position,
            doc_id = skip.doc_id,
            reason = skip.reason,
            duplicate_of = skip.duplicate_of,
            "{}",
            place(&skip.source, skip.position.as_deref(), &skip.message)
        );
    }

    fn stopping(&self) {
        let message = "stopping: finishing the documents at hand; press Ctrl-C again to end at once";
        tracing::warn!(kind = "stopping", "{message}");
    }
}

/// The stage of a reject as the records name it.
fn stage(reject: &Reject) -> Option<String> {
    let name = serde_json::to_value(reject.stage).ok()?;
    name.as_str().map(str::to_owned)
}

/// A bar where the end is known, else a wheel.
fn style(has_end: bool) -> ProgressStyle {
    let template = if has_end { "{bar:24} {percent:>3}%  {wide_msg}" } else { "{spinner}  {wide_msg}" };
    ProgressStyle::with_template(template).expect("the template is fixed").progress_chars("━╸─")
}

/// `5 documents, 61 events, 0 rejected in 0.8 s (9,300 tokens/s)`
fn summary(tally: &Tally, events: bool) -> String {
    let documents = counted(tally.documents.written, "document");
    let events = if events { format!(" {},", counted(tally.events, "event")) } else { String::new() };
    let rejected = grouped(tally.documents.rejected);
    let interrupted = if Ending::of(tally) == Ending::Interrupted { "interrupted: " } else { "" };
    let skipped = tally.documents.skipped;
    let skipped = if skipped > 0 { format!(", {} skipped", grouped(skipped)) } else { String::new() };
    let (time, speed) = (seconds(tally.elapsed), grouped(tally.tokens_per_second() as u64));
    format!("{interrupted}{documents},{events} {rejected} rejected{skipped} in {time} ({speed} tokens/s)")
}

/// A reject in one line: `news/a.txt: line 3: not valid UTF-8 at byte 7`.
pub(crate) fn line(reject: &Reject) -> String {
    place(&reject.source, reject.position.as_deref(), &reject.message)
}

/// What happened at a place of an input.
fn place(source: &str, position: Option<&str>, message: &str) -> String {
    let position = position.filter(|position| !source.ends_with(position) && !message.starts_with(position));
    let position = position.map(|position| format!("{position}: ")).unwrap_or_default();
    format!("{source}: {position}{message}")
}

#[cfg(test)]
mod tests {
    use dateline_records::DocumentCounts;
    use dateline_text::Stage;

    use super::*;

    fn tally(written: u64, events: u64, rejected: u64, millis: u64, interrupted: bool) -> Tally {
        let documents = DocumentCounts { written, rejected, ..DocumentCounts::default() };
        let elapsed = Duration::from_millis(millis);
        Tally { documents, events, tokens: 7440, bytes: 0, elapsed, timings: [].into(), interrupted }
    }

    #[test]
    fn a_run_is_summed_up_in_a_line() {
        let said = |written, events, rejected, millis| summary(&tally(written, events, rejected, millis, false), true);
        assert_eq!(said(5, 61, 0, 800), "5 documents, 61 events, 0 rejected in 0.8 s (9,300 tokens/s)");
        assert_eq!(said(1, 1, 1_200, 61_000), "1 document, 1 event, 1,200 rejected in 1 min 1 s (121 tokens/s)");
        assert_eq!(summary(&tally(5, 0, 0, 800, false), false), "5 documents, 0 rejected in 0.8 s (9,300 tokens/s)");
        let mut skipping = tally(5, 0, 1, 800, false);
        skipping.documents.skipped = 3;
        assert_eq!(summary(&skipping, false), "5 documents, 1 rejected, 3 skipped in 0.8 s (9,300 tokens/s)");
        assert!(summary(&tally(5, 0, 0, 800, true), true).starts_with("interrupted: 5 documents,"));
    }

    #[test]
    fn a_reject_says_where_and_why() {
        let reject = Reject::new("news/a.jsonl", Stage::Ingest, "invalid_json", "no JSON").at("line 3");
        assert_eq!(line(&reject), "news/a.jsonl: line 3: no JSON");
        let panic = Reject::new("news/a.txt", Stage::Tag, "panic", "internal error: x").at("a.txt");
        assert_eq!(line(&panic), "news/a.txt: internal error: x");
        let binary = Reject::new("a.txt", Stage::Ingest, "binary", "byte 19 is NUL: this is no text").at("byte 19");
        assert_eq!(line(&binary), "a.txt: byte 19 is NUL: this is no text");
    }
}
