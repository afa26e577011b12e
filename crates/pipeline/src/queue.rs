//! Documents that wait for a worker, which takes several short ones at once: as many as make a full batch of the encoder.

use std::{
    collections::VecDeque,
    num::NonZeroUsize,
    sync::{Arc, Mutex, PoisonError},
};

use dateline_text::{Document, Reject};

use crate::Timings;

/// Text that fills a batch of the encoder two or three times, in bytes; a longer document is taken alone.
const FULL: usize = 8 << 10;

/// A document on its way to a worker.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) number: u64,
    pub(crate) bytes: usize,
    pub(crate) position: u64,
    pub(crate) timings: Timings,
    /// The input that it came from.
    pub(crate) source: Arc<str>,
    pub(crate) document: Document,
}

impl Waiting {
    /// A reject of this document, with its input and its id.
    pub(crate) fn place(&self, mut reject: Reject) -> Reject {
        self.source.as_ref().clone_into(&mut reject.source);
        reject.position.get_or_insert_with(|| self.document.id.clone());
        reject
    }
}

/// What waits, in order.
#[derive(Debug)]
pub(crate) struct Queue {
    jobs: usize,
    waiting: Mutex<VecDeque<Waiting>>,
}

impl Queue {
    /// For so many workers.
    pub(crate) fn new(jobs: NonZeroUsize) -> Self {
        Self { jobs: jobs.get(), waiting: Mutex::default() }
    }

    /// Appends a document.
    pub(crate) fn push(&self, document: Waiting) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push_back(document);
    }

    /// The next documents: one, or more short ones, but no more than leaves as many for each of the other workers.
    /// Nothing when another worker took what this one was called for.
    pub(crate) fn take(&self) -> Vec<Waiting> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let share = waiting.len().div_ceil(self.jobs);
        let mut bytes = 0;
        let fit = waiting.iter().take(share).take_while(|document| {
            bytes += document.bytes;
            bytes <= FULL
        });
        let count = fit.count().max(1).min(waiting.len());
        waiting.drain(..count).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(jobs: usize, lengths: &[usize]) -> Queue {
        let queue = Queue::new(NonZeroUsize::new(jobs).unwrap());
        for (number, &length) in (0..).zip(lengths) {
            let document = Document::plain(number.to_string(), "x".repeat(length));
            let timings = Timings::new();
            queue.push(Waiting { number, bytes: length, position: 0, timings, source: "".into(), document });
        }
        queue
    }

    fn taken(queue: &Queue) -> Vec<u64> {
        queue.take().iter().map(|waiting| waiting.number).collect()
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
    fn every_worker_gets_its_share() {
        let queue = queue(2, &[10; 5]);
        assert_eq!([taken(&queue), taken(&queue), taken(&queue)], [vec![0, 1, 2], vec![3], vec![4]]);
    }
}
