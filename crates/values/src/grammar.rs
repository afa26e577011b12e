//! What the tagger says about the words of a sentence, where it has run.

use std::ops::Range;

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
    pub(crate) fn of(tokens: &'a [Token], words: Range<usize>) -> Self {
        let first = words.start;
        let tokens = tokens.get(words).unwrap_or_default();
        let tagged = tokens.iter().any(|token| token.upos != Upos::X);
        Self { tokens: if tagged { tokens } else { &[] }, first }
    }

    /// The nouns that the number at `number` may count, nearest first: the one that it modifies, and those behind it
    /// which that one modifies in turn (a parser often hangs the number of *ten member states* on *member*).
    pub(crate) fn counted_nouns(self, number: Span) -> impl Iterator<Item = &'a Token> {
        let Range { start, end } = self.words(number);
        let top = self.top(start..end);
        let counts = top.filter(|&top| self.tokens[top].deprel.starts_with("nummod"));
        let within = move |&head: &usize| head >= end && head - end < REACH;
        let first = counts.and_then(|top| self.head(top)).filter(within);
        std::iter::successors(first, move |&at| self.modified(at).filter(within))
            .map(move |at| &self.tokens[at])
            .filter(|token| matches!(token.upos, Upos::Noun | Upos::Propn))
    }

    /// Whether the number at `number` names the word right before it, as in *Salyut 6* and *May 3*.
    pub(crate) fn is_label(self, number: Span) -> bool {
        let words = self.words(number);
        let head = self.top(words.clone()).and_then(|top| self.head(top));
        head.is_some_and(|head| head + 1 == words.start && matches!(self.tokens[head].upos, Upos::Noun | Upos::Propn))
    }

    /// The words that overlap `span`.
    fn words(self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// The word among `words` that hangs on none of them.
    fn top(self, words: Range<usize>) -> Option<usize> {
        words.clone().find(|&at| self.head(at).is_none_or(|head| !words.contains(&head)))
    }

    /// The word behind the one at `at` that it is a modifier of.
    fn modified(self, at: usize) -> Option<usize> {
        let modifies = matches!(self.tokens[at].deprel.split(':').next(), Some("compound" | "amod" | "nmod"));
        self.head(at).filter(|&head| modifies && head > at)
    }

    fn head(self, at: usize) -> Option<usize> {
        self.tokens[at].head?.checked_sub(self.first).filter(|&head| head < self.tokens.len())
    }
}

/// How many words may stand between a number and its noun.
const REACH: usize = 8;
