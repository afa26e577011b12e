//! Documents that wait for a worker: to be parsed, then for the model. The model takes several short ones at once, as many
//! as make a full batch of the encoder.

use std::{
    collections::VecDeque,
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use dateline_ingest::Raw;
use dateline_text::{Document, Reject, Skip, Unread};

use crate::{Place, Timings, batch::Parcel, gate::Admitted};

/// Text that fills a batch of the encoder two or three times, in bytes; a longer document is taken alone.
const FULL: usize = 8 << 10;

/// What is known of a document wherever it is on its way.
#[derive(Debug)]
pub(crate) struct Ticket {
    pub(crate) number: u64,
    /// What it takes of the window, in bytes.
    pub(crate) held: usize,
    pub(crate) position: u64,
    pub(crate) place: Place,
    pub(crate) timings: Timings,
    /// The input that it came from.
    pub(crate) source: Arc<str>,
}

impl Ticket {
    /// The parcel of a document that nobody works on any more.
    pub(crate) fn given_up<T>(self) -> Parcel<T> {
        let Self { number, held, position, place, timings, source } = self;
        Parcel { number, held, bytes: 0, position, place, timings, source, admitted: None, outcome: None }
    }

    /// The parcel of a document that is not worked on, with its input.
    pub(crate) fn place_unread<T>(self, unread: Unread) -> Parcel<T> {
        let source = self.source.to_string();
        let unread = match unread {
            Unread::Reject(reject) => reject.into(),
            Unread::Skip(skip) => Skip { source, ..skip }.into(),
        };
        Parcel { outcome: Some(Err(unread)), ..self.given_up() }
    }
}

/// A document that is to be parsed.
#[derive(Debug)]
pub(crate) struct Unparsed {
    pub(crate) ticket: Ticket,
    pub(crate) raw: Raw,
}

/// A document that waits for the model.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) ticket: Ticket,
    pub(crate) document: Document,
    pub(crate) admitted: Option<Admitted>,
}

impl Waiting {
    /// A reject of this document, with its input and its id.
    pub(crate) fn place(&self, mut reject: Reject) -> Unread {
        self.ticket.source.as_ref().clone_into(&mut reject.source);
        reject.position.get_or_insert_with(|| self.document.id.clone());
        reject.into()
    }

    fn bytes(&self) -> usize {
        self.document.text.len()
    }
}

/// What waits, in order.
#[derive(Debug)]
pub(crate) struct Queue {
    jobs: usize,
    lists: Mutex<Lists>,
}

#[derive(Debug, Default)]
struct Lists {
    unparsed: VecDeque<Unparsed>,
    waiting: VecDeque<Waiting>,
    /// Bytes of text that wait.
    bytes: usize,
}

impl Lists {
    /// The next documents for the model: one, or more short ones, but no more than leaves as many for each of the other
    /// workers.
    fn take(&mut self, jobs: usize) -> Vec<Waiting> {
        let share = self.waiting.len().div_ceil(jobs);
        let mut bytes = 0;
        let fit = self.waiting.iter().take(share).take_while(|document| {
            bytes += document.bytes();
            bytes <= FULL
        });
        let count = fit.count().max(1).min(self.waiting.len());
        let taken: Vec<_> = self.waiting.drain(..count).collect();
        self.bytes -= taken.iter().map(Waiting::bytes).sum::<usize>();
        taken
    }
}

/// What a worker is to do next.
#[derive(Debug)]
pub(crate) enum Turn {
    /// Parse this, and ask again.
    Parse(Unparsed),
    /// Work on these.
    Work(Vec<Waiting>),
    /// Nothing.
    Over,
}

impl Queue {
    /// For so many workers.
    pub(crate) fn new(jobs: NonZeroUsize) -> Self {
        Self { jobs: jobs.get(), lists: Mutex::default() }
    }

    /// Appends a document to those that are to be parsed.
    pub(crate) fn push_unparsed(&self, document: Unparsed) {
        self.lists().unparsed.push_back(document);
    }

    /// Appends a document to those that wait for the model.
    pub(crate) fn push(&self, document: Waiting) {
        let mut lists = self.lists();
        lists.bytes += document.bytes();
        lists.waiting.push_back(document);
    }

    /// What a worker is to do next: parse while less waits than makes full batches for all workers, then work on what
    /// waits. Nothing is to be done only when nothing is here: this is told and taken in one step, so that no worker goes
    /// away because of what another one takes.
    pub(crate) fn turn(&self) -> Turn {
        let mut lists = self.lists();
        let is_hungry = lists.bytes < FULL * self.jobs;
        match lists.unparsed.pop_front_if(|_| is_hungry) {
            Some(unparsed) => Turn::Parse(unparsed),
            None if lists.waiting.is_empty() => Turn::Over,
            None => Turn::Work(lists.take(self.jobs)),
        }
    }

    /// A thread that panicked held the lock for plain moves only: the lists are whole.
    fn lists(&self) -> MutexGuard<'_, Lists> {
        self.lists.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticket(number: u64) -> Ticket {
        let (place, timings) = (Place::default(), Timings::new());
        Ticket { number, held: 0, position: 0, place, timings, source: "".into() }
    }

    fn queue(jobs: usize, lengths: &[usize]) -> Queue {
        let queue = Queue::new(NonZeroUsize::new(jobs).unwrap());
        for (number, &length) in (0..).zip(lengths) {
            let document = Document::plain(number.to_string(), "x".repeat(length));
            queue.push(Waiting { ticket: ticket(number), document, admitted: None });
        }
        queue
    }

    /// The numbers of the documents that are to be worked on next.
    fn taken(queue: &Queue) -> Vec<u64> {
        match queue.turn() {
            Turn::Work(waiting) => waiting.iter().map(|waiting| waiting.ticket.number).collect(),
            Turn::Over => Vec::new(),
            Turn::Parse(unparsed) => panic!("{} is to be parsed first", unparsed.ticket.number),
        }
    }

    /// The number of the document that is to be parsed next.
    fn parsed(queue: &Queue) -> u64 {
        let turn = queue.turn();
        if let Turn::Parse(unparsed) = turn { unparsed.ticket.number } else { panic!("{turn:?}") }
    }

    #[test]
    fn short_documents_are_taken_together_and_long_ones_alone() {
        let queue = queue(1, &[100, FULL - 100, 1, 2 * FULL, 5, 6]);
        assert_eq!(
            [taken(&queue), taken(&queue), taken(&queue), taken(&queue)],
            [vec![0, 1], vec![2], vec![3], vec![4, 5]]
        );
        assert!(taken(&queue).is_empty());
    }

    #[test]
    fn no_more_is_parsed_than_keeps_all_workers_busy() {
        let queue = queue(2, &[FULL, FULL - 1]);
        let unparsed = |number| Unparsed { ticket: ticket(number), raw: Document::plain("x", "x").into() };
        queue.push_unparsed(unparsed(2));
        queue.push_unparsed(unparsed(3));
        assert_eq!(parsed(&queue), 2);
        queue.push(Waiting { ticket: ticket(2), document: Document::plain("2", "x"), admitted: None });
        assert_eq!(taken(&queue), [0]);
        assert_eq!(parsed(&queue), 3);
        assert_eq!([taken(&queue), taken(&queue)], [[1], [2]]);
        assert!(matches!(queue.turn(), Turn::Over));
    }

    #[test]
    fn every_worker_gets_its_share() {
        let queue = queue(2, &[10; 5]);
        assert_eq!([taken(&queue), taken(&queue), taken(&queue)], [vec![0, 1, 2], vec![3], vec![4]]);
    }
}
