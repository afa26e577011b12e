//! The answers of the inference stage, word by word.

use std::num::NonZeroUsize;

use dateline_tagger::EntityScorer;
use ndarray::{Array2, Axis, s};

use crate::{Agreement, Sequences};

/// Logits and tags of the words of some sequences.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    /// The logits of each word's first piece, shape [words, tags].
    logits: Array2<f32>,
    /// The best valid sequence of tags.
    tags: Vec<usize>,
}

impl Answer {
    /// What batches of `size` sequences gave; each output holds the logits of all pieces of its batch.
    pub(crate) fn new(
        sequences: &Sequences,
        size: NonZeroUsize,
        outputs: &[Array2<f32>],
        scorer: &EntityScorer,
    ) -> Self {
        let logits = word_rows(sequences, size, outputs);
        let mut tags = Vec::with_capacity(logits.nrows());
        for sequence in sequences.as_slice() {
            let first = tags.len();
            tags.extend(scorer.tags(logits.slice(s![first..first + sequence.words.len(), ..])));
        }
        Self { logits, tags }
    }

    pub(crate) fn compare(&self, expected: &Self) -> Agreement {
        Agreement::of_words(&self.tags, &expected.tags, &self.logits, &expected.logits)
    }
}

fn word_rows(sequences: &Sequences, size: NonZeroUsize, outputs: &[Array2<f32>]) -> Array2<f32> {
    let tags = outputs.first().map_or(0, Array2::ncols);
    let mut rows = Array2::zeros((sequences.words(), tags));
    let mut places = rows.axis_iter_mut(Axis(0));
    for (batch, output) in sequences.as_slice().chunks(size.get()).zip(outputs) {
        let mut start = 0;
        for sequence in batch {
            for (&word, mut place) in sequence.words.iter().zip(&mut places) {
                place.assign(&output.row(start + word));
            }
            start += sequence.pieces.len();
        }
    }
    rows
}
