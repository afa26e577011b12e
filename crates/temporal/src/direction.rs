//! Whether a clause speaks of the past or of the future, which decides where a bare `Tuesday` or `July` lies.
//!
//! News tells what has happened, so the past is the default. Where the words carry grammar, the verb that governs the
//! expression decides ([`crate::governor`]); without grammar, the nearest cue before the expression does, and failing that the nearest after.

use std::borrow::Cow;

use dateline_text::{Span, Token};

use crate::cues::Cues;

/// Where an expression points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To what has happened, beyond doubt: `since March`.
    Over,
    /// To what has happened.
    Past,
    /// To what was to happen: `planned for Saturday`.
    Planned,
    /// To what is to happen.
    Future,
    /// Nothing says.
    Unknown,
}

impl Direction {
    /// Whether the expression points to what is or was to happen.
    pub(crate) const fn is_ahead(self) -> bool {
        matches!(self, Self::Planned | Self::Future)
    }
}

/// How far from an expression, in words, a cue can stand: it keeps the work linear in sentences without end.
pub(crate) const REACH: usize = 80;

/// The words of one sentence.
pub(crate) struct Clauses<'a> {
    text: &'a str,
    pub(crate) tokens: &'a [Token],
    /// Index in the document of the first word.
    pub(crate) first: usize,
    pub(crate) cues: &'a Cues,
}

impl<'a> Clauses<'a> {
    /// The sentence whose words are `tokens`, the first of which has the index `first` in the document.
    pub(crate) fn new(text: &'a str, tokens: &'a [Token], first: usize, cues: &'a Cues) -> Self {
        Self { text, tokens, first, cues }
    }

    /// Where an expression at `span` points.
    pub(crate) fn direction(&self, span: Span) -> Direction {
        let at = self.tokens.partition_point(|token| token.span.end <= span.start);
        let after = self.tokens.partition_point(|token| token.span.start < span.end);
        let opens_with_until = at == 1 && self.word(0) == "until";
        if let Some(direction) = self.by_preposition(at).filter(|_| !opens_with_until) {
            return direction;
        }
        let clause = self.by_grammar(at..after).unwrap_or_else(|| self.by_cues(at, after));
        // "Until Thursday, they had not called" against "They stay until Thursday".
        let weak = opens_with_until
            || at.checked_sub(1).is_some_and(|before| self.cues.weak_future_preposition.contains(&*self.word(before)));
        if weak && !matches!(clause, Direction::Past | Direction::Over) { Direction::Future } else { clause }
    }

