//! The inference stage alone: piece ids in, entity logits out.

use std::{num::NonZeroUsize, path::Path, time::Instant};

use dateline_encoder::{Backend, Batch, Encoder};
use dateline_tagger::EntityScorer;
use dateline_tokenize::Pieces;
use ndarray::Array2;
use rayon::ThreadPool;

use crate::{
    Agreement, Alone, Error, ErrorKind, Model, Order, Report, Rounds, Row, Sequences, Setting, Text, Watch,
    alone::Task,
    expected::Answer,
    loaded::{Loaded, Models},
    pool,
    rounds::interleave,
};

/// How the inference stage is measured.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// The model's folder.
    pub folder: &'a Path,
    /// One row each.
    pub settings: &'a [Setting],
    /// How often.
    pub rounds: Rounds,
    /// How sequences are put into batches.
    pub order: Order,
    /// At most so many sequences.
    pub most: Option<NonZeroUsize>,
    /// Runs a setting in a process of its own, where that is wanted and can be done.
    pub alone: &'a dyn Fn(&Setting, &Task) -> Option<Alone>,
}

/// Sequences that are encoded at once where a setting does not say.
const BATCH: NonZeroUsize = NonZeroUsize::new(16).expect("not zero");

/// Measures all settings whose models can be opened.
///
/// All settings of one length read the same sequences, made before any time is taken. Every timed round is checked
/// against native `f32`.
///
/// # Errors
/// [`ErrorKind::Model`] when no model can be opened, [`ErrorKind::Text`] when the text cannot be read as asked,
/// [`ErrorKind::Run`] when a backend fails.
pub fn run(plan: &Plan<'_>, text: &Text, watch: &dyn Watch) -> Result<Report, Error> {
    let scorer = EntityScorer::load(plan.folder)?;
    let models = Models::open(plan.settings, watch, |model| open(model, plan.folder))?;
    let reference = models.reference(|| open(Model::REFERENCE, plan.folder))?;
    let corpora = corpora(plan, text, reference.max_pieces())?;
    watch.preparing("the answers of the reference");
    let mut expected = Vec::with_capacity(corpora.len());
    for (_, sequences) in &corpora {
        let Some(answer) = answer(&**reference, &scorer, sequences, watch)? else {
            return Ok(Report::stopped(scorer.name()));
        };
        expected.push(answer);
    }
    let mut runs = Vec::new();
    for (setting, loaded) in models.of(plan.settings) {
        let index = corpora.iter().position(|(length, _)| *length == setting.length).unwrap_or_default();
        runs.push(Run::new(setting, loaded, &corpora[index].1, &expected[index], &scorer)?);
    }
    let alone = runs.iter().map(|run| {
        watch.preparing(&format!("{}, in a process of its own", run.setting));
        let task = Task::inference(&run.batches, run.setting.threads);
        Some(()).filter(|()| !watch.stopped()).and_then(|()| (plan.alone)(&run.setting, &task))
    });
    let alone: Vec<Option<Alone>> = alone.collect();
    let names: Vec<String> = runs.iter().map(|run| run.setting.to_string()).collect();
    let passes = interleave(&names, plan.rounds, watch, |index| runs[index].pass(watch))?;
    let rows = runs.iter().zip(passes).zip(alone).filter_map(|((run, passes), alone)| run.row(passes, alone));
    Ok(Report { model: scorer.name().to_owned(), rows: rows.collect(), stopped: watch.stopped() })
}

/// Opens the encoder of a model.
pub(crate) fn open(model: Model, folder: &Path) -> Result<Box<dyn Encoder>, Error> {
    let opened = dateline_encoder::open_with(model.backend, &model.options(), folder);
    opened.map_err(|source| Error::new(ErrorKind::Model, format!("cannot open {model}")).because(source))
}

/// The entity logits of all pieces of a batch: what is timed.
pub(crate) fn logits(encoder: &dyn Encoder, scorer: &EntityScorer, batch: &Batch) -> Result<Array2<f32>, Error> {
    let failed = |source| Error::new(ErrorKind::Run, "the encoder failed").because(source);
    Ok(scorer.scores(encoder.encode(batch).map_err(failed)?.view()))
}

