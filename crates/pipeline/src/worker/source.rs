//! The rows of a stream, as a [`Source`] of documents.

use std::{
    io::Read,
    ops::ControlFlow,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use dateline_ingest::{Found, Item, Options};
use dateline_text::Stage;

use super::{
    columns::{Asked, Columns},
    stream::Batches,
};
use crate::{
    Clock, Error, Place, Timings,
    batch::{Reading, Source},
    guard::guarded,
};

/// How rejects name the stream.
const STREAM: &str = "-";

/// A stream of documents: its head was read, and asks for nothing that there is not.
pub struct Documents<R> {
    batches: Batches<R>,
    columns: Columns,
    failure: Failure,
}

impl<R: Read> Documents<R> {
    /// Reads the head of an Arrow stream from `bytes`, which should be buffered.
    ///
    /// A row is a document, in the column `text` or `html`, or a file that holds documents, in the column `path`: the
    /// first of these that is there counts. Beside a document there may be `id`, `title`, `published`, `url`, `source`
    /// and `language`; beside a file `id`, and `published` for documents that do not say their own. Other columns are
    /// passed over.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Stream`] when there is no such head, it expects another version of the output, none of the
    /// three columns is there, or one that is read holds values of the wrong kind.
    pub fn open(bytes: R) -> Result<Self, Error> {
        let batches = Batches::open(bytes)?;
        let columns = Columns::of(&batches.schema())?;
        Ok(Self { batches, columns, failure: Failure::default() })
    }

    /// Where it will be written down when the stream breaks off.
    pub(super) fn failure(&self) -> Failure {
        self.failure.clone()
    }

    /// The documents, as `options` say.
    pub(super) fn reading(self, options: Options) -> DocumentSource<R> {
        DocumentSource { documents: self, options }
    }
}

impl<R> std::fmt::Debug for Documents<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Documents").field("columns", &self.columns).finish_non_exhaustive()
    }
}

/// What ended a stream early; the thread that reads writes it down, the one that writes looks for it.
#[derive(Debug, Clone, Default)]
pub(super) struct Failure(Arc<Mutex<Option<Error>>>);

impl Failure {
    fn put(&self, error: Error) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
    }

    pub(super) fn take(&self) -> Option<Error> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// See [`Documents::reading`].
pub(super) struct DocumentSource<R> {
    documents: Documents<R>,
    options: Options,
}

impl<R: Read + Send + 'static> Source for DocumentSource<R> {
    fn read(&mut self, emit: &mut dyn FnMut(Reading) -> ControlFlow<()>) {
        let Documents { batches, columns, failure } = &mut self.documents;
        for number in 1.. {
            let batch = match batches.next() {
                Ok(Some(batch)) => batch,
                Ok(None) => return,
                Err(error) => return failure.put(error),
            };
            let mut reader = BatchReader { number, documents: 0, held: None, since: Instant::now(), emit: &mut *emit };
            if reader.read(columns.rows(&batch), &self.options).is_break() {
                return;
            }
        }
    }
}

/// Hands on the documents of a batch, each when the next is found, so that the place of the last says that the batch is
/// done.
struct BatchReader<'a> {
    /// Counted from 1.
    number: u64,
    documents: u64,
    held: Option<Reading>,
    since: Instant,
    emit: &'a mut dyn FnMut(Reading) -> ControlFlow<()>,
}

impl BatchReader<'_> {
    fn read(&mut self, rows: impl Iterator<Item = Asked>, options: &Options) -> ControlFlow<()> {
        let stream: Arc<str> = STREAM.into();
        for asked in rows {
            match asked {
                Asked::Document(row) => {
                    self.hand_on(&stream, Found { consumed: 0, outcome: Ok(row.into_raw(STREAM)) })?;
                }
                Asked::File { item, published } => self.read_file(&item, published.as_deref(), options)?,
            }
        }
        let last =
            self.held.take().map(|reading| Reading { place: Place { inputs: self.number, documents: 0 }, ..reading });
        last.map_or(ControlFlow::Continue(()), &mut *self.emit)
    }

    /// Hands on the documents of a file, which was `published` on that date. A panic of its format rejects the rest of it.
    fn read_file(&mut self, item: &Item, published: Option<&str>, options: &Options) -> ControlFlow<()> {
        let source: Arc<str> = item.name().into();
        let mut flow = ControlFlow::Continue(());
        let whole = guarded(&source, &mut Clock::start(Stage::Read), |_| {
            dateline_ingest::read(item, options, &mut |found| {
                let outcome = found.outcome.map(|raw| raw.published(published));
                flow = self.hand_on(&source, Found { outcome, ..found });
                flow
            });
            Ok(())
        });
        match whole {
            Err(panic) if flow.is_continue() => {
                self.hand_on(&source, Found { consumed: 0, outcome: Err(panic.into()) })
            }
            _ => flow,
        }
    }

    fn hand_on(&mut self, source: &Arc<str>, found: Found) -> ControlFlow<()> {
        self.documents += 1;
        let reading = Reading {
            source: Arc::clone(source),
            position: 0,
            place: Place { inputs: self.number - 1, documents: self.documents },
            timings: Timings::from([(Stage::Read, self.since.elapsed())]),
            outcome: found.outcome,
        };
        let flow = self.held.replace(reading).map_or(ControlFlow::Continue(()), &mut *self.emit);
        self.since = Instant::now();
        flow
    }
}
