//! The gate between parsing and the model: decides, in the order of the input, which documents are worked on.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use dateline_text::{Document, Skip};

/// What a gate needs to know of a document. It is made where the document is parsed, on any thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(pub Vec<u8>);

/// A document that the gate let through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Admitted {
    /// The document's name.
    pub doc_id: String,
    /// What the gate read of it.
    pub fingerprint: Fingerprint,
}

/// Decides whether a document is worked on.
pub trait Gate: Send + 'static {
    /// Reads a document for [`Self::admit`]; called side by side, in any order.
    fn fingerprint(&self) -> fn(&Document) -> Fingerprint;

    /// Whether the document is worked on; asked for each in the order of the input, so that the answer depends on
    /// nothing but what came before. A skip's source is filled in by the run.
    ///
    /// # Errors
    /// The skip of a document that is not worked on.
    fn admit(&mut self, document: &Document, fingerprint: &Fingerprint) -> Result<(), Skip>;

    /// Knows of a document that an earlier process let through; called in order, before the first [`Self::admit`].
    fn remember(&mut self, admitted: &Admitted) {
        let _ = admitted;
    }
}

/// Numbered things on their way through something that wants them in order.
pub(crate) struct Turnstile<G, T> {
    inner: Mutex<Inner<G, T>>,
}

struct Inner<G, T> {
    gate: G,
    next: u64,
    early: BTreeMap<u64, T>,
}

impl<G, T> Turnstile<G, T> {
    pub(crate) fn new(gate: G) -> Self {
        Self { inner: Mutex::new(Inner { gate, next: 0, early: BTreeMap::new() }) }
    }

    /// Takes thing `number`, and hands on all whose turn it is, in order. One thread hands on at a time.
    pub(crate) fn pass(&self, number: u64, thing: T, mut hand_on: impl FnMut(&mut G, T)) {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let Inner { gate, next, early } = &mut *inner;
        early.insert(number, thing);
        while let Some(thing) = early.remove(next) {
            *next += 1;
            hand_on(gate, thing);
        }
    }
}
