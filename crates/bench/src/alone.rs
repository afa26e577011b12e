//! What a process of its own does: load one model, give the first answer, then work until memory has reached its peak.

use std::{
    num::NonZeroUsize,
    path::Path,
    time::{Duration, Instant},
};

use dateline_encoder::Batch;
use dateline_tagger::EntityScorer;
use dateline_text::Document;
use serde::{Deserialize, Serialize};

use crate::{Error, ErrorKind, Model, inference, pool};

/// What is to be done; it is handed over as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Encode these batches: sequences of (piece id, token type).
    Inference(Vec<Vec<Vec<(u32, u8)>>>),
    /// Find the events of these documents.
    Pipeline(Vec<Document>),
}

impl Task {
    /// The heaviest of all batches, two for each thread.
    pub(crate) fn inference(batches: &[Batch], threads: NonZeroUsize) -> Self {
        let mut heaviest: Vec<&Batch> = batches.iter().collect();
        heaviest.sort_by_key(|batch| std::cmp::Reverse(batch.pieces()));
        Self::Inference(heaviest.into_iter().take(2 * threads.get()).map(sequences).collect())
    }

    /// The longest of all documents, two for each thread.
    pub(crate) fn pipeline(documents: &[Document], threads: NonZeroUsize) -> Self {
        let mut longest: Vec<&Document> = documents.iter().collect();
        longest.sort_by_key(|document| std::cmp::Reverse(document.text.len()));
        Self::Pipeline(longest.into_iter().take(2 * threads.get()).cloned().collect())
    }
}

fn sequences(batch: &Batch) -> Vec<Vec<(u32, u8)>> {
    let mut pieces = batch.ids().iter().copied().zip(batch.token_types().iter().copied());
    batch.lengths().iter().map(|&length| pieces.by_ref().take(length).collect()).collect()
}

/// Where the process gets its task and tells how far it is.
pub trait Line {
    /// What its failures are.
    type Error: From<Error>;

    /// The task; asked for when the model is loaded.
    ///
    /// # Errors
    /// When there is no task to be read.
    fn task(&mut self) -> Result<Task, Self::Error>;

    /// The first answer is there; `load` is how long the model took to load.
    ///
    /// # Errors
    /// When nobody can be told.
    fn first(&mut self, load: Duration) -> Result<(), Self::Error>;
}

/// Loads the encoder and the classifier of entities from `folder`, gives the logits of one sequence, then does all of a
/// [`Task::Inference`] on `threads`.
///
/// # Errors
/// [`ErrorKind::Model`], [`ErrorKind::Run`], [`ErrorKind::Threads`], [`ErrorKind::Text`] for the task of another stage,
/// or what `line` gives.
pub fn inference<L: Line>(model: Model, threads: NonZeroUsize, folder: &Path, line: &mut L) -> Result<(), L::Error> {
    let begin = Instant::now();
    let encoder = inference::open(model, folder)?;
    let scorer = EntityScorer::load(folder).map_err(Error::from)?;
    let load = begin.elapsed();
    let Task::Inference(batches) = line.task()? else { return Err(wrong_task().into()) };
    let read = |sequences: &[Vec<(u32, u8)>]| inference::logits(&*encoder, &scorer, &batch(sequences));
    if let Some([sequence, ..]) = batches.first().map(Vec::as_slice) {
        read(std::slice::from_ref(sequence))?;
    }
    line.first(load)?;
    pool::share(&pool::pool(threads)?, batches.len(), || false, |index| read(&batches[index]))?;
    Ok(())
}

/// Loads the whole pipeline from `folder`, finds the events of one document, then does all of a [`Task::Pipeline`] on
/// `threads`.
///
/// # Errors
/// As [`inference()`].
pub fn pipeline<L: Line>(model: Model, threads: NonZeroUsize, folder: &Path, line: &mut L) -> Result<(), L::Error> {
    let begin = Instant::now();
    let engine = crate::pipeline::load(model, folder)?;
    let load = begin.elapsed();
    let Task::Pipeline(documents) = line.task()? else { return Err(wrong_task().into()) };
    let read = |document: &Document| match engine.analyse(document.clone()) {
        Ok(analysis) => Ok(engine.events(&analysis).len()),
        Err(reject) => Err(Error::new(ErrorKind::Run, reject.message)),
    };
    documents.last().map(read).transpose()?;
    line.first(load)?;
    pool::share(&pool::pool(threads)?, documents.len(), || false, |index| read(&documents[index]))?;
    Ok(())
}

fn wrong_task() -> Error {
    Error::new(ErrorKind::Text, "the task is one of another stage")
}

fn batch(sequences: &[Vec<(u32, u8)>]) -> Batch {
    let mut batch = Batch::default();
    for sequence in sequences {
        batch.push(sequence.iter().copied());
    }
    batch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_takes_the_heaviest_and_survives_its_journey() {
        let batches: Vec<Batch> = [2, 5, 1, 4].map(|length| batch(&[vec![(7, 1)], vec![(9, 2); length]])).into();
        let task = Task::inference(&batches, NonZeroUsize::MIN);
        let expected = [5, 4].map(|length| vec![vec![(7, 1)], vec![(9, 2); length]]);
        assert_eq!(task, Task::Inference(expected.into()));
        assert_eq!(serde_json::from_str::<Task>(&serde_json::to_string(&task).unwrap()).unwrap(), task);
        let documents = ["a", "abc", "ab"].map(|text| Document::plain("x", text));
        let Task::Pipeline(longest) = Task::pipeline(&documents, NonZeroUsize::MIN) else { panic!("no pipeline") };
        assert_eq!(longest.iter().map(|document| document.text.as_str()).collect::<Vec<_>>(), ["abc", "ab"]);
    }
}
