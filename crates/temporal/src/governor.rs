//! What the verb that governs an expression says of past or future, where the words carry grammar.

use dateline_text::{Token, Upos};

use crate::direction::{Clauses, Direction, REACH};

/// How many words lie between an expression and the verb that governs it, at most.
const CHAIN: usize = 32;

impl Clauses<'_> {
    /// What the governing verb says, where the tagger has run.
    pub(crate) fn by_grammar(&self, range: std::ops::Range<usize>) -> Option<Direction> {
        let top = range.clone().find(|&index| self.head(index).is_some_and(|head| !range.contains(&head)))?;
        let mut at = self.governor(top, range.start)?;
        for _ in 0..CHAIN {
            let found = self.verb_direction(at);
            if found.is_some() {
                return found;
            }
            at = self.head(at)?;
        }
        None
    }

    /// What the expression depends on. A bare time (`Tuesday`) that is put to a verb far before belongs to the verb
    /// next to it instead: parsers err on these more than writers do.
    fn governor(&self, top: usize, start: usize) -> Option<usize> {
        let head = self.head(top)?;
        if !self.tokens[top].deprel.ends_with(":unmarked") || head >= start {
            return Some(head);
        }
        let nearer = (head + 1..start).rev().take(REACH).find(|&index| self.tokens[index].upos == Upos::Verb);
        Some(nearer.unwrap_or(head))
    }

    /// The head of a word, as an index into the sentence.
    fn head(&self, index: usize) -> Option<usize> {
        let token = self.tokens.get(index).filter(|token| token.upos != Upos::X)?;
        token.head?.checked_sub(self.first).filter(|&head| head < self.tokens.len())
    }

    /// What the verb at `at` says with its auxiliaries; `None` where it is no verb or says nothing.
    fn verb_direction(&self, at: usize) -> Option<Direction> {
        if !matches!(self.tokens[at].upos, Upos::Verb | Upos::Aux) {
            return None;
        }
        let helpers = || self.helpers(at).map(|index| self.word(index));
        if helpers().any(|word| self.cues.future.contains(&*word)) {
            return Some(Direction::Future);
        }
        if self.announces(at) {
            return Some(self.announced_direction(at));
        }
        if helpers().any(|word| word == "to") {
            // "is to resume"
            let ahead = helpers().any(|word| self.cues.future_before_infinitive.contains(&*word));
            return Some(if ahead { Direction::Future } else { self.infinitive_direction(at) });
        }
        let past = self.past(&self.word(at));
        past.or_else(|| helpers().any(|word| self.cues.is_past_form(&word)).then_some(Direction::Past))
    }

    /// The auxiliaries and the `to` of the verb at `at`.
    fn helpers(&self, at: usize) -> impl Iterator<Item = usize> {
        let is_helper = move |token: &Token| {
            token.head == Some(self.first + at) && (token.deprel.starts_with("aux") || token.deprel == "mark")
        };
        let from = at.saturating_sub(REACH);
        crate::work::count(at - from);
        (from..at).filter(move |&index| is_helper(&self.tokens[index]))
    }

    /// Where an infinitive points: ahead after `plans` and in `guidelines to be published`, but `failed to appear on
    /// Monday` may be past.
    fn infinitive_direction(&self, at: usize) -> Direction {
        let governed = self.head(at).is_some_and(|head| self.cues.future_before_to.contains(&*self.word(head)));
        let of_noun =
            self.tokens[at].deprel.starts_with("acl") && self.helpers(at).any(|index| self.word(index) == "be");
        if governed || of_noun { Direction::Future } else { Direction::Unknown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::direction::tests::{bare, check};

    /// The words of `text` with grammar: part of speech, head (as an index) and relation of each.
    fn tagged(text: &str, grammar: &[(Upos, Option<usize>, &str)]) -> Vec<Token> {
        let tokens = bare(text).into_iter().zip(grammar);
        tokens.map(|(token, &(upos, head, deprel))| Token { upos, head, deprel: deprel.into(), ..token }).collect()
    }

    #[test]
    fn with_grammar_the_governing_verb_decides() {
        use Upos::{Adp, Aux, Part, Pron, Propn, Verb};
        let text = "They will , he said , meet Monday";
        let grammar = [
            (Pron, Some(6), "nsubj"),
            (Aux, Some(6), "aux"),
            (Upos::Punct, Some(4), "punct"),
            (Pron, Some(4), "nsubj"),
            (Verb, Some(6), "parataxis"),
            (Upos::Punct, Some(4), "punct"),
            (Verb, None, "root"),
            (Propn, Some(6), "obl:tmod"),
        ];
        check(text, &bare(text), "Monday", Direction::Past);
        check(text, &tagged(text, &grammar), "Monday", Direction::Future);
        let text = "He failed to appear on Monday";
        let grammar = [
            (Pron, Some(1), "nsubj"),
            (Verb, None, "root"),
            (Part, Some(3), "mark"),
            (Verb, Some(1), "xcomp"),
            (Adp, Some(5), "case"),
            (Propn, Some(3), "obl"),
        ];
        check(text, &tagged(text, &grammar), "Monday", Direction::Unknown);
    }
}
