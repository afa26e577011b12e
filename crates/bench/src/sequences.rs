//! Text as the encoder reads it: sequences of piece ids, made before any time is taken.

use std::num::NonZeroUsize;

use dateline_encoder::Batch;
use dateline_text::Document;
use dateline_tokenize::{Pieces, Shape};

use crate::{Error, ErrorKind};

/// In which order sequences are put into batches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The longest first: a backend that pads has little to pad, and no long batch comes last and leaves threads idle.
    #[default]
    Length,
    /// As the text has them.
    Text,
}

impl Order {
    /// All orders.
    pub const ALL: [Self; 2] = [Self::Length, Self::Text];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Text => "text",
        }
    }
}

/// One sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// (piece id, token type), `[CLS]` first and `[SEP]` last.
    pub pieces: Vec<(u32, u8)>,
    /// For each word, the index of its first piece in [`Sequence::pieces`].
    pub words: Vec<usize>,
}

/// A piece of text: what is between `[CLS]` and `[SEP]`.
#[derive(Debug, Clone, Copy)]
struct TextPiece {
    id: u32,
    token_type: u8,
    begins_word: bool,
}

/// Sequences of one text.
#[derive(Debug, Clone)]
pub struct Sequences {
    all: Vec<Sequence>,
    start: u32,
    separator: u32,
}

impl Sequences {
    /// A sequence for each sentence; one that is longer than `longest` pieces is cut into several.
    ///
    /// # Errors
    /// [`ErrorKind::Text`] when there are no words.
    pub fn of_sentences(documents: &[Document], pieces: &Pieces, longest: usize) -> Result<Self, Error> {
        let mut sequences = Self { all: vec![], start: pieces.start(), separator: pieces.separator() };
        for document in documents {
            let (sentences, tokens) = dateline_tokenize::tokenize(document);
            for sentence in &sentences {
                let words = tokens[sentence.tokens.clone()].iter().map(|token| document.slice(token.span));
                let inner = text_pieces(&words.collect::<Vec<_>>(), pieces)?;
                for part in inner.chunks(longest.saturating_sub(2).max(1)) {
                    sequences.push(part.iter().copied());
                }
            }
        }
        if sequences.all.is_empty() {
            return Err(Error::new(ErrorKind::Text, "the text holds no words"));
        }
        Ok(sequences)
    }

    fn push(&mut self, inner: impl Iterator<Item = TextPiece>) {
        let mut sequence = Sequence { pieces: vec![(self.start, 0)], words: vec![] };
        for piece in inner {
            sequence.words.extend(piece.begins_word.then_some(sequence.pieces.len()));
            sequence.pieces.push((piece.id, piece.token_type));
        }
        sequence.pieces.push((self.separator, 0));
        self.all.push(sequence);
    }

    /// Sequences of exactly `length` pieces, `[CLS]` and `[SEP]` among them: the text cut like a ribbon, begun again
    /// until there are `least` of them; at most `most`.
    ///
    /// # Errors
    /// [`ErrorKind::Text`] when the length has no room for text.
    pub fn cut(&self, length: NonZeroUsize, least: usize, most: usize) -> Result<Self, Error> {
        let inner = length.get().saturating_sub(2);
        if inner == 0 {
            return Err(Error::new(
                ErrorKind::Text,
                format!("sequences of {length} pieces hold no text; 3 is the least"),
            ));
        }
        let ribbon: Vec<TextPiece> = self.all.iter().flat_map(Sequence::inner).collect();
        let count = (ribbon.len() / inner).max(least).min(most).max(1);
        let mut pieces = ribbon.iter().copied().cycle();
        let mut cut = self.with(Vec::with_capacity(count));
        for _ in 0..count {
            cut.push(pieces.by_ref().take(inner));
        }
        Ok(cut)
    }

    /// The same sequences, begun again until there are `least` of them; at most `most`.
    #[must_use]
    pub fn repeated(&self, least: usize, most: usize) -> Self {
        let count = self.all.len().max(least).min(most).max(1);
        self.with(self.all.iter().cycle().take(count).cloned().collect())
    }

    /// The same sequences in another order.
    #[must_use]
    pub fn ordered(mut self, order: Order) -> Self {
        if order == Order::Length {
            self.all.sort_by_key(|sequence| std::cmp::Reverse(sequence.pieces.len()));
        }
        self
    }

    fn with(&self, all: Vec<Sequence>) -> Self {
        Self { all, ..*self }
    }

    /// The sequences.
    pub fn as_slice(&self) -> &[Sequence] {
        &self.all
    }

