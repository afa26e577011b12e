//! The whole way from files to events, as `extract` goes it.

use std::{
    ops::ControlFlow,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use dateline_pipeline::{
    Clock, Engine, Place, Stop, Tally, Timings,
    batch::{self, Plan as Batch, Processed, Reading, Receiver, Work},
};
use dateline_records::EventRow;
use dateline_tagger::Tagger;
use dateline_text::{CodePoints, Document, Reject, Stage};
use dateline_tokenize::Pieces;

use crate::{
    Agreement, Alone, Documents, Error, ErrorKind, Model, Report, Rounds, Row, Sequences, Setting, Spread, Text, Watch,
    alone::Task, inference, loaded::Models, rounds::interleave,
};

/// How the pipeline is measured.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// The model's folder.
    pub folder: &'a Path,
    /// One row each; lengths and batches are the pipeline's own.
    pub settings: &'a [Setting],
    /// How often.
    pub rounds: Rounds,
    /// Ends the bench between two documents.
    pub stop: &'a Stop,
    /// Runs a setting in a process of its own, where that is wanted and can be done.
    pub alone: &'a dyn Fn(&Setting, &Task) -> Option<Alone>,
}

/// Measures all settings whose models can be opened. The events of every timed round are compared with those that native
/// `f32` finds.
///
/// # Errors
/// [`ErrorKind::Model`] when no model can be opened, [`ErrorKind::Run`] when a document that was read is rejected.
pub fn run(plan: &Plan<'_>, text: &Arc<Text>, watch: &dyn Watch) -> Result<Report, Error> {
    let pieces = Pieces::load(&plan.folder.join("tokenizer.json"))?;
    let sentences = Sequences::of_sentences(text.documents(), &pieces, usize::MAX)?;
    let open = |model| Ok(Arc::new(load(model, plan.folder)?));
    let models = Models::open(plan.settings, watch, open)?;
    let reference = models.reference(|| open(Model::REFERENCE))?;
    let model = reference.model().to_owned();
    watch.preparing("the answers of the reference");
    let Some(expected) = pass(&reference, text, crate::pool::cores(), plan.stop)? else {
        return Ok(Report::stopped(&model));
    };
    let settings: Vec<_> = models.of(plan.settings).collect();
    let alone = settings.iter().map(|(setting, _)| {
        watch.preparing(&format!("{setting}, in a process of its own"));
        let task = Task::pipeline(text.documents(), setting.threads);
        Some(()).filter(|()| !watch.stopped()).and_then(|()| (plan.alone)(setting, &task))
    });
    let alone: Vec<Option<Alone>> = alone.collect();
    let names: Vec<String> = settings.iter().map(|(setting, _)| setting.to_string()).collect();
    let passes = interleave(&names, plan.rounds, watch, |index| {
        let (setting, loaded) = &settings[index];
        pass(&loaded.value, text, setting.threads, plan.stop)
    })?;
    let rows = settings.iter().zip(passes).zip(alone);
    let rows = rows.filter_map(|((&(setting, loaded), passes), alone)| {
        row(setting, loaded.time, &passes, &expected.events, text, &sentences, alone)
    });
    Ok(Report { model, rows: rows.collect(), stopped: watch.stopped() })
}

/// Loads the pipeline on top of a model's encoder.
pub(crate) fn load(model: Model, folder: &Path) -> Result<Engine, Error> {
    Ok(Engine::new(Tagger::load_with(folder, inference::open(model, folder)?)?))
}

/// What one round gave.
struct Pass {
    tally: Tally,
    latencies: Vec<f64>,
    events: Vec<String>,
}

/// Reads the whole text once; nothing when it was stopped.
fn pass(
    engine: &Arc<Engine>,
    text: &Arc<Text>,
    threads: std::num::NonZeroUsize,
    stop: &Stop,
) -> Result<Option<Pass>, Error> {
    let mut records = Records::default();
    let source = Replay(Arc::clone(text));
    let tally = batch::run(source, Extract(Arc::clone(engine)), Batch::new(threads), &mut records, &(), stop)?;
    match records.rejected {
        _ if tally.interrupted => Ok(None),
        Some(reject) => Err(Error::new(ErrorKind::Run, format!("{}: {}", reject.source, reject.message))),
        None => Ok(Some(Pass { tally, latencies: records.latencies, events: records.events })),
    }
}