    /// The word with this index, in lower case.
    pub(crate) fn word(&self, index: usize) -> Cow<'a, str> {
        crate::work::count(1);
        let word = self.tokens.get(index).map(|token| token.span.of(self.text)).unwrap_or_default();
        let small = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
    }

    /// What the word right before the expression says.
    fn by_preposition(&self, at: usize) -> Option<Direction> {
        let before = self.word(at.checked_sub(1)?);
        if self.cues.future_preposition.contains(&*before) {
            return Some(Direction::Future);
        }
        if before == "as" && self.is_as_early(at - 1) {
            return Some(Direction::Future);
        }
        if self.cues.over_preposition.contains(&*before) {
            return Some(Direction::Over);
        }
        self.cues.past_preposition.contains(&*before).then_some(Direction::Past)
    }

    /// Whether `as early` or `as soon` stands before the word.
    fn is_as_early(&self, at: usize) -> bool {
        at >= 2 && self.cues.future_between_as.contains(&*self.word(at - 1)) && self.word(at - 2) == "as"
    }

    /// Whether the word says that something lies ahead: `scheduled`, `expected in December`.
    pub(crate) fn announces(&self, at: usize) -> bool {
        let (word, next) = (self.word(at), self.word(at + 1));
        // "had been due to expire"
        if at >= 2 && self.word(at - 1) == "been" && (1..=3.min(at - 1)).any(|by| self.word(at - 1 - by) == "had") {
            return false;
        }
        self.cues.future.contains(&*word)
            || (next == "to" && self.cues.future_before_to.contains(&*word))
            || (self.cues.future_before.contains(&*next) && self.cues.announced.contains(&*word))
    }

    /// What a word that announces says: a participle tells of a plan, which may be over.
    pub(crate) fn announced_direction(&self, at: usize) -> Direction {
        if self.word(at).ends_with("ed") { Direction::Planned } else { Direction::Future }
    }

    /// The nearest cue before the expression, or else after it.
    fn by_cues(&self, at: usize, after: usize) -> Direction {
        let before = (at.saturating_sub(REACH)..at.min(self.tokens.len())).rev().find_map(|index| self.cue(index));
        before
            .or_else(|| (after..self.tokens.len().min(after + REACH)).find_map(|index| self.cue(index)))
            .unwrap_or(Direction::Unknown)
    }

    /// What one word says.
    fn cue(&self, index: usize) -> Option<Direction> {
        let word = self.word(index);
        if word == "be" {
            return Some(Direction::Future);
        }
        if self.announces(index) {
            return Some(self.announced_direction(index));
        }
        if word == "to" && self.is_infinitive(index + 1) {
            let announced = index > 0 && self.announces(index - 1);
            return Some(if announced { Direction::Future } else { Direction::Unknown });
        }
        self.past(&word).filter(|_| !self.is_passive_of_be(index))
    }

    /// Whether the word after `to` is a verb, as far as its form tells: a word in lower case that is no determiner.
    fn is_infinitive(&self, index: usize) -> bool {
        let Some(token) = self.tokens.get(index) else { return false };
        let surface = token.span.of(self.text);
        surface.starts_with(|c: char| c.is_lowercase()) && !self.cues.after_to.contains(surface)
    }

    /// Whether the word is a participle after `be`: `to be published`.
    fn is_passive_of_be(&self, index: usize) -> bool {
        (1..=2).any(|back| index.checked_sub(back).is_some_and(|before| self.word(before) == "be"))
    }

    /// What a past form says: that something happened, or that it is over beyond doubt.
    pub(crate) fn past(&self, word: &str) -> Option<Direction> {
        let settled = self.cues.settled.contains(word);
        (settled || self.cues.is_past_form(word)).then_some(if settled { Direction::Over } else { Direction::Past })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::grammar::Grammar;

    /// The words of `text`, without grammar.
    pub(crate) fn bare(text: &str) -> Vec<Token> {
        let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        let span = |word| Span::new(start(word), start(word) + word.len());
        text.split(' ').map(|word| Token::bare(span(word))).collect()
    }

    pub(crate) fn check(text: &str, tokens: &[Token], time: &str, expected: Direction) {
        let at = text.find(time).unwrap();
        let clauses = Clauses::new(text, tokens, 0, &Grammar::builtin().cues);
        assert_eq!(clauses.direction(Span::new(at, at + time.len())), expected, "{text}");
    }

    #[test]
    fn without_grammar_the_nearest_cue_decides() {
        for (text, time, expected) in [
            ("It said Friday it will close", "Friday", Direction::Past),
            ("It said it will close Friday", "Friday", Direction::Future),
            ("On Thursday he is scheduled to go home", "Thursday", Direction::Planned),
            ("The ruling is expected in December", "December", Direction::Planned),
            ("It had been due to expire Monday", "Monday", Direction::Unknown),
            ("Until Monday they had not met", "Monday", Direction::Past),
            ("He was seen on Monday", "Monday", Direction::Past),
            ("He died on Monday", "Monday", Direction::Over),
            ("He failed to appear Monday", "Monday", Direction::Unknown),
            ("He stays until Monday", "Monday", Direction::Future),
            ("Monday", "Monday", Direction::Unknown),
        ] {
            check(text, &bare(text), time, expected);
        }
    }
}
