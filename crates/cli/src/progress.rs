//! What a run shows on standard error: a bar, rejects, a summary.

use std::{
    cell::Cell,
    path::PathBuf,
    time::{Duration, Instant},
};

use dateline_pipeline::{Progress, Tally, Totals};
use dateline_text::Reject;
use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    ending::Ending,
    terminal::{self, print_line, say},
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

/// Draws a bar where somebody watches, and sums up at the end.
#[derive(Debug)]
pub(crate) struct Listener {
    quiet: bool,
    rejects: Rejects,
    said: Cell<u64>,
    bar: Option<ProgressBar>,
    started: Instant,
}

impl Listener {
    /// `data_on_stdout`: the records themselves are printed.
    pub(crate) fn new(quiet: bool, data_on_stdout: bool, rejects: Rejects) -> Self {
        let bar = (!quiet && terminal::may_draw(data_on_stdout)).then(ProgressBar::no_length);
        Self { quiet, rejects, said: Cell::new(0), bar, started: Instant::now() }
    }

    /// Takes the bar away and sums up; `events` were looked for.
    pub(crate) fn finish(&self, tally: &Tally, events: bool) {
        self.bar.as_ref().inspect(|bar| bar.finish_and_clear());
        if self.quiet {
            return;
        }
        print_line(&summary(tally, events));
        if let Rejects::Kept(file) = &self.rejects
            && tally.documents.rejected > 0
        {
            print_line(&format!("rejects: {}", file.display()));
        }
    }

    /// Says something above the bar.
    fn say(&self, message: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(format_args!("{message}"))),
            None => say(format_args!("{message}")),
        }
    }

    /// Whether one more reject is to be said.
    fn is_to_be_said(&self) -> bool {
        match self.rejects {
            Rejects::Said => true,
            Rejects::Kept(_) => !self.quiet && self.said.get() < FEW,
        }
    }
}

impl Progress for Listener {
    fn started(&self, bytes: Option<u64>) {
        if let Some(bar) = &self.bar {
            bar.set_style(style(bytes.is_some()));
            bytes.inspect(|&bytes| bar.set_length(bytes));
            bar.enable_steady_tick(Duration::from_millis(120));
        }
    }

    fn advanced(&self, totals: &Totals) {
        if let Some(bar) = &self.bar {
            bar.set_position(totals.position);
            let end = bar.length().filter(|&end| end > 0);
            bar.set_message(message(totals, self.started.elapsed(), end));
        }
    }

    fn rejected(&self, reject: &Reject) {
        if self.is_to_be_said() {
            self.say(&line(reject));
        }
        self.said.set(self.said.get() + 1);
        if self.said.get() == FEW + 1 && !self.quiet && self.rejects != Rejects::Said {
            self.say("more rejects follow in the file");
        }
    }

    fn stopping(&self) {
        self.say("stopping: finishing the documents at hand; press Ctrl-C again to end at once");
    }
}

/// A bar where the end is known, else a wheel.
fn style(has_end: bool) -> ProgressStyle {
    let template = if has_end { "{bar:24} {percent:>3}%  {wide_msg}" } else { "{spinner}  {wide_msg}" };
    ProgressStyle::with_template(template).expect("the template is fixed").progress_chars("━╸─")
}

/// What stands beside the bar, the most important first: a narrow terminal cuts the end off.
fn message(totals: &Totals, elapsed: Duration, end: Option<u64>) -> String {
    let mut parts = vec![end.and_then(|end| left(elapsed, totals.position, end)).unwrap_or_else(|| seconds(elapsed))];
    parts.push(counted(totals.documents, "document"));
    parts.extend((totals.events > 0).then(|| counted(totals.events, "event")));
    parts.extend((totals.rejected > 0).then(|| format!("{} rejected", grouped(totals.rejected))));
    let speed = totals.tokens as f64 / elapsed.as_secs_f64().max(1e-3);
    parts.push(format!("{} tokens/s", grouped(speed as u64)));
    parts.join(" · ")
}

/// The time left at the pace so far: documents are of all lengths, so that the last seconds alone say little.
fn left(elapsed: Duration, position: u64, end: u64) -> Option<String> {
    let done = position as f64 / end as f64;
    (done > 0.0).then(|| format!("{} left", seconds(elapsed.mul_f64((1.0 / done - 1.0).max(0.0)))))
}

/// `5 documents, 61 events, 0 rejected in 0.8 s (9,300 tokens/s)`
fn summary(tally: &Tally, events: bool) -> String {
    let documents = counted(tally.documents.written, "document");
    let events = if events { format!(" {},", counted(tally.events, "event")) } else { String::new() };
    let rejected = grouped(tally.documents.rejected);
    let interrupted = if Ending::of(tally) == Ending::Interrupted { "interrupted: " } else { "" };
    let (time, speed) = (seconds(tally.elapsed), grouped(tally.tokens_per_second() as u64));
    format!("{interrupted}{documents},{events} {rejected} rejected in {time} ({speed} tokens/s)")
}

/// A reject in one line: `news/a.txt: line 3: not valid UTF-8 at byte 7`.
pub(crate) fn line(reject: &Reject) -> String {
    let position = reject.position.as_ref().filter(|position| !reject.source.ends_with(position.as_str()));
    let position = position.map(|position| format!("{position}: ")).unwrap_or_default();
    format!("{}: {position}{}", reject.source, reject.message)
}

fn counted(count: u64, thing: &str) -> String {
    format!("{} {thing}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// `9300` as `9,300`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

fn seconds(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
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
        assert!(summary(&tally(5, 0, 0, 800, true), true).starts_with("interrupted: 5 documents,"));
    }

    #[test]
    fn the_time_left_follows_the_pace_so_far() {
        let totals =
            Totals { documents: 29, rejected: 1, skipped: 0, events: 417, tokens: 40_000, bytes: 0, position: 25 };
        let said = |end| message(&totals, Duration::from_secs(20), end);
        assert_eq!(said(Some(100)), "1 min 0 s left · 29 documents · 417 events · 1 rejected · 2,000 tokens/s");
        assert_eq!(said(None), "20.0 s · 29 documents · 417 events · 1 rejected · 2,000 tokens/s");
    }

    #[test]
    fn digits_are_grouped() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn a_reject_says_where_and_why() {
        let reject = Reject::new("news/a.jsonl", Stage::Ingest, "invalid_json", "no JSON").at("line 3");
        assert_eq!(line(&reject), "news/a.jsonl: line 3: no JSON");
        let panic = Reject::new("news/a.txt", Stage::Tag, "panic", "internal error: x").at("a.txt");
        assert_eq!(line(&panic), "news/a.txt: internal error: x");
    }
}
