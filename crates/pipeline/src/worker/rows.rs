//! What comes of documents, as a stream of Arrow batches.

use std::{collections::HashMap, io::Write, sync::Arc};

use arrow::{
    datatypes::{Schema, SchemaRef},
    error::ArrowError,
    ipc::writer::StreamWriter,
};
use dateline_records::tables::{OUTCOMES_VERSION, Outcomes};
use dateline_text::{Reject, Skip};

use crate::{Engine, Error, Standing, batch::Receiver, extract::Extracted};

/// Rows and bytes that make a batch full.
const FULL: (usize, usize) = (1000, 1 << 20);

/// Writes rows. A batch leaves when it is full, or when an input batch is done.
pub(super) struct Rows<W: Write> {
    stream: StreamWriter<W>,
    outcomes: Outcomes,
}

impl<W: Write> Rows<W> {
    /// Writes the head of the stream, which says what writes it.
    pub(super) fn begin(output: W, engine: &Engine) -> Result<Self, Error> {
        let mut stream = StreamWriter::try_new(output, &schema(engine)).map_err(failed)?;
        stream.flush().map_err(failed)?;
        Ok(Self { stream, outcomes: Outcomes::new() })
    }

    fn hand_on(&mut self) -> Result<(), Error> {
        if self.outcomes.rows() == 0 {
            return Ok(());
        }
        let batch = self.outcomes.take()?;
        self.stream.write(&batch).and_then(|()| self.stream.flush()).map_err(failed)
    }

    fn hand_on_when_full(&mut self) -> Result<(), Error> {
        let (rows, bytes) = FULL;
        if self.outcomes.rows() < rows && self.outcomes.bytes() < bytes { Ok(()) } else { self.hand_on() }
    }

    /// Writes the mark that ends the stream.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        self.hand_on()?;
        self.stream.finish().and_then(|()| self.stream.flush()).map_err(failed)
    }
}

/// The columns, with what a reader should know before it relies on them.
fn schema(engine: &Engine) -> SchemaRef {
    let metadata = HashMap::from([
        ("dateline.version".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
        ("dateline.schema".to_owned(), OUTCOMES_VERSION.to_owned()),
        ("dateline.model".to_owned(), engine.model().to_owned()),
        ("dateline.rules".to_owned(), engine.rules()),
    ]);
    Arc::new(Schema::new(Outcomes::schema().fields().clone()).with_metadata(metadata))
}

fn failed(source: ArrowError) -> Error {
    dateline_records::Error::from(source).into()
}

impl<W: Write> Receiver<Extracted> for Rows<W> {
    fn output(&mut self, extracted: Extracted) -> Result<(), Error> {
        for row in &extracted.events {
            self.outcomes.event(row)?;
            self.hand_on_when_full()?;
        }
        Ok(())
    }

    fn reject(&mut self, reject: &Reject) -> Result<(), Error> {
        self.outcomes.reject(reject)?;
        self.hand_on_when_full()
    }

    fn skip(&mut self, skip: &Skip) -> Result<(), Error> {
        self.outcomes.skip(skip)?;
        self.hand_on_when_full()
    }

    fn reached(&mut self, standing: &Standing) -> Result<(), Error> {
        if standing.place.documents == 0 { self.hand_on() } else { Ok(()) }
    }
}