    /// The sequences in batches of `size`; the last may be smaller.
    pub fn batches(&self, size: NonZeroUsize) -> Vec<Batch> {
        let batch = |sequences: &[Sequence]| {
            let mut batch = Batch::default();
            for sequence in sequences {
                batch.push(sequence.pieces.iter().copied());
            }
            batch
        };
        self.all.chunks(size.get()).map(batch).collect()
    }

    /// Pieces of all sequences, `[CLS]` and `[SEP]` among them.
    pub fn pieces(&self) -> usize {
        self.all.iter().map(|sequence| sequence.pieces.len()).sum()
    }

    /// Words that begin in the sequences.
    pub fn words(&self) -> usize {
        self.all.iter().map(|sequence| sequence.words.len()).sum()
    }
}

impl Sequence {
    fn inner(&self) -> impl Iterator<Item = TextPiece> + '_ {
        let mut words = self.words.iter().copied().peekable();
        let inner = self.pieces[..self.pieces.len() - 1].iter().enumerate().skip(1);
        inner.map(move |(index, &(id, token_type))| {
            let begins_word = words.next_if_eq(&index).is_some();
            TextPiece { id, token_type, begins_word }
        })
    }
}

fn text_pieces(words: &[&str], pieces: &Pieces) -> Result<Vec<TextPiece>, Error> {
    let mut previous = None;
    let pieces = pieces.encode(words)?.into_iter().map(|piece| TextPiece {
        id: piece.id,
        token_type: Shape::of(words[piece.word]).token_type(),
        begins_word: previous.replace(piece.word) != Some(piece.word),
    });
    Ok(pieces.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences of these lengths; ids count the pieces of text from 10, and every word has two pieces.
    fn sentences(lengths: &[usize]) -> Sequences {
        let mut sequences = Sequences { all: vec![], start: 1, separator: 2 };
        let mut id = 10;
        for &length in lengths {
            let piece = |index| TextPiece { id: id + index, token_type: 1, begins_word: index % 2 == 0 };
            sequences.push((0..length as u32).map(piece));
            id += length as u32;
        }
        sequences
    }

    fn ids(sequences: &Sequences) -> Vec<Vec<u32>> {
        sequences.all.iter().map(|sequence| sequence.pieces.iter().map(|piece| piece.0).collect()).collect()
    }

    fn number(number: usize) -> NonZeroUsize {
        NonZeroUsize::new(number).unwrap()
    }

    #[test]
    fn a_sequence_knows_where_its_words_begin() {
        let sequences = sentences(&[3]);
        assert_eq!(ids(&sequences), [[1, 10, 11, 12, 2]]);
        assert_eq!((sequences.all[0].words.as_slice(), sequences.pieces(), sequences.words()), (&[1, 3][..], 5, 2));
    }

    #[test]
    fn cut_sequences_have_one_length_and_miss_nothing() {
        let cut = sentences(&[3, 4]).cut(number(5), 0, usize::MAX).unwrap();
        assert_eq!(ids(&cut), [[1, 10, 11, 12, 2], [1, 13, 14, 15, 2]]);
        assert_eq!(cut.all[1].words, [1, 3]);
    }

    #[test]
    fn a_short_text_is_begun_again() {
        let cut = sentences(&[2, 1]).cut(number(4), 3, usize::MAX).unwrap();
        assert_eq!(ids(&cut), [[1, 10, 11, 2], [1, 12, 10, 2], [1, 11, 12, 2]]);
        assert_eq!(ids(&sentences(&[1]).repeated(2, usize::MAX)), [[1, 10, 2], [1, 10, 2]]);
    }

    #[test]
    fn there_are_never_more_than_were_asked_for() {
        assert_eq!(sentences(&[9]).cut(number(5), 100, 2).unwrap().all.len(), 2);
        assert_eq!(sentences(&[1, 1, 1]).repeated(5, 2).all.len(), 2);
    }

    #[test]
    fn two_pieces_have_no_room_for_text() {
        assert_eq!(sentences(&[9]).cut(number(2), 0, 9).unwrap_err().kind(), ErrorKind::Text);
    }

    #[test]
    fn the_longest_come_first_and_batches_keep_the_order() {
        let sequences = sentences(&[1, 3, 2]).ordered(Order::Length);
        let batches = sequences.batches(number(2));
        assert_eq!(batches.iter().map(|batch| batch.lengths().to_vec()).collect::<Vec<_>>(), [vec![5, 4], vec![3]]);
        assert_eq!(ids(&sentences(&[1, 3]).ordered(Order::Text))[0].len(), 3);
    }
}
