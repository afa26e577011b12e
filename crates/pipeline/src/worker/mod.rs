//! `worker`: documents come in and their events go out as streams of Arrow batches, for programs that spread the work
//! over machines and need no second scheduler.
//!
//! ```text
//! standard input ─stream→ batches ─columns→ rows ─source→ documents ─run→ outcomes ─rows→ standard output
//! ```
//!
//! Everything from Arrow to documents and back is in this folder. The output follows from the input alone, batch by
//! batch: what comes of an input batch is handed on before the next is waited for, so that a peer which waits for the
//! answer gets it.

mod columns;
mod rows;
mod source;
mod stream;
mod values;

use std::{
    io::{Read, Write},
    sync::Arc,
};

pub use source::Documents;

use crate::{Engine, Error, Progress, Settings, Stop, Tally, batch::run, extract::Extract};
use rows::Rows;

/// Extracts the events of `documents` to `output`, both Arrow streams.
///
/// `output` gets its end mark only when all documents were read and written: a reader that sees none knows that there
/// was an error, or that the run was interrupted.
///
/// # Errors
/// [`crate::ErrorKind::Stream`] when `documents` break off, [`crate::ErrorKind::Write`] when `output` fails; else as
/// [`run`].
pub fn worker<R: Read + Send + 'static>(
    engine: &Arc<Engine>,
    documents: Documents<R>,
    settings: &Settings,
    output: impl Write,
    progress: &dyn Progress,
    stop: &Stop,
) -> Result<Tally, Error> {
    progress.started(None);
    let mut rows = Rows::begin(output, engine)?;
    let failure = documents.failure();
    let work = Extract { engine: Arc::clone(engine), min_confidence: settings.min_confidence };
    let tally = run(documents.reading(settings.ingest()), work, settings.plan(), &mut rows, progress, stop)?;
    failure.take().map_or(Ok(()), Err)?;
    if !tally.interrupted {
        rows.finish()?;
    }
    Ok(tally)
}