/// The sequences of each length that is asked for.
fn corpora(plan: &Plan<'_>, text: &Text, longest: usize) -> Result<Vec<(Option<NonZeroUsize>, Sequences)>, Error> {
    let pieces = Pieces::load(&plan.folder.join("tokenizer.json"))?;
    let sentences = Sequences::of_sentences(text.documents(), &pieces, longest)?;
    // One batch for each thread at least, whatever the length of the text: idle threads would measure nothing.
    let needed = |setting: &Setting| setting.batch.unwrap_or(BATCH).get() * setting.threads.get();
    let least = plan.settings.iter().map(needed).max().unwrap_or(1);
    let most = plan.most.map_or(usize::MAX, NonZeroUsize::get);
    let lengths = crate::setting::without_repeats(plan.settings.iter().map(|setting| setting.length).collect());
    let corpus = |length: Option<NonZeroUsize>| match length {
        Some(length) if length.get() > longest => {
            let message = format!("sequences of {length} pieces; the model reads {longest} at most");
            Err(Error::new(ErrorKind::Text, message))
        }
        Some(length) => sentences.cut(length, least, most),
        None => Ok(sentences.repeated(least, most)),
    };
    lengths.into_iter().map(|length| Ok((length, corpus(length)?.ordered(plan.order)))).collect()
}

/// What the reference says; nothing when it was stopped.
fn answer(
    encoder: &dyn Encoder,
    scorer: &EntityScorer,
    sequences: &Sequences,
    watch: &dyn Watch,
) -> Result<Option<Answer>, Error> {
    let batches = sequences.batches(BATCH);
    let read = |index: usize| logits(encoder, scorer, &batches[index]);
    let outputs = pool::share(&pool::pool(pool::cores())?, batches.len(), || watch.stopped(), read)?;
    Ok(outputs.map(|outputs| Answer::new(sequences, BATCH, &outputs, scorer)))
}

/// A setting that is ready to run.
struct Run<'a> {
    setting: Setting,
    loaded: &'a Loaded<Box<dyn Encoder>>,
    scorer: &'a EntityScorer,
    sequences: &'a Sequences,
    expected: &'a Answer,
    size: NonZeroUsize,
    batches: Vec<Batch>,
    pool: ThreadPool,
}

/// What one round of one setting gave.
struct Pass {
    seconds: f64,
    latencies: Vec<f64>,
    agreement: Agreement,
}

impl<'a> Run<'a> {
    fn new(
        setting: Setting,
        loaded: &'a Loaded<Box<dyn Encoder>>,
        sequences: &'a Sequences,
        expected: &'a Answer,
        scorer: &'a EntityScorer,
    ) -> Result<Self, Error> {
        let size = setting.batch.unwrap_or(BATCH);
        let (batches, pool) = (sequences.batches(size), pool::pool(setting.threads)?);
        Ok(Self { setting, loaded, scorer, sequences, expected, size, batches, pool })
    }

    /// Encodes all batches once; nothing when it was stopped.
    fn pass(&self, watch: &dyn Watch) -> Result<Option<Pass>, Error> {
        let begin = Instant::now();
        let done = pool::share(
            &self.pool,
            self.batches.len(),
            || watch.stopped(),
            |index| {
                let begin = Instant::now();
                let logits = logits(&*self.loaded.value, self.scorer, &self.batches[index])?;
                Ok((begin.elapsed().as_secs_f64(), logits))
            },
        )?;
        let seconds = begin.elapsed().as_secs_f64();
        let Some(done) = done else { return Ok(None) };
        let (latencies, outputs): (Vec<f64>, Vec<_>) = done.into_iter().unzip();
        let answer = Answer::new(self.sequences, self.size, &outputs, self.scorer);
        Ok(Some(Pass { seconds, latencies, agreement: answer.compare(self.expected) }))
    }

    /// The figures of all rounds; nothing where there was none.
    fn row(&self, passes: Vec<Pass>, alone: Option<Alone>) -> Option<Row> {
        let agreement = passes.iter().map(|pass| pass.agreement).reduce(Agreement::worse)?;
        Some(Row {
            setting: Setting { batch: Some(self.size), ..self.setting },
            seconds: passes.iter().map(|pass| pass.seconds).collect(),
            latencies: passes.into_iter().flat_map(|pass| pass.latencies).collect(),
            pieces: self.sequences.pieces(),
            padded_pieces: self.batches.iter().map(|batch| computed(self.setting.model.backend, batch)).sum(),
            words: self.sequences.words(),
            sequences: Some(self.sequences.as_slice().len()),
            documents: None,
            load: self.loaded.time,
            alone,
            agreement,
            stages: Vec::new(),
        })
    }
}

/// Pieces that a backend computes for a batch: all but the native one fill every sequence up to the longest.
fn computed(backend: Backend, batch: &Batch) -> usize {
    match backend {
        Backend::Native => batch.pieces(),
        _ => batch.lengths().len() * batch.lengths().iter().copied().max().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_counts_for_those_who_pad() {
        let mut batch = Batch::default();
        for length in [3, 5, 1] {
            batch.push(vec![(1, 1); length]);
        }
        assert_eq!((computed(Backend::Native, &batch), computed(Backend::Onnx, &batch)), (9, 15));
    }
}
