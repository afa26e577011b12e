//! How fast a run gets on, and when it will be done.

use std::{
    cell::Cell,
    time::{Duration, Instant},
};

use dateline_pipeline::Totals;

use crate::figures::{counted, grouped, seconds, size};

/// The pace of this process: what an earlier one has done of the same run does not count.
#[derive(Debug)]
pub(crate) struct Pace {
    started: Instant,
    /// What was done before.
    before: Cell<Totals>,
}

impl Pace {
    /// Time runs from now.
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), before: Cell::new(Totals::default()) }
    }

    /// The run goes on from these.
    pub(crate) fn starts_at(&self, totals: &Totals) {
        self.before.set(*totals);
    }

    /// What stands beside the bar; the inputs end at byte `end`, where that is known.
    pub(crate) fn message(&self, totals: &Totals, end: Option<u64>) -> String {
        message(totals, &self.before.get(), self.started.elapsed(), end)
    }
}

/// The most important comes first: a narrow terminal cuts the end off.
fn message(totals: &Totals, before: &Totals, elapsed: Duration, end: Option<u64>) -> String {
    let time = end.and_then(|end| left(elapsed, before.position, totals.position, end));
    let mut parts = vec![time.unwrap_or_else(|| seconds(elapsed)), counted(totals.documents, "document")];
    parts.extend((totals.events > 0).then(|| counted(totals.events, "event")));
    parts.extend((totals.rejected > 0).then(|| format!("{} rejected", grouped(totals.rejected))));
    parts.extend((totals.skipped > 0).then(|| format!("{} skipped", grouped(totals.skipped))));
    let speed = (totals.tokens - before.tokens) as f64 / elapsed.as_secs_f64().max(1e-3);
    parts.push(format!("{} tokens/s", grouped(speed as u64)));
    let of = end.map(|end| format!(" of {}", size(end))).unwrap_or_default();
    parts.push(format!("{}{of}", size(totals.position)));
    parts.join(" · ")
}

/// The time left at the pace since byte `from`: documents are of all lengths, so that the last seconds alone say little.
fn left(elapsed: Duration, from: u64, position: u64, end: u64) -> Option<String> {
    let (done, rest) = (position.checked_sub(from)?, end.saturating_sub(position));
    (done > 0).then(|| format!("{} left", seconds(elapsed.mul_f64(rest as f64 / done as f64))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOTALS: Totals =
        Totals { documents: 29, rejected: 1, skipped: 2, events: 417, tokens: 40_000, bytes: 0, position: 25_000_000 };

    #[test]
    fn the_time_left_follows_the_pace_so_far() {
        let said = |end| message(&TOTALS, &Totals::default(), Duration::from_secs(20), end);
        let figures = "29 documents · 417 events · 1 rejected · 2 skipped · 2,000 tokens/s";
        assert_eq!(said(Some(100_000_000)), format!("1 min 0 s left · {figures} · 25.0 MB of 100.0 MB"));
        assert_eq!(said(None), format!("20.0 s · {figures} · 25.0 MB"));
    }

    #[test]
    fn what_was_done_before_is_no_part_of_the_pace() {
        let before = Totals { documents: 20, tokens: 30_000, position: 20_000_000, ..Totals::default() };
        let said = message(&TOTALS, &before, Duration::from_secs(20), Some(100_000_000));
        let figures = "29 documents · 417 events · 1 rejected · 2 skipped · 500 tokens/s";
        assert_eq!(said, format!("5 min 0 s left · {figures} · 25.0 MB of 100.0 MB"));
    }
}
