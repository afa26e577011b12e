//! Whether a clause speaks of the past or of the future, which decides where a bare `Tuesday` or `July` lies.
//!
//! News tells what has happened, so the past is the default. Where the words carry grammar, the verb that governs the
//! expression decides; without grammar, the nearest cue before the expression does, and failing that the nearest after.

use dateline_text::{Span, Token, Upos};

use crate::cues::Cues;

/// Where an expression points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To what has happened.
    Past,
    /// To what is to happen.
    Future,
    /// Nothing says.
    Unknown,
}

/// The words of one sentence.
pub(crate) struct Clauses<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Index in the document of the first word.
    first: usize,
    cues: &'a Cues,
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
        if let Some(direction) = self.by_preposition(at) {
            return direction;
        }
        let clause = self.by_grammar(at..after).unwrap_or_else(|| self.by_cues(at, after));
        let weak =
            at.checked_sub(1).is_some_and(|before| self.cues.weak_future_preposition.contains(&self.word(before)));
        if weak && clause != Direction::Past { Direction::Future } else { clause }
    }

    /// The word with this index, in lower case.
    fn word(&self, index: usize) -> String {
        self.tokens.get(index).map(|token| token.span.of(self.text).to_lowercase()).unwrap_or_default()
    }

    /// What the word right before the expression says.
    fn by_preposition(&self, at: usize) -> Option<Direction> {
        let before = self.word(at.checked_sub(1)?);
        if self.cues.future_preposition.contains(&before) {
            return Some(Direction::Future);
        }
        self.cues.past_preposition.contains(&before).then_some(Direction::Past)
    }

    /// What the governing verb says, where the tagger has run.
    fn by_grammar(&self, range: std::ops::Range<usize>) -> Option<Direction> {
        let mut at = range.clone().find(|&index| self.head(index).is_some_and(|head| !range.contains(&head)))?;
        for _ in 0..self.tokens.len() {
            at = self.head(at)?;
            let found = self.verb_direction(at);
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The head of a word, as an index into the sentence.
    fn head(&self, index: usize) -> Option<usize> {
        let token = self.tokens.get(index).filter(|token| token.upos != Upos::X)?;
        token.head?.checked_sub(self.first).filter(|&head| head < self.tokens.len())
    }

    /// What the verb at `at` says with its auxiliaries; `None` where it is no verb or says nothing.
    fn verb_direction(&self, at: usize) -> Option<Direction> {
        let verb = &self.tokens[at];
        if !matches!(verb.upos, Upos::Verb | Upos::Aux) {
            return None;
        }
        let helpers = self.tokens.iter().enumerate().filter(|(_, token)| token.head == Some(self.first + at));
        let mut past = self.is_past(&self.word(at));
        for (index, helper) in helpers {
            if !helper.deprel.starts_with("aux") && !helper.deprel.starts_with("mark") {
                continue;
            }
            let word = self.word(index);
            if self.cues.future.contains(&word) || (word == "to" && index < at) {
                return Some(Direction::Future);
            }
            past |= self.is_past(&word);
        }
        past.then_some(Direction::Past)
    }

    /// The nearest cue before the expression, or else after it.
    fn by_cues(&self, at: usize, after: usize) -> Direction {
        let before = (0..at.min(self.tokens.len())).rev().find_map(|index| self.cue(index));
        before.or_else(|| (after..self.tokens.len()).find_map(|index| self.cue(index))).unwrap_or(Direction::Unknown)
    }

    /// What one word says.
    fn cue(&self, index: usize) -> Option<Direction> {
        let word = self.word(index);
        let next = self.word(index + 1);
        if self.cues.future.contains(&word) || word == "be" {
            return Some(Direction::Future);
        }
        if self.cues.future_before_to.contains(&word) && (next == "to" || self.cues.future_before.contains(&next)) {
            return Some(Direction::Future);
        }
        if word == "to" && !next.is_empty() && self.is_infinitive(index + 1) {
            return Some(Direction::Unknown);
        }
        (self.is_past(&word) && !self.is_passive_of_be(index)).then_some(Direction::Past)
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

    /// Whether the word is a past form.
    fn is_past(&self, word: &str) -> bool {
        self.cues.past.contains(word) || (word.len() > 4 && word.ends_with("ed") && !self.cues.not_past.contains(word))
    }
}
