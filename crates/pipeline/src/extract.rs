//! `extract`: the events of each document.

use std::sync::Arc;

use dateline_records::{EventCounts, EventRow, Manifest, Speed};
use dateline_text::{Analysis, CodePoints, Document, Reject, Stage};

use crate::{
    Clock, Engine, Error, Inputs, Output, Place, Progress, Settings, Stop, Tally,
    batch::{Processed, Receiver, Work, run},
};

/// Extracts the events of all `inputs` to `output`.
pub fn extract(
    engine: &Arc<Engine>,
    inputs: Inputs,
    settings: &Settings,
    output: Output,
    progress: &dyn Progress,
    stop: &Stop,
) -> Result<Tally, Error> {
    progress.started(inputs.bytes());
    let (given, skipped) = (inputs.given().to_vec(), inputs.skipped().to_vec());
    let mut records = Records { output, events: EventCounts::default() };
    let work = Extract { engine: Arc::clone(engine), min_confidence: settings.min_confidence };
    let tally =
        run(inputs.source(settings.ingest(), Place::default()), work, settings.plan(), &mut records, progress, stop)?;
    let mut options = settings.recorded();
    options.insert("format".to_owned(), records.output.formats());
    let manifest = Manifest {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        model: engine.model().to_owned(),
        rules: Some(engine.rules()),
        options,
        inputs: given,
        interrupted: tally.interrupted,
        documents: tally.documents.clone(),
        events: records.events,
        skipped,
        speed: speed(settings, &tally),
    };
    records.output.finish(&manifest)?;
    Ok(tally)
}

struct Extract {
    engine: Arc<Engine>,
    min_confidence: f32,
}

impl Work for Extract {
    type Output = Vec<EventRow>;

    fn process(&self, document: Document, clock: &mut Clock) -> Result<Processed<Vec<EventRow>>, Reject> {
        Ok(self.rows(&self.engine.analyse_timed(document, clock)?, clock))
    }

    fn process_all(
        &self,
        documents: Vec<Document>,
        clock: &mut Clock,
    ) -> Vec<Result<Processed<Vec<EventRow>>, Reject>> {
        let analyses = self.engine.analyse_all(documents, clock).into_iter();
        analyses.map(|analysis| Ok(self.rows(&analysis?, clock))).collect()
    }
}

impl Extract {
    fn rows(&self, analysis: &Analysis, clock: &mut Clock) -> Processed<Vec<EventRow>> {
        clock.enter(Stage::Extract);
        let mut events = self.engine.events(analysis);
        events.retain(|event| event.confidence >= self.min_confidence);
        clock.enter(Stage::Write);
        let points = CodePoints::new(&analysis.document.text);
        let row = |event| EventRow::new(&analysis.document, event, &points, self.engine.model());
        let output: Vec<_> = events.iter().map(row).collect();
        Processed { tokens: analysis.tokens.len() as u64, events: output.len() as u64, output }
    }
}

struct Records {
    output: Output,
    events: EventCounts,
}

impl Receiver<Vec<EventRow>> for Records {
    fn output(&mut self, rows: Vec<EventRow>) -> Result<(), Error> {
        for row in &rows {
            self.events.add(row);
        }
        Ok(self.output.events(&rows)?)
    }

    fn reject(&mut self, reject: &Reject) -> Result<(), Error> {
        Ok(self.output.reject(reject)?)
    }
}

fn speed(settings: &Settings, tally: &Tally) -> Speed {
    Speed {
        jobs: settings.jobs.get(),
        tokens: tally.tokens,
        bytes: tally.bytes,
        seconds: tally.elapsed.as_secs_f64(),
        tokens_per_second: tally.tokens_per_second(),
        stages: tally.timings.iter().map(|(&stage, time)| (stage, time.as_secs_f64())).collect(),
    }
}
