//! What is encoded and read together: windows that hold whole sentences, of one text or of several.

use std::ops::Range;

use dateline_encoder::{Batch, Encoder};
use dateline_text::{Document, Sentence, Token};
use dateline_tokenize::{Pieces, Shape};
use ndarray::{Array2, ArrayView2, s};

use crate::{
    Error,
    windows::{self, Segments, Window},
};

/// A text to be tagged: its words without grammar.
#[derive(Debug)]
pub struct Text<'a> {
    /// The text.
    pub document: &'a Document,
    /// Its sentences, which follow each other without a gap between their words.
    pub sentences: &'a [Sentence],
    /// Its words, whose grammar is filled.
    pub tokens: &'a mut [Token],
}

impl Text<'_> {
    /// The words of a sentence.
    pub(crate) fn words(&self, sentence: &Sentence) -> Vec<&str> {
        self.tokens[sentence.tokens.clone()].iter().map(|token| self.document.slice(token.span)).collect()
    }
}

/// Windows whose cores make up whole sentences: one, or as many as an overlong sentence takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Index of the text.
    pub text: usize,
    pub windows: Vec<Window>,
    pub sentences: Range<usize>,
    /// The words of the sentences.
    pub words: Range<usize>,
}

/// The units of several texts.
#[derive(Debug, Default)]
pub(crate) struct Units {
    segments: Vec<Segments>,
    pub all: Vec<Unit>,
}

/// What identifies all that a unit's reading depends on.
pub(crate) type Key = [u8; blake3::OUT_LEN];

impl Units {
    /// Splits texts into pieces, windows and units. Windows have at most `longest` pieces.
    pub(crate) fn new(pieces: &Pieces, texts: &[Text<'_>], longest: usize) -> Result<Self, Error> {
        let mut units = Self::default();
        for (number, text) in texts.iter().enumerate() {
            let segments = segments(pieces, text, longest)?;
            for windows in segments.units(segments.windows(longest)) {
                let sentences = segments.sentences(&windows);
                let words = text.sentences[sentences.start].tokens.start..text.sentences[sentences.end - 1].tokens.end;
                units.all.push(Unit { text: number, windows, sentences, words });
            }
            units.segments.push(segments);
        }
        Ok(units)
    }

    /// The key of a unit: its pieces with their context, where its words and sentences begin, and the words.
    pub(crate) fn key(&self, unit: &Unit, text: &Text<'_>) -> Key {
        let mut bytes = Vec::new();
        let mut put = |number: usize| bytes.extend_from_slice(&(number as u64).to_le_bytes());
        put(unit.windows.len());
        for window in &unit.windows {
            put(window.pieces.len());
            for &(word, id, shape) in &self.segments[unit.text].pieces[window.pieces.clone()] {
                // Words of the context before them count downwards from 2^64.
                put(word.wrapping_sub(unit.words.start));
                put(id as usize * 256 + usize::from(shape));
            }
        }
        for sentence in &text.sentences[unit.sentences.clone()] {
            bytes.extend_from_slice(&(sentence.tokens.len() as u64).to_le_bytes());
            for word in text.words(sentence) {
                bytes.extend_from_slice(&(word.len() as u64).to_le_bytes());
                bytes.extend_from_slice(word.as_bytes());
            }
        }
        *blake3::hash(&bytes).as_bytes()
    }

    /// Encodes the `chosen` units and calls `read` with the number of each and the hidden states of its words' first
    /// pieces, [words, hidden size], in order.
    pub(crate) fn encode(
        &self,
        encoder: &dyn Encoder,
        pieces: &Pieces,
        chosen: &[usize],
        mut read: impl FnMut(usize, ArrayView2<'_, f32>),
    ) -> Result<(), Error> {
        let mut states = Array2::zeros((0, 0));
        let windows: Vec<(usize, &Window)> =
            chosen.iter().flat_map(|&unit| self.all[unit].windows.iter().map(move |window| (unit, window))).collect();
        for windows in windows::batches(&windows, |(_, window)| window.pieces.len()) {
            let mut batch = Batch::default();
            for &(unit, window) in windows {
                let inner = &self.segments[self.all[unit].text].pieces[window.pieces.clone()];
                let inner = inner.iter().map(|&(_, id, shape)| (id, shape));
                batch.push([(pieces.start(), 0)].into_iter().chain(inner).chain([(pieces.separator(), 0)]));
            }
            let hidden = encoder.encode(&batch)?;
            let mut start = 0;
            for (&(number, window), length) in windows.iter().zip(batch.lengths()) {
                let unit = &self.all[number];
                if unit.windows[0] == *window {
                    states = Array2::zeros((unit.words.len(), encoder.hidden_size()));
                }
                let hidden = hidden.slice(s![start..start + length, ..]);
                self.segments[unit.text].pick(window, hidden, unit.words.start, &mut states);
                start += length;
                if unit.windows.last() == Some(window) {
                    read(number, states.view());
                }
            }
        }
        Ok(())
    }
}

/// The pieces of a text.
fn segments(pieces: &Pieces, text: &Text<'_>, longest: usize) -> Result<Segments, Error> {
    let mut segments = Segments::default();
    for (index, sentence) in text.sentences.iter().enumerate() {
        let words = text.words(sentence);
        let shapes: Vec<u8> = words.iter().map(|word| Shape::of(word).token_type()).collect();
        let found = pieces.encode(&words)?;
        let found = found.into_iter().map(|piece| (sentence.tokens.start + piece.word, piece.id, shapes[piece.word]));
        // Two of a window's pieces are its borders.
        segments.push(index, sentence.article, found, longest - 2);
    }
    Ok(segments)
}
