//! The way of a document from the reader to the writer: parsed, let through the gate in order, worked on.
//!
//! Workers take turns at one task, [`Line::step`]: parse while too little waits for the model, then work on what waits.

use std::{
    ops::ControlFlow,
    sync::{Arc, mpsc::Sender},
};

use dateline_ingest::Options;
use dateline_text::{Document, Reject, Stage, Unread};
use rayon::ThreadPool;

use crate::{
    Clock, Stop,
    batch::{Parcel, Plan, Processed, Reading, Source, Work},
    clock,
    entrance::Entrance,
    gate::{Fingerprint, Turnstile},
    guard::guarded,
    queue::{Queue, Ticket, Turn, Unparsed, Waiting},
    window::Window,
};

/// What the reader, the workers and the writer share.
pub(crate) struct Line<W: Work> {
    work: W,
    options: Options,
    /// How the gate reads a document.
    fingerprint: Option<fn(&Document) -> Fingerprint>,
    entrance: Turnstile<Entrance, Parsed>,
    queue: Queue,
    workers: ThreadPool,
    window: Arc<Window>,
    sender: Sender<Parcel<W::Output>>,
    stop: Stop,
}

/// A document before the gate, or what is left of it.
struct Parsed {
    ticket: Ticket,
    /// Nothing when the run was stopped before it was parsed.
    outcome: Option<Result<(Document, Option<Fingerprint>), Unread>>,
}

impl<W: Work> Line<W> {
    pub(crate) fn new(
        work: W,
        plan: Plan,
        workers: ThreadPool,
        window: Arc<Window>,
        sender: Sender<Parcel<W::Output>>,
        stop: Stop,
    ) -> Self {
        let Plan { jobs, options, names, gate, .. } = plan;
        let fingerprint = gate.as_ref().map(|gate| gate.fingerprint());
        let (entrance, queue) = (Turnstile::new(Entrance::new(names, gate)), Queue::new(jobs));
        Self { work, options, fingerprint, entrance, queue, workers, window, sender, stop }
    }

    /// Reads everything, as fast as the window lets it in.
    pub(crate) fn feed(self: Arc<Self>, mut source: impl Source) {
        source.read(&mut |reading| {
            let held = reading.outcome.as_ref().map_or(0, dateline_ingest::Raw::bytes);
            self.window.enter(held).map_or(ControlFlow::Break(()), |number| {
                self.take(number, held, reading);
                ControlFlow::Continue(())
            })
        });
    }

    /// Hands a document to the workers; what is none waits for its turn at the gate.
    fn take(self: &Arc<Self>, number: u64, held: usize, reading: Reading) {
        let Reading { source, position, place, timings, outcome } = reading;
        let ticket = Ticket { number, held, position, place, timings, source };
        match outcome {
            Err(unread) => self.pass(Parsed { ticket, outcome: Some(Err(unread)) }),
            Ok(raw) => {
                self.queue.push_unparsed(Unparsed { ticket, raw });
                self.spawn_step();
            }
        }
    }

    fn spawn_step(self: &Arc<Self>) {
        let line = Arc::clone(self);
        self.workers.spawn(move || line.step());
    }

    /// One turn of a worker. It is called once for each document that is found and once for each that the gate lets
    /// through, so that none is left behind; a turn that finds nothing to do is over.
    fn step(self: Arc<Self>) {
        loop {
            match self.queue.turn() {
                Turn::Parse(unparsed) => self.parse(unparsed),
                Turn::Work(waiting) => return self.work_off(waiting),
                Turn::Over => return,
            }
        }
    }

    /// Parses a document and brings it to the gate.
    fn parse(self: &Arc<Self>, unparsed: Unparsed) {
        let Unparsed { mut ticket, raw } = unparsed;
        if self.stop.requested() {
            return self.pass(Parsed { ticket, outcome: None });
        }
        let (mut clock, position) = (Clock::start(Stage::Ingest), raw.position());
        let outcome = guarded(&ticket.source, &mut clock, |_| {
            Ok(raw.document(&self.options).map(|document| {
                let fingerprint = self.fingerprint.map(|read| read(&document));
                (document, fingerprint)
            }))
        });
        let outcome = outcome.unwrap_or_else(|panic| Err(Unread::Reject(Reject { position, ..panic })));
        clock::add(&mut ticket.timings, clock.stop());
        self.pass(Parsed { ticket, outcome: Some(outcome) });
    }

    /// Through the gate: what is let in waits for a worker, the rest goes to the writer.
    fn pass(self: &Arc<Self>, parsed: Parsed) {
        let mut let_in = 0;
        self.entrance.pass(parsed.ticket.number, parsed, |entrance, parsed| {
            let Parsed { ticket, outcome } = parsed;
            match outcome.map(|outcome| entrance.admit(outcome)) {
                Some(Ok((document, admitted))) => {
                    self.queue.push(Waiting { ticket, document, admitted });
                    let_in += 1;
                }
                Some(Err(unread)) => self.send(ticket.place_unread(unread)),
                None => self.send(ticket.given_up()),
            }
        });
        for _ in 0..let_in {
            self.spawn_step();
        }
    }

    /// The writer is gone when it failed: then nobody wants the rest.
    fn send(&self, parcel: Parcel<W::Output>) {
        let _ = self.sender.send(parcel);
    }

    /// Works on documents, and sends what comes of each to the writer.
    fn work_off(&self, documents: Vec<Waiting>) {
        let mut clock = Clock::start(Stage::Tokenize);
        let outcomes = (!self.stop.requested()).then(|| self.process(&documents, &mut clock));
        // The time that they took together is told with the first.
        let mut spent = Some(clock.stop());
        let mut outcomes = outcomes.into_iter().flatten();
        for waiting in documents {
            let Waiting { mut ticket, document, admitted } = waiting;
            clock::add(&mut ticket.timings, spent.take().unwrap_or_default());
            let parcel = ticket.given_up();
            self.send(Parcel { bytes: document.text.len(), admitted, outcome: outcomes.next(), ..parcel });
        }
    }

    /// Works on documents together; a reject says the input and the document. When there is a panic, each is worked on
    /// alone, so that it rejects nothing but its own document.
    fn process(&self, documents: &[Waiting], clock: &mut Clock) -> Vec<Result<Processed<W::Output>, Unread>> {
        if let [_, _, ..] = documents {
            let all = || documents.iter().map(|waiting| waiting.document.clone()).collect();
            let together = guarded("", clock, |clock| Ok(self.work.process_all(all(), clock)));
            if let Some(outcomes) = together.ok().filter(|outcomes| outcomes.len() == documents.len()) {
                let outcomes = outcomes.into_iter().zip(documents);
                return outcomes.map(|(outcome, waiting)| outcome.map_err(|reject| waiting.place(reject))).collect();
            }
        }
        let alone = |waiting: &Waiting| {
            let document = waiting.document.clone();
            let outcome = guarded(&waiting.ticket.source, clock, |clock| self.work.process(document, clock));
            outcome.map_err(|reject| waiting.place(reject))
        };
        documents.iter().map(alone).collect()
    }
}
