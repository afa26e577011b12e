//! What the tagger says about the words of a sentence, where it has run.

use dateline_text::{Span, Token, Upos};

/// The words of one sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grammar<'a> {
    tokens: &'a [Token],
    /// Index of the first word in the document.
    first: usize,
}

impl<'a> Grammar<'a> {
    /// The grammar of the words `tokens[words]`; empty where the tagger has not run.
    pub(crate) fn of(tokens: &'a [Token], words: std::ops::Range<usize>) -> Self {
        let first = words.start;
        let tokens = tokens.get(words).unwrap_or_default();
        let tagged = tokens.iter().any(|token| token.upos != Upos::X);
        Self { tokens: if tagged { tokens } else { &[] }, first }
    }

    /// Whether the tagger has run.
    pub(crate) fn is_known(self) -> bool {
        !self.tokens.is_empty()
    }

    /// The noun that the number at `number` counts, if it stands within reach behind it.
    pub(crate) fn counted_noun(self, number: Span) -> Option<&'a Token> {
        let start = self.tokens.partition_point(|token| token.span.end <= number.start);
        let end = self.tokens.partition_point(|token| token.span.start < number.end);
        let inside = |at: usize| (start..end).contains(&at);
        let top = (start..end).find(|&at| self.head(at).is_none_or(|head| !inside(head)))?;
        let head = self.head(top).filter(|&head| head >= end && head - end < REACH)?;
        let counts = self.tokens[top].deprel.starts_with("nummod");
        let noun = matches!(self.tokens[head].upos, Upos::Noun | Upos::Propn);
        (counts && noun).then(|| &self.tokens[head])
    }

    fn head(self, at: usize) -> Option<usize> {
        self.tokens[at].head?.checked_sub(self.first).filter(|&head| head < self.tokens.len())
    }
}

/// How many words may stand between a number and its noun.
const REACH: usize = 8;
