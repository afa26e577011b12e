//! Windows: what the encoder reads at once.
//!
//! A window holds consecutive sentences of one article, up to [`WINDOW`] pieces. All but the first of an article also
//! hold the sentences before it as context, whose states are not used, so that few sentences are read without the one
//! before. A sentence that is longer than the model can read is cut into segments.

use std::ops::Range;

use ndarray::{Array2, ArrayView2};

/// Pieces of a window, `[CLS]` and `[SEP]` included: what the model was trained on.
const WINDOW: usize = 192;
/// At most so many pieces of a window are context.
const CONTEXT: usize = 48;
/// Windows are encoded together up to about so many pieces.
const BATCH: usize = 512;

/// A sentence, or a part of an overlong one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    pub article: usize,
    /// Index of the sentence.
    pub sentence: usize,
    /// (word, piece id, token type), in order.
    pub pieces: Vec<(usize, u32, u8)>,
}

/// Consecutive segments that are read together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    /// Segments before the core, as context.
    pub context: Range<usize>,
    /// Segments whose states are used.
    pub core: Range<usize>,
}

/// Appends the segments of one sentence; each holds at most `longest` pieces.
pub(crate) fn segment(
    sentence: usize,
    article: usize,
    pieces: impl Iterator<Item = (usize, u32, u8)>,
    longest: usize,
    segments: &mut Vec<Segment>,
) {
    let pieces: Vec<_> = pieces.collect();
    segments.extend(pieces.chunks(longest).map(|part| Segment { article, sentence, pieces: part.to_vec() }));
}

/// Packs segments into windows, in order; every segment lies in exactly one core.
pub(crate) fn plan(segments: &[Segment]) -> Vec<Window> {
    let mut windows = Vec::new();
    let mut start = 0;
    while start < segments.len() {
        let context = context_before(segments, start);
        let mut pieces = length(segments, context.start..start + 1);
        let mut end = start + 1;
        while end < segments.len()
            && segments[end].article == segments[start].article
            && pieces + segments[end].pieces.len() + 2 <= WINDOW
        {
            pieces += segments[end].pieces.len();
            end += 1;
        }
        windows.push(Window { context, core: start..end });
        start = end;
    }
    windows
}

/// The segments just before `start` that fit as context.
fn context_before(segments: &[Segment], start: usize) -> Range<usize> {
    let (mut first, mut pieces) = (start, segments[start].pieces.len() + 2);
    let mut context = 0;
    while first > 0 && segments[first - 1].article == segments[start].article {
        let more = segments[first - 1].pieces.len();
        if context + more > CONTEXT || pieces + more > WINDOW {
            break;
        }
        (context, pieces, first) = (context + more, pieces + more, first - 1);
    }
    first..start
}

fn length(segments: &[Segment], range: Range<usize>) -> usize {
    segments[range].iter().map(|segment| segment.pieces.len()).sum()
}

/// Groups windows for the encoder.
pub(crate) fn batches(windows: &[Window]) -> impl Iterator<Item = &[Window]> {
    windows.chunks(BATCH.div_ceil(WINDOW))
}

impl Window {
    /// All segments of the window.
    pub(crate) fn all(&self) -> Range<usize> {
        self.context.start..self.core.end
    }

    /// Copies the hidden state of each core word's first piece into the word's row of `states`.
    ///
    /// `hidden` holds the window's pieces, `[CLS]` first.
    pub(crate) fn pick(&self, segments: &[Segment], hidden: ArrayView2<'_, f32>, states: &mut Array2<f32>) {
        let mut row = 1 + length(segments, self.context.clone());
        for index in self.core.clone() {
            // A word that the border before the segment splits has its first piece in the segment before.
            let mut previous = split_word(segments, index);
            for &(word, ..) in &segments[index].pieces {
                if previous != Some(word) {
                    states.row_mut(word).assign(&hidden.row(row));
                }
                previous = Some(word);
                row += 1;
            }
        }
    }
}

/// The last word of the segment before, which a cut inside a sentence may leave unfinished.
fn split_word(segments: &[Segment], index: usize) -> Option<usize> {
    let before = &segments[index.checked_sub(1)?];
    (before.sentence == segments[index].sentence).then(|| before.pieces.last().map(|piece| piece.0)).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn segments(lengths: &[usize], longest: usize) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut word = 0;
        for (sentence, &length) in lengths.iter().enumerate() {
            let words: Vec<_> = (word..word + length).map(|word| (word, 1, 1)).collect();
            word += length;
            segment(sentence, sentence / 7, words.into_iter(), longest, &mut segments);
        }
        segments
    }

    proptest! {
        #[test]
        fn every_word_is_in_one_core_and_no_window_is_too_long(lengths in prop::collection::vec(1..700_usize, 0..30)) {
            let segments = segments(&lengths, 510);
            let windows = plan(&segments);
            let mut next = 0;
            for window in &windows {
                prop_assert_eq!(window.core.start, next);
                next = window.core.end;
                let pieces = length(&segments, window.all()) + 2;
                prop_assert!(pieces <= WINDOW || window.core.len() == 1 && window.context.is_empty() && pieces <= 512);
                prop_assert!(segments[window.all()].iter().all(|one| one.article == segments[window.core.start].article));
            }
            prop_assert_eq!(next, segments.len());
        }
    }

    #[test]
    fn the_first_piece_of_a_word_is_taken_even_when_a_cut_splits_the_word() {
        let mut segments = Vec::new();
        segment(0, 0, [(0, 1, 1), (1, 2, 1), (1, 3, 1), (2, 4, 1)].into_iter(), 2, &mut segments);
        let mut states = Array2::zeros((3, 1));
        for (number, window) in [0..1, 1..2].into_iter().enumerate() {
            let window = Window { context: window.start..window.start, core: window };
            let hidden = Array2::from_shape_fn((4, 1), |(row, _)| (10 * number + row) as f32);
            window.pick(&segments, hidden.view(), &mut states);
        }
        assert_eq!(states.into_raw_vec_and_offset().0, [1.0, 2.0, 12.0]);
    }
}
