//! A sentence as the grammar sees it: its lexemes with the text and the lexicon behind them.

use dateline_text::Span;

use crate::lexeme::{Kind, Lexeme, WordId};
use crate::lexicon::{Class, Lexicon, NumberWord};
use crate::vocabulary::Phrases;

/// The lexemes of one sentence.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    pub(crate) text: &'a str,
    pub(crate) lexemes: &'a [Lexeme],
    pub(crate) lexicon: &'a Lexicon,
}

impl<'a> Line<'a> {
    /// Lexeme `at`.
    pub(crate) fn lexeme(&self, at: usize) -> Option<&'a Lexeme> {
        crate::work::count(1);
        self.lexemes.get(at)
    }

    /// The number of the word or sign `at`.
    pub(crate) fn word(&self, at: usize) -> WordId {
        self.lexeme(at).map_or(0, |lexeme| lexeme.word)
    }

    /// The text of lexeme `at`; empty past the end.
    pub(crate) fn surface(&self, at: usize) -> &'a str {
        self.lexeme(at).map_or("", |lexeme| lexeme.span.of(self.text))
    }

    /// The text from lexeme `from` up to but not including lexeme `to`, as bytes.
    pub(crate) fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.lexemes[from].span.start, self.lexemes[to - 1].span.end)
    }

    /// Whether lexeme `at` is the sign `sign`.
    pub(crate) fn is_sign(&self, at: usize, sign: &str) -> bool {
        self.lexeme(at).is_some_and(|lexeme| lexeme.kind == Kind::Sign && lexeme.span.of(self.text) == sign)
    }

    /// Whether lexeme `at` is a hyphen or a dash that stands for one.
    pub(crate) fn is_hyphen(&self, at: usize) -> bool {
        self.is(at, Class::HYPHEN)
    }

    /// Whether lexeme `at` stands directly behind the one before it.
    pub(crate) fn glued(&self, at: usize) -> bool {
        self.lexeme(at).is_some_and(|lexeme| !lexeme.spaced)
    }

    /// Whether the lexemes `from..to` are all that the document says.
    pub(crate) fn is_all(&self, from: usize, to: usize) -> bool {
        from == 0 && to == self.lexemes.len() && self.span(from, to).of(self.text).len() == self.text.trim().len()
    }

    /// The kind of lexeme `at`.
    pub(crate) fn kind(&self, at: usize) -> Option<Kind> {
        self.lexeme(at).map(|lexeme| lexeme.kind)
    }

    /// Whether lexeme `at` is of `class`.
    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.lexeme(at).is_some_and(|lexeme| self.lexicon.is(lexeme.word, class))
    }

    /// Whether the lexeme before `at` is of `class`.
    pub(crate) fn before_is(&self, at: usize, class: Class) -> bool {
        at > 0 && self.is(at - 1, class)
    }

    /// Whether lexeme `at` is *a* or *an*.
    pub(crate) fn is_article(&self, at: usize) -> bool {
        self.lexeme(at).is_some_and(|lexeme| self.lexicon.number(lexeme.word) == Some(NumberWord::Article))
    }

    /// The position after a hyphen with no space on either side at `at`, or `at` itself.
    pub(crate) fn past_hyphen(&self, at: usize) -> usize {
        if self.is_hyphen(at) && self.glued(at) && self.glued(at + 1) { at + 1 } else { at }
    }

    /// The longest of `phrases` that starts at `at`, as the position after it and its meaning.
    pub(crate) fn longest<T>(
        &self,
        at: usize,
        phrases: &'a Phrases<T>,
        mut fits: impl FnMut(usize, &T) -> bool,
    ) -> Option<(usize, &'a T)> {
        let rest = self.lexemes.get(at..)?;
        let (length, meaning) = phrases.longest(rest.iter(), |length, meaning| fits(at + length, meaning))?;
        Some((at + length, meaning))
    }

    /// The longest of the reversed `phrases` that ends before `at`, as the position of its first lexeme and its meaning.
    pub(crate) fn longest_before<T>(&self, at: usize, phrases: &'a Phrases<T>) -> Option<(usize, &'a T)> {
        let (length, meaning) = phrases.longest(self.lexemes[..at].iter().rev(), |_, _| true)?;
        Some((at - length, meaning))
    }
}
