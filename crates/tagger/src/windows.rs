//! Windows: what the encoder reads at once.
//!
//! A window holds consecutive sentences of one article, up to [`WINDOW`] pieces. Windows overlap: each also holds what
//! comes before and after its own sentences as context, whose states are not used, so that no sentence is read without
//! its neighbours. Context is whole sentences, or the nearest part of one that is too long. A sentence that is longer
//! than the model can read is cut into segments.

use std::ops::Range;

use ndarray::{Array2, ArrayView2};

/// Pieces of a window, `[CLS]` and `[SEP]` included: what the model was trained on.
const WINDOW: usize = 192;
/// At most so many pieces of a window are context before its own sentences, and so many after them. On CoNLL-2003's
/// development section the context after is worth 0.1 points of F1.
const BEFORE: usize = 48;
const AFTER: usize = 32;
/// Windows are encoded together up to about so many pieces, in the order of the text. They are not sorted by length: the
/// native encoder packs them one behind the other, so that a short one beside a long one costs nothing. Backends that fill
/// up to the longest of a batch would gain by it only where many short documents meet; other windows are full but for the
/// last of an article.
const BATCH: usize = 576;

/// A word piece: the word that it belongs to, its id, its token type.
pub(crate) type Piece = (usize, u32, u8);

/// The pieces of a document, in segments: sentences, or parts of overlong ones.
#[derive(Debug, Default)]
pub(crate) struct Segments {
    pub pieces: Vec<Piece>,
    segments: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Segment {
    article: usize,
    /// Index of the sentence.
    sentence: usize,
    /// Where its pieces lie among the document's.
    pieces: Range<usize>,
}

/// Consecutive segments that are read together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    /// The pieces of the window, context included.
    pub pieces: Range<usize>,
    /// The segments whose states are used.
    core: Range<usize>,
}

impl Segments {
    /// Appends a sentence in segments of at most `longest` pieces.
    pub(crate) fn push(
        &mut self,
        sentence: usize,
        article: usize,
        pieces: impl Iterator<Item = Piece>,
        longest: usize,
    ) {
        let start = self.pieces.len();
        self.pieces.extend(pieces);
        let end = self.pieces.len();
        let parts = (start..end).step_by(longest).map(|from| from..end.min(from + longest));
        self.segments.extend(parts.map(|pieces| Segment { article, sentence, pieces }));
    }

    /// Packs the segments into windows of [`WINDOW`] pieces, or of `longest` where the model reads no more, in order;
    /// every segment lies in exactly one core.
    pub(crate) fn windows(&self, longest: usize) -> Vec<Window> {
        let size = WINDOW.min(longest);
        let mut windows = Vec::new();
        for article in self.segments.chunk_by(|one, next| one.article == next.article) {
            let mut rest = article;
            while !rest.is_empty() {
                let window = self.window(article, rest.len(), size);
                rest = &rest[window.core.len()..];
                windows.push(window);
            }
        }
        windows
    }

    /// The window that begins the last `rest` segments of an article.
    fn window(&self, article: &[Segment], rest: usize, size: usize) -> Window {
        let (done, rest) = article.split_at(article.len() - rest);
        let own = rest[0].pieces.clone();
        let room = size.saturating_sub(own.len() + 2);
        let before = before(done, room.min(BEFORE));
        let room = room - before;
        // The rest of the article, or as much as leaves room for what follows.
        let mut more = fitting(&rest[1..], room);
        if 1 + more < rest.len() {
            more = fitting(&rest[1..], room.saturating_sub(AFTER));
        }
        let end = rest[more].pieces.end;
        let after = after(&rest[1 + more..], (room - (end - own.end)).min(AFTER));
        let first = self.segments.partition_point(|segment| segment.pieces.start < own.start);
        Window { pieces: own.start - before..end + after, core: first..first + 1 + more }
    }

    /// Puts windows together whose cores share a sentence.
    pub(crate) fn units(&self, windows: Vec<Window>) -> Vec<Vec<Window>> {
        let sentence = |segment: usize| self.segments[segment].sentence;
        let same = |one: &Window, next: &Window| sentence(one.core.end - 1) == sentence(next.core.start);
        windows.chunk_by(same).map(<[Window]>::to_vec).collect()
    }

    /// The sentences of the cores of `windows`, which follow each other.
    pub(crate) fn sentences(&self, windows: &[Window]) -> Range<usize> {
        let sentence = |segment: usize| self.segments[segment].sentence;
        let [first, last] = [windows.first(), windows.last()].map(|window| window.expect("a unit has windows"));
        sentence(first.core.start)..sentence(last.core.end - 1) + 1
    }

    /// Copies the hidden state of each core word's first piece into the word's row of `states`, of which the first is
    /// that of `first_word`.
    ///
    /// `hidden` holds the window's pieces, `[CLS]` first.
    pub(crate) fn pick(
        &self,
        window: &Window,
        hidden: ArrayView2<'_, f32>,
        first_word: usize,
        states: &mut Array2<f32>,
    ) {
        for index in window.core.clone() {
            // A word that the border before the segment splits has its first piece in the segment before.
            let mut previous = self.split_word(index);
            for at in self.segments[index].pieces.clone() {
                let word = self.pieces[at].0;
                if previous != Some(word) {
                    states.row_mut(word - first_word).assign(&hidden.row(1 + at - window.pieces.start));
                }
                previous = Some(word);
            }
        }
    }

