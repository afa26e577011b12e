//! Reading one item: open it, tell its format, hand it on.

use std::{
    fs::File,
    io::{self, BufRead, Read, Seek},
    ops::ControlFlow,
    path::PathBuf,
    sync::atomic::Ordering::Relaxed,
};

use dateline_text::{Document, Unread};

use crate::{
    Item, Options, Source, formats,
    raw::{Origin, Raw},
};

/// How many bytes of an item are looked at to tell its format.
const HEAD: usize = 4096;

/// What receives the documents that a format finds, and may ask to stop.
pub(crate) type Emit<'a> = dyn FnMut(Result<Raw, Unread>) -> ControlFlow<()> + 'a;

/// An opened item, or an opened member of an archive, as a format sees it.
pub(crate) struct Input<'a> {
    /// See [`Item::id`]; of a member of an archive, with the member's name behind it.
    pub(crate) id: &'a str,
    /// How rejects name it.
    pub(crate) origin: Origin,
    /// Its bytes, from the first on.
    pub(crate) reader: Box<dyn BufRead + 'a>,
    /// The file that holds exactly these bytes, where there is one.
    pub(crate) file: Option<PathBuf>,
}

/// Bytes that are written to disk at most, of an input that must be read out of order and is no file itself.
const MAX_SPOOLED: u64 = 64 << 30;

impl Input<'_> {
    /// The bytes as a file that can be read in any order: the input itself where that is a file, else a nameless
    /// temporary file that they are written to. Call it before reading; afterwards [`Self::reader`] may be at its end.
    pub(crate) fn seekable(&mut self) -> io::Result<File> {
        if let Some(path) = &self.file {
            return File::open(path);
        }
        let mut spooled = tempfile::tempfile()?;
        let written = io::copy(&mut (&mut *self.reader).take(MAX_SPOOLED + 1), &mut spooled)?;
        if written > MAX_SPOOLED {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("larger than {MAX_SPOOLED} bytes")));
        }
        spooled.rewind()?;
        Ok(spooled)
    }
}

/// One document that was found in an item, or why there is none.
#[derive(Debug)]
pub struct Found {
    /// How many bytes of the item's file have been read by now.
    pub consumed: u64,
    /// The document, still to be parsed.
    pub outcome: Result<Raw, Unread>,
}

/// Finds the documents of one item, calling `emit` once for each document and each stretch that should have been one, in
/// the order of the input.
///
/// A dump is never held whole: memory is bounded by one document. Reading stops early when `emit` breaks.
pub fn read(item: &Item, options: &Options, emit: &mut dyn FnMut(Found) -> ControlFlow<()>) {
    let origin = Origin::new(&item.name());
    let opened = item.open();
    let (mut reader, consumed) = match opened {
        Ok(opened) => opened,
        Err(error) => return unreadable(&origin, &error, emit),
    };
    let head = match reader.fill_buf() {
        Ok(head) => &head[..head.len().min(HEAD)],
        Err(error) => return unreadable(&origin, &error, emit),
    };
    let format = match item.source {
        Source::Stdin => formats::jsonl(),
        Source::File(_) => formats::detect(&item.extension(), head),
    };
    let file = match &item.source {
        Source::File(path) => Some(path.clone()).filter(|path| path.is_file()),
        Source::Stdin => None,
    };
    let mut input = Input { id: &item.id, origin, reader, file };
    let _ = format.read(&mut input, options, &mut |outcome| emit(Found { consumed: consumed.load(Relaxed), outcome }));
}

fn unreadable(origin: &Origin, error: &io::Error, emit: &mut dyn FnMut(Found) -> ControlFlow<()>) {
    let _ = emit(Found { consumed: 0, outcome: Err(origin.unreadable(error).into()) });
}

/// [`read`] with each document parsed at once.
pub fn read_documents(
    item: &Item,
    options: &Options,
    emit: &mut dyn FnMut(Result<Document, Unread>) -> ControlFlow<()>,
) {
    read(item, options, &mut |found| emit(found.outcome.and_then(|raw| raw.document(options))));
}
