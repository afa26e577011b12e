//! `annotate`: what the stages saw in each document.

use std::sync::Arc;

use dateline_records::{AnnotationRow, Jsonl, Target};
use dateline_text::{Analysis, Document, Reject, Stage};

use crate::{
    Clock, Engine, Error, Inputs, Place, Progress, Settings, Stop, Tally,
    batch::{Processed, Receiver, Work, run},
};

/// Annotates all `inputs`, one JSON line a document, to `target`.
///
/// The lines are made by the workers, so that the writer has little to do. Rejects go to `progress` alone.
///
/// # Errors
/// [`crate::ErrorKind::Write`] when `target` fails; else as [`run`].
pub fn annotate(
    engine: &Arc<Engine>,
    inputs: Inputs,
    settings: &Settings,
    target: Box<dyn Target>,
    progress: &dyn Progress,
    stop: &Stop,
) -> Result<Tally, Error> {
    progress.started(inputs.bytes());
    let mut lines = Lines(Jsonl::new(target));
    let work = Annotate(Arc::clone(engine));
    let tally =
        run(inputs.source(settings.ingest(), Place::default()), work, settings.plan(), &mut lines, progress, stop)?;
    lines.0.finish()?;
    Ok(tally)
}

struct Annotate(Arc<Engine>);

impl Work for Annotate {
    type Output = Vec<u8>;

    fn process(&self, document: Document, clock: &mut Clock) -> Result<Processed<Vec<u8>>, Reject> {
        line(&self.0.analyse_timed(document, clock)?, clock)
    }

    fn process_all(&self, documents: Vec<Document>, clock: &mut Clock) -> Vec<Result<Processed<Vec<u8>>, Reject>> {
        let analyses = self.0.analyse_all(documents, clock).into_iter();
        analyses.map(|analysis| line(&analysis?, clock)).collect()
    }
}

fn line(analysis: &Analysis, clock: &mut Clock) -> Result<Processed<Vec<u8>>, Reject> {
    clock.enter(Stage::Write);
    let output = serde_json::to_vec(&AnnotationRow::new(analysis))
        .map_err(|error| Reject::new(&analysis.document.id, Stage::Write, "json", error.to_string()))?;
    Ok(Processed { output, tokens: analysis.tokens.len() as u64, events: 0 })
}

struct Lines(Jsonl<'static>);

impl Receiver<Vec<u8>> for Lines {
    fn output(&mut self, json: Vec<u8>) -> Result<(), Error> {
        self.0.raw_line(&json)?;
        Ok(self.0.flush()?)
    }

    fn reject(&mut self, _: &Reject) -> Result<(), Error> {
        Ok(())
    }
}