fn row(
    setting: Setting,
    load: Duration,
    passes: &[Pass],
    expected: &[String],
    text: &Text,
    sentences: &Sequences,
    alone: Option<Alone>,
) -> Option<Row> {
    let agreements = passes.iter().map(|pass| Agreement::of_records(&pass.events, expected));
    let documents = Documents { count: text.documents().len(), bytes: text.bytes(), events: expected.len() };
    // [CLS] and [SEP] are the pipeline's own affair.
    let pieces = sentences.pieces() - 2 * sentences.as_slice().len();
    Some(Row {
        setting,
        agreement: agreements.reduce(Agreement::worse)?,
        seconds: passes.iter().map(|pass| pass.tally.elapsed.as_secs_f64()).collect(),
        latencies: passes.iter().flat_map(|pass| pass.latencies.iter().copied()).collect(),
        pieces,
        padded_pieces: pieces,
        words: sentences.words(),
        sequences: None,
        documents: Some(documents),
        load,
        alone,
        stages: stages(passes),
    })
}

fn stages(passes: &[Pass]) -> Vec<(Stage, f64)> {
    let Some(first) = passes.first() else { return Vec::new() };
    let seconds =
        |stage| Spread::of(passes.iter().filter_map(|pass| Some(pass.tally.timings.get(stage)?.as_secs_f64())));
    first.tally.timings.keys().map(|stage| (*stage, seconds(stage).median)).collect()
}

/// The text, read again.
struct Replay(Arc<Text>);

impl batch::Source for Replay {
    fn read(&mut self, emit: &mut dyn FnMut(Reading) -> ControlFlow<()>) {
        let mut since = Instant::now();
        self.0.replay(&mut |document| {
            let timings = Timings::from([(Stage::Ingest, since.elapsed())]);
            let (source, position, place) = (document.id.as_str().into(), 0, Place::default());
            let flow = emit(Reading { source, position, place, timings, outcome: Ok(document.into()) });
            since = Instant::now();
            flow
        });
    }
}

/// What `extract` does with a document, timed.
struct Extract(Arc<Engine>);

impl Work for Extract {
    type Output = (Vec<EventRow>, f64);

    fn process(&self, document: Document, clock: &mut Clock) -> Result<Processed<Self::Output>, Reject> {
        let begin = Instant::now();
        let analysis = self.0.analyse_timed(document, clock)?;
        clock.enter(Stage::Extract);
        let events = self.0.events(&analysis);
        clock.enter(Stage::Write);
        let points = CodePoints::new(&analysis.document.text);
        let row = |event| EventRow::new(&analysis.document, event, &points, self.0.model());
        let rows: Vec<_> = events.iter().map(row).collect();
        let (tokens, events) = (analysis.tokens.len() as u64, rows.len() as u64);
        Ok(Processed { output: (rows, begin.elapsed().as_secs_f64()), tokens, events })
    }
}

/// Writes events as `extract` does, to nowhere but memory.
#[derive(Default)]
struct Records {
    events: Vec<String>,
    latencies: Vec<f64>,
    rejected: Option<Reject>,
}

impl Receiver<(Vec<EventRow>, f64)> for Records {
    fn output(&mut self, (rows, seconds): (Vec<EventRow>, f64)) -> Result<(), dateline_pipeline::Error> {
        self.latencies.push(seconds);
        for mut row in rows {
            row.confidence = 0.0; // another precision may be a little more or less sure of the same event
            self.events.extend(serde_json::to_string(&row));
        }
        Ok(())
    }

    fn reject(&mut self, reject: &Reject) -> Result<(), dateline_pipeline::Error> {
        self.rejected.get_or_insert_with(|| reject.clone());
        Ok(())
    }
}
