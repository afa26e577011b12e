//! All that the stages before the rules found in one document.

use serde::{Deserialize, Serialize};

use crate::{Document, Entity, Sentence, Span, Time, Token, Value};

/// A document with everything that was read in it. Furniture holds no sentences, tokens, entities, times or values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// The document.
    pub document: Document,
    /// Sentences in text order.
    pub sentences: Vec<Sentence>,
    /// Words of all sentences in text order.
    pub tokens: Vec<Token>,
    /// Names in text order, not overlapping.
    pub entities: Vec<Entity>,
    /// Time expressions in text order.
    pub times: Vec<Time>,
    /// Amounts in text order.
    pub values: Vec<Value>,
}

impl Analysis {
    /// The surface form of the word with this index.
    pub fn word(&self, token: usize) -> &str {
        self.document.slice(self.tokens[token].span)
    }

    /// The sentence that holds the word with this index.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// The indices of the words that overlap `span`.
    pub fn tokens_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// The smallest span that covers the words `tokens`, or `None` when there are none.
    pub fn cover(&self, tokens: std::ops::Range<usize>) -> Option<Span> {
        let words = self.tokens.get(tokens)?;
        Some(words.first()?.span.cover(words.last()?.span))
    }
}
