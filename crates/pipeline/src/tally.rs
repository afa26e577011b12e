//! The writer's side of a batch: results in order, and the account of them.

use std::{
    sync::mpsc::{self, RecvTimeoutError},
    time::{Duration, Instant},
};

use dateline_records::DocumentCounts;
use dateline_text::{Stage, Unread};

use crate::{
    Error, Progress, Standing, Stop, Timings, Totals,
    batch::{Parcel, Processed, Receiver},
    clock,
    order::InOrder,
    window::Window,
};

/// The account of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Documents in, out, rejected and skipped.
    pub documents: DocumentCounts,
    /// Events written.
    pub events: u64,
    /// Words read.
    pub tokens: u64,
    /// Bytes of document text read.
    pub bytes: u64,
    /// Wall time.
    pub elapsed: Duration,
    /// Time by stage, summed over threads.
    pub timings: Timings,
    /// Whether the run was stopped before the end of its inputs.
    pub interrupted: bool,
}

impl Tally {
    /// The account of a run that ended where it stands.
    pub(crate) fn of(standing: &Standing, interrupted: bool) -> Self {
        let Standing { documents, totals, timings, elapsed, .. } = standing.clone();
        let Totals { events, tokens, bytes, .. } = totals;
        Self { documents, events, tokens, bytes, elapsed, timings, interrupted }
    }

    /// Words a second of wall time.
    pub fn tokens_per_second(&self) -> f64 {
        self.tokens as f64 / self.elapsed.as_secs_f64().max(1e-9)
    }
}

/// How often a run that waits for its workers looks whether it is to stop.
const GLANCE: Duration = Duration::from_millis(50);

/// Takes parcels in any order and gives them to the receiver in input order.
pub(crate) struct Writer<'a, T> {
    receiver: &'a mut dyn Receiver<T>,
    progress: &'a dyn Progress,
    window: &'a Window,
    order: InOrder<Parcel<T>>,
    standing: Standing,
    /// What was let in before this run.
    read_before: u64,
    /// Documents that were let in, but given up when the run was stopped.
    unread: u64,
    /// Wall time before this run.
    elapsed_before: Duration,
    started: Instant,
    stopping: bool,
}

impl<'a, T> Writer<'a, T> {
    pub(crate) fn new(
        receiver: &'a mut dyn Receiver<T>,
        progress: &'a dyn Progress,
        window: &'a Window,
        from: Standing,
    ) -> Self {
        Self {
            receiver,
            progress,
            window,
            order: InOrder::new(),
            read_before: from.documents.read,
            elapsed_before: from.elapsed,
            standing: from,
            unread: 0,
            started: Instant::now(),
            stopping: false,
        }
    }

    /// Writes what arrives until the reader and all workers are done, or, once `stop` is requested, until nothing is on
    /// its way any more.
    pub(crate) fn drain(&mut self, results: &mpsc::Receiver<Parcel<T>>, stop: &Stop) -> Result<(), Error> {
        loop {
            self.heed(stop);
            match results.recv_timeout(GLANCE) {
                Ok(parcel) => self.take(parcel)?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
                Err(RecvTimeoutError::Timeout) if self.stopping && self.window.is_empty() => return Ok(()),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// On the first look after the request, closes the door behind what is on its way.
    fn heed(&mut self, stop: &Stop) {
        if stop.requested() && !self.stopping {
            self.stopping = true;
            self.window.close();
            self.progress.stopping();
        }
    }

    fn take(&mut self, parcel: Parcel<T>) -> Result<(), Error> {
        self.order.put(parcel.number, parcel);
        while let Some(parcel) = self.order.take() {
            let held = parcel.held;
            let written = self.write(parcel);
            self.window.leave(held);
            written?;
        }
        Ok(())
    }

    /// Writes a parcel, unless it or one before it was not begun: what is written has no gaps.
    fn write(&mut self, parcel: Parcel<T>) -> Result<(), Error> {
        let began = Instant::now();
        let Some(outcome) = parcel.outcome.filter(|_| self.unread == 0) else {
            self.unread += 1;
            return Ok(());
        };
        self.standing.place = parcel.place;
        self.standing.totals.position = parcel.position;
        self.standing.totals.bytes += parcel.bytes as u64;
        clock::add(&mut self.standing.timings, parcel.timings);
        self.receiver.input(&parcel.source);
        parcel.admitted.map_or(Ok(()), |admitted| self.receiver.admitted(&admitted))?;
        match outcome {
            Ok(processed) => self.write_output(processed)?,
            Err(unread) => self.write_unread(&unread)?,
        }
        self.standing.documents.read += 1;
        self.standing.elapsed = self.elapsed_before + self.started.elapsed();
        *self.standing.timings.entry(Stage::Write).or_default() += began.elapsed();
        self.receiver.reached(&self.standing)?;
        self.progress.advanced(&self.standing.totals);
        Ok(())
    }

    fn write_unread(&mut self, unread: &Unread) -> Result<(), Error> {
        match unread {
            Unread::Reject(reject) => {
                self.receiver.reject(reject)?;
                self.standing.documents.reject(reject);
                self.standing.totals.rejected += 1;
                self.progress.rejected(reject);
            }
            Unread::Skip(skip) => {
                self.receiver.skip(skip)?;
                self.standing.documents.skip(skip);
                self.standing.totals.skipped += 1;
                self.progress.skipped(skip);
            }
        }
        Ok(())
    }

    fn write_output(&mut self, processed: Processed<T>) -> Result<(), Error> {
        self.receiver.output(processed.output)?;
        self.standing.documents.write();
        self.standing.totals.documents += 1;
        self.standing.totals.events += processed.events;
        self.standing.totals.tokens += processed.tokens;
        Ok(())
    }

    /// The account, once everything is written: what was let in must have come out or been rejected.
    pub(crate) fn finish(mut self) -> Result<Tally, Error> {
        let Standing { documents, totals, timings, .. } = &mut self.standing;
        documents.read = self.read_before + self.window.entered() - self.unread;
        if !documents.balanced() {
            return Err(Error::unbalanced(documents));
        }
        Ok(Tally {
            events: totals.events,
            tokens: totals.tokens,
            bytes: totals.bytes,
            elapsed: self.elapsed_before + self.started.elapsed(),
            documents: std::mem::take(documents),
            timings: std::mem::take(timings),
            interrupted: self.stopping,
        })
    }
}