    /// The last word of the segment before, which a cut inside a sentence may leave unfinished.
    fn split_word(&self, index: usize) -> Option<usize> {
        let before = &self.segments[index.checked_sub(1)?];
        (before.sentence == self.segments[index].sentence).then(|| self.pieces[before.pieces.end - 1].0)
    }
}

/// How many segments fit into `room` pieces.
fn fitting(segments: &[Segment], room: usize) -> usize {
    let start = segments.first().map_or(0, |segment| segment.pieces.start);
    segments.iter().take_while(|segment| segment.pieces.end - start <= room).count()
}

/// How many pieces of context to take from the end of `segments`.
fn before(segments: &[Segment], room: usize) -> usize {
    let Some(last) = segments.last() else { return 0 };
    let fit = segments.iter().rev().map(|segment| last.pieces.end - segment.pieces.start);
    fit.take_while(|&pieces| pieces <= room).last().unwrap_or(room)
}

/// How many pieces of context to take from the start of `segments`.
fn after(segments: &[Segment], room: usize) -> usize {
    match fitting(segments, room) {
        0 if segments.is_empty() => 0,
        0 => room,
        fit => segments[fit - 1].pieces.end - segments[0].pieces.start,
    }
}

/// Groups windows for the encoder: up to about [`BATCH`] pieces, in order.
pub(crate) fn batches<T>(windows: &[T], pieces: impl Fn(&T) -> usize) -> impl Iterator<Item = &[T]> {
    let mut rest = windows;
    std::iter::from_fn(move || {
        let mut total = 0;
        let fit = rest.iter().take_while(|window| {
            total += pieces(window);
            total <= BATCH
        });
        let (batch, others) = rest.split_at(fit.count().max(1).min(rest.len()));
        rest = others;
        (!batch.is_empty()).then_some(batch)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn segments(lengths: &[usize], longest: usize, sentences_per_article: usize) -> Segments {
        let mut segments = Segments::default();
        let mut word = 0;
        for (sentence, &length) in lengths.iter().enumerate() {
            let words = (word..word + length).map(|word| (word, 1, 1));
            word += length;
            segments.push(sentence, sentence / sentences_per_article, words, longest);
        }
        segments
    }

    proptest! {
        #[test]
        fn every_word_is_in_one_core_and_every_neighbour_is_context(
            lengths in prop::collection::vec(1..700_usize, 0..30),
        ) {
            let segments = segments(&lengths, 510, 7);
            let mut next = 0;
            for window in segments.windows(512) {
                prop_assert_eq!(window.core.start, next);
                next = window.core.end;
                let core = &segments.segments[window.core.clone()];
                let (start, end) = (core[0].pieces.start, core[core.len() - 1].pieces.end);
                prop_assert!(window.pieces.start <= start && end <= window.pieces.end);
                prop_assert!(window.pieces.len() + 2 <= WINDOW || core.len() == 1 && window.pieces == (start..end));
                let article = |index: usize| segments.segments.get(index).map(|one| one.article);
                let room = WINDOW.saturating_sub(end - start + 2) > 0;
                if article(window.core.end) == article(window.core.start) && room {
                    prop_assert!(window.pieces.end > end || window.pieces.len() + 2 == WINDOW);
                }
                if window.core.start > 0 && article(window.core.start - 1) == article(window.core.start) && room {
                    prop_assert!(window.pieces.start < start);
                }
                let inside = segments.segments.iter().filter(|one| one.pieces.start < window.pieces.end
                    && window.pieces.start < one.pieces.end);
                prop_assert!(inside.map(|one| Some(one.article)).all(|one| one == article(window.core.start)));
            }
            prop_assert_eq!(next, segments.segments.len());
        }
    }

    #[test]
    fn sentences_have_neighbours_on_both_sides() {
        let windows = segments(&[20; 14], 510, 14).windows(512);
        assert_eq!(windows[0], Window { pieces: 0..160, core: 0..7 }, "one sentence of context after the last");
        assert_eq!(windows[1], Window { pieces: 100..280, core: 7..14 }, "two before; the rest of the article fits");
        let windows = segments(&[20; 14], 510, 7).windows(512);
        assert_eq!(windows[0], Window { pieces: 0..140, core: 0..7 }, "no context from another article");
    }

    #[test]
    fn a_model_that_reads_less_gets_shorter_windows() {
        let windows = segments(&[20; 30], 98, 30).windows(100);
        assert!(windows.iter().all(|window| window.pieces.len() + 2 <= 100), "{windows:?}");
    }

    #[test]
    fn of_a_long_neighbour_the_nearest_part_is_context() {
        let windows = segments(&[100, 60, 120], 510, 3).windows(512);
        assert_eq!(windows[0], Window { pieces: 0..132, core: 0..1 });
        assert_eq!(windows[1], Window { pieces: 52..192, core: 1..2 });
    }

    #[test]
    fn the_first_piece_of_a_word_is_taken_even_when_a_cut_splits_the_word() {
        let mut segments = Segments::default();
        segments.push(0, 0, [(0, 1, 1), (1, 2, 1), (1, 3, 1), (2, 4, 1)].into_iter(), 2);
        let mut states = Array2::zeros((3, 1));
        for (number, core) in [0..1, 1..2].into_iter().enumerate() {
            let window = Window { pieces: 2 * number..2 * number + 2, core };
            let hidden = Array2::from_shape_fn((4, 1), |(row, _)| (10 * number + row) as f32);
            segments.pick(&window, hidden.view(), 0, &mut states);
        }
        assert_eq!(states.into_raw_vec_and_offset().0, [1.0, 2.0, 12.0]);
    }
}
