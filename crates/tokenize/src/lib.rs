//! Sentences, words and word pieces with exact offsets.
//!
//! [`tokenize`] splits what is no furniture into sentences (`sentencex`) and words by the conventions of Universal
//! Dependencies English; [`Pieces`] splits words into the word pieces of a model (`tokenizers`).

mod blocks;
mod error;
mod lexicon;
mod pieces;
mod sentences;
mod shape;
mod words;

use dateline_text::{Document, Sentence, Token};

pub use error::{Error, ErrorKind};
pub use pieces::{Piece, Pieces};
pub use shape::Shape;

/// Splits a document into sentences and bare words.
///
/// No sentence lies in furniture, and none crosses the border of an article or of a piece of furniture. Words come in
/// text order and do not overlap; blanks and zero-width spaces belong to none.
pub fn tokenize(document: &Document) -> (Vec<Sentence>, Vec<Token>) {
    let mut sentences = Vec::new();
    let mut tokens: Vec<Token> = Vec::new();
    for block in blocks::blocks(document) {
        for sentence in sentences::split(&document.text, block.span) {
            let words = words::split(&document.text, sentence);
            for words in words.chunks(sentences::MAX_WORDS) {
                let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
                let start = tokens.len();
                tokens.extend(words.iter().copied().map(Token::bare));
                sentences.push(Sentence {
                    span: first.cover(*last),
                    tokens: start..tokens.len(),
                    article: block.article,
                });
            }
        }
    }
    (sentences, tokens)
}
