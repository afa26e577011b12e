//! Writes what comes of the documents into the lists, and checkpoints beside them.

use std::time::{Duration, Instant};

use dateline_records::{DocumentRow, EventCounts};
use dateline_text::{Reject, Skip};

use super::{
    checkpoint::{Checkpoint, Phase},
    journal::Journal,
    lists::{List, Lists},
};
use crate::{Admitted, Error, Standing, batch::Receiver, extract::Extracted};

/// A checkpoint takes at most one part in so many of the time until the next, however slow the disk.
const SHARE: u32 = 20;

/// The receiver of a run into a folder.
pub(super) struct Recorder<'a> {
    journal: &'a Journal,
    lists: Lists,
    events: EventCounts,
    standing: Standing,
    /// Where the next document comes from.
    input: String,
    /// The least time between checkpoints; without any, there is one after each document.
    every: Duration,
    due: Instant,
}

impl<'a> Recorder<'a> {
    /// Goes on where `from` ended, with lists that end there.
    pub(super) fn new(journal: &'a Journal, lists: Lists, from: Checkpoint, every: Duration) -> Self {
        let Checkpoint { standing, events, .. } = from;
        Self { journal, lists, events, standing, input: String::new(), every, due: Instant::now() + every }
    }

    /// Makes everything so far last.
    pub(super) fn checkpoint(&mut self, phase: Phase) -> Result<(), Error> {
        let began = Instant::now();
        self.write(phase)?;
        let cost = began.elapsed();
        tracing::debug!(documents = self.standing.documents.read, ?cost, "checkpoint");
        let pause = if self.every.is_zero() { self.every } else { self.every.max(SHARE * cost) };
        self.due = Instant::now() + pause;
        Ok(())
    }

    fn write(&mut self, phase: Phase) -> Result<(), Error> {
        let lengths = self.lists.sync()?;
        let checkpoint = Checkpoint { phase, standing: self.standing.clone(), events: self.events.clone(), lengths };
        checkpoint.write(self.journal.path())
    }

    /// The last checkpoint, after which nothing is read: the lists are complete, or all that can be had.
    pub(super) fn complete(mut self, phase: Phase) -> Result<Checkpoint, Error> {
        self.lists.counted(self.standing.place)?;
        self.write(phase)?;
        Checkpoint::read(self.journal.path())
    }
}

impl Receiver<Extracted> for Recorder<'_> {
    fn input(&mut self, name: &str) {
        if self.input != name {
            name.clone_into(&mut self.input);
        }
    }

    fn output(&mut self, extracted: Extracted) -> Result<(), Error> {
        let Extracted { document, events } = extracted;
        self.lists.line(List::Documents, &DocumentRow { input: self.input.clone(), ..document })?;
        for event in &events {
            self.events.add(event);
            self.lists.line(List::Events, event)?;
        }
        Ok(())
    }

    fn reject(&mut self, reject: &Reject) -> Result<(), Error> {
        self.lists.line(List::Rejects, reject)
    }

    fn skip(&mut self, skip: &Skip) -> Result<(), Error> {
        self.lists.line(List::Skipped, skip)
    }

    fn admitted(&mut self, admitted: &Admitted) -> Result<(), Error> {
        self.lists.admitted(admitted)
    }

    fn reached(&mut self, standing: &Standing) -> Result<(), Error> {
        if standing.place.inputs != self.standing.place.inputs {
            self.lists.counted(self.standing.place)?;
        }
        self.standing.clone_from(standing);
        if Instant::now() >= self.due { self.checkpoint(Phase::Reading) } else { Ok(()) }
    }
}
