//! Takes the dateline of a story apart from its first clause.

use dateline_text::{EntityKind, Upos};

use super::Repair;

/// How far into a sentence the dash of a dateline may stand.
const DATELINE: usize = 14;

impl Repair<'_, '_> {
    /// "KUALA LUMPUR, May 27 - Malaysia and Russia discussed": what stands before the dash is no part of the clause.
    pub(super) fn dateline(&mut self, words: std::ops::Range<usize>) {
        let Some(dash) =
            words.clone().take(DATELINE).find(|&at| matches!(self.analysis.word(at), "—" | "–" | "--" | "-"))
        else {
            return;
        };
        if !self.is_dateline(words.start..dash) {
            return;
        }
        let after = dash + 1..words.end;
        let astray = |word: &usize| self.heads[*word].is_some_and(|head| head <= dash && head >= words.start);
        let astray: Vec<usize> = after.clone().filter(astray).collect();
        let verb = after
            .clone()
            .find(|&word| self.upos(word) == Upos::Verb && self.heads[word].is_none_or(|head| head <= dash));
        let Some(verb) = verb.or_else(|| after.clone().find(|&word| self.heads[word].is_none())) else { return };
        if self.heads[verb].is_some() {
            self.heads[verb] = None;
            self.relations[verb] = "root";
        }
        let mut subject = None;
        for word in astray.into_iter().filter(|&word| word != verb) {
            match subject {
                None if word < verb && self.is_noun(word) => {
                    self.set(word, verb, "nsubj");
                    subject = Some(word);
                }
                Some(subject) if word < verb && self.is_noun(word) => self.set(word, subject, "conj"),
                _ => self.heads[word] = Some(verb),
            }
        }
    }

    /// A place in capitals or by name, then perhaps a date and an agency, and no verb.
    fn is_dateline(&self, words: std::ops::Range<usize>) -> bool {
        let Some(first) = words.clone().next() else { return false };
        let capitals = self.analysis.word(first).chars().all(|c| c.is_uppercase() || c == '.');
        let place = self
            .analysis
            .entities
            .get(self.covers.entity[first] as usize)
            .is_some_and(|name| name.kind == EntityKind::Location);
        (capitals || place) && words.clone().all(|word| !matches!(self.upos(word), Upos::Verb | Upos::Aux | Upos::Pron))
    }
}
