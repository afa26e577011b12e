//! Word pieces: what the encoder reads.

use std::path::Path;

use dateline_text::Span;
use tokenizers::{EncodeInput, InputSequence, Tokenizer};

use crate::{Error, ErrorKind};

/// Splits words into the word pieces of a model's `tokenizer.json`.
#[derive(Debug, Clone)]
pub struct Pieces {
    tokenizer: Tokenizer,
    start: u32,
    separator: u32,
    unknown: u32,
}

/// A word piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Row of the model's embedding table.
    pub id: u32,
    /// Index of the word that it is part of, in the slice given to [`Pieces::encode`].
    pub word: usize,
    /// Bytes of the word that it stands for.
    pub span: Span,
}

impl Pieces {
    /// Loads `tokenizer.json`.
    ///
    /// # Errors
    /// [`ErrorKind::Load`] when the file cannot be read or is no tokeniser; [`ErrorKind::SpecialPiece`] when its
    /// vocabulary lacks `[CLS]`, `[SEP]` or `[UNK]`.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let mut tokenizer = Tokenizer::from_file(path).map_err(|source| Error::new(ErrorKind::Load, source))?;
        // Windows are cut by the tagger, and nothing is padded.
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(|source| Error::new(ErrorKind::Load, source))?;
        let special = |piece: &str| {
            tokenizer.token_to_id(piece).ok_or_else(|| Error::new(ErrorKind::SpecialPiece, format!("no {piece}")))
        };
        let (start, separator, unknown) = (special("[CLS]")?, special("[SEP]")?, special("[UNK]")?);
        Ok(Self { tokenizer, start, separator, unknown })
    }

    /// The id of `[CLS]`, which opens a window.
    pub const fn start(&self) -> u32 {
        self.start
    }

    /// The id of `[SEP]`, which closes a window.
    pub const fn separator(&self) -> u32 {
        self.separator
    }

    /// The pieces of `words`, in order; every word has at least one (`[UNK]` when the vocabulary has nothing for it).
    ///
    /// # Errors
    /// [`ErrorKind::Encode`] when the library refuses the words.
    pub fn encode(&self, words: &[&str]) -> Result<Vec<Piece>, Error> {
        let input = EncodeInput::Single(InputSequence::from(words));
        let encoding = self.tokenizer.encode(input, false).map_err(|source| Error::new(ErrorKind::Encode, source))?;
        let mut pieces = Vec::with_capacity(encoding.len() + 2);
        let mut next_word = 0;
        let parts = encoding.get_ids().iter().zip(encoding.get_word_ids()).zip(encoding.get_offsets());
        for ((&id, &word), &(start, end)) in parts {
            let Some(word) = word.map(|word| word as usize) else { continue };
            self.fill(words, next_word..word, &mut pieces);
            pieces.push(Piece { id, word, span: Span::new(start, end) });
            next_word = word + 1;
        }
        self.fill(words, next_word..words.len(), &mut pieces);
        Ok(pieces)
    }

    /// Words that the normaliser leaves nothing of (a lone combining mark) still get a piece.
    fn fill(&self, words: &[&str], missing: std::ops::Range<usize>, pieces: &mut Vec<Piece>) {
        pieces.extend(missing.map(|word| Piece { id: self.unknown, word, span: Span::new(0, words[word].len()) }));
    }
}
