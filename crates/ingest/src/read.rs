//! Reading one item: open it, tell its format, hand it on.

use std::{io::BufRead, ops::ControlFlow};

use dateline_text::{Document, Reject, Stage};

use crate::{Item, Options, Source, formats};

/// How many bytes of an item are looked at to tell its format.
const HEAD: usize = 4096;

/// What receives documents and rejects, and may ask to stop.
pub(crate) type Emit<'a> = dyn FnMut(Result<Document, Reject>) -> ControlFlow<()> + 'a;

/// An opened item, as a format sees it.
pub(crate) struct Input<'a> {
    /// See [`Item::id`].
    pub(crate) id: &'a str,
    /// How rejects name it.
    pub(crate) name: String,
    /// Its bytes, from the first on.
    pub(crate) reader: Box<dyn BufRead>,
}

impl Input<'_> {
    /// A reject of this input.
    pub(crate) fn reject(&self, stage: Stage, code: &str, message: impl Into<String>) -> Reject {
        Reject::new(&self.name, stage, code, message)
    }
}

/// Reads one item, calling `emit` once for each document and each reject, in the order of the input.
///
/// A dump is never held whole: memory is bounded by one document. Reading stops early when `emit` breaks.
pub fn read(item: &Item, options: &Options, emit: &mut dyn FnMut(Result<Document, Reject>) -> ControlFlow<()>) {
    let name = item.name();
    let unreadable = |error: &std::io::Error| Reject::new(&name, Stage::Read, "unreadable", error.to_string());
    let mut reader = match item.open() {
        Ok(reader) => reader,
        Err(error) => {
            let _ = emit(Err(unreadable(&error)));
            return;
        }
    };
    let head = match reader.fill_buf() {
        Ok(head) => &head[..head.len().min(HEAD)],
        Err(error) => {
            let _ = emit(Err(unreadable(&error)));
            return;
        }
    };
    let format = match item.source {
        Source::Stdin => formats::jsonl(),
        Source::File(_) => formats::detect(&item.extension(), head),
    };
    let mut input = Input { id: &item.id, name, reader };
    let _ = format.read(&mut input, options, emit);
}
