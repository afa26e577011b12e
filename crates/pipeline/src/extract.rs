//! `extract`: the events of each document.

use std::{fs, io::Write, sync::Arc};

use dateline_ingest::Names;
use dateline_records::{DocumentRow, EventRow, Jsonl, Speed, Stream};
use dateline_text::{Analysis, CodePoints, Document, Reject, Stage};

use crate::{
    Clock, Engine, Error, Inputs, Place, Progress, Settings, Stop, Tally,
    batch::{Plan, Processed, Receiver, Work, run},
};

/// Extracts the events of all `inputs` as JSON lines to `writer`, which should be buffered; it is flushed after each
/// document. Rejects go to `progress` alone.
///
/// # Errors
/// [`crate::ErrorKind::Write`] when `writer` fails; else as [`run`].
pub fn extract(
    engine: &Arc<Engine>,
    inputs: Inputs,
    settings: &Settings,
    writer: impl Write + 'static,
    progress: &dyn Progress,
    stop: &Stop,
) -> Result<Tally, Error> {
    progress.started(inputs.bytes());
    let mut lines = Lines { records: Jsonl::new(Box::new(Stream::new(writer))) };
    let work = Extract { engine: Arc::clone(engine), min_confidence: settings.min_confidence };
    let plan = Plan { names: Some(Names::default()), ..settings.plan() };
    let tally = run(inputs.source(settings.ingest(), Place::default()), work, plan, &mut lines, progress, stop)?;
    lines.records.finish()?;
    Ok(tally)
}

/// Finds the events of a document.
pub(crate) struct Extract {
    pub(crate) engine: Arc<Engine>,
    pub(crate) min_confidence: f32,
}

/// The records of a document.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Extracted {
    pub(crate) document: DocumentRow,
    pub(crate) events: Vec<EventRow>,
}

impl Work for Extract {
    type Output = Extracted;

    fn process(&self, document: Document, clock: &mut Clock) -> Result<Processed<Extracted>, Reject> {
        Ok(self.rows(&self.engine.analyse_timed(document, clock)?, clock))
    }

    fn process_all(&self, documents: Vec<Document>, clock: &mut Clock) -> Vec<Result<Processed<Extracted>, Reject>> {
        let analyses = self.engine.analyse_all(documents, clock).into_iter();
        analyses.map(|analysis| Ok(self.rows(&analysis?, clock))).collect()
    }
}

impl Extract {
    fn rows(&self, analysis: &Analysis, clock: &mut Clock) -> Processed<Extracted> {
        clock.enter(Stage::Extract);
        let mut events = self.engine.events(analysis);
        events.retain(|event| event.confidence >= self.min_confidence);
        clock.enter(Stage::Write);
        let points = CodePoints::new(&analysis.document.text);
        let row = |event| EventRow::new(&analysis.document, event, &points, self.engine.model());
        let rows: Vec<_> = events.iter().map(row).collect();
        let (tokens, events) = (analysis.tokens.len() as u64, rows.len() as u64);
        let document = DocumentRow::new(&analysis.document, tokens, events);
        Processed { output: Extracted { document, events: rows }, tokens, events }
    }
}

struct Lines {
    records: Jsonl<'static>,
}

impl Receiver<Extracted> for Lines {
    fn output(&mut self, extracted: Extracted) -> Result<(), Error> {
        extracted.events.iter().try_for_each(|event| self.records.line(event))?;
        Ok(self.records.flush()?)
    }

    fn reject(&mut self, _: &Reject) -> Result<(), Error> {
        Ok(())
    }
}

/// How fast a run was that had so many `jobs`.
pub(crate) fn speed(jobs: usize, tally: &Tally) -> Speed {
    Speed {
        jobs,
        tokens: tally.tokens,
        bytes: tally.bytes,
        seconds: tally.elapsed.as_secs_f64(),
        tokens_per_second: tally.tokens_per_second(),
        stages: tally.timings.iter().map(|(&stage, time)| (stage, time.as_secs_f64())).collect(),
        peak_memory_bytes: peak_memory(),
    }
}

/// The most memory that the program held, where the system tells: Linux does.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(peak.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}
