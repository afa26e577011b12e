//! Repairs of what hangs on a verb: receivers, objects and participles on the wrong side or the wrong verb.

use dateline_text::Upos;

use super::Repair;
use crate::tree::NONE;

impl Repair<'_, '_> {
    /// "Moscow sold Malaysia 18 jets", Malaysia taken for a second subject: it stands behind the verb, and so receives.
    pub(super) fn subject_behind(&mut self, noun: usize) {
        let Some(verb) = self.heads[noun].filter(|&verb| verb < noun && self.relations[noun] == "nsubj") else {
            return;
        };
        let words = self.analysis.sentences[self.analysis.sentence_of(noun)].tokens.clone();
        let of_verb = |word: usize, relation: &str| self.heads[word] == Some(verb) && self.relations[word] == relation;
        let subject = (words.start..verb).any(|word| of_verb(word, "nsubj"));
        let object = (verb + 1..words.end).find(|&word| of_verb(word, "obj"));
        let touches = (verb + 1..noun).all(|word| self.goes_on(word));
        let Some(object) = object.filter(|_| self.upos(verb) == Upos::Verb && self.is_noun(noun)) else { return };
        if subject && touches {
            self.relations[noun.max(object)] = "obj";
            self.relations[noun.min(object)] = "iobj";
        }
    }

    /// "amounted to $2.5 billion, exceeding the figure of 2017": a participle behind a comma goes on from the clause, not
    /// from an amount. "with 400,000 Russians visiting Israel": without a comma, it describes the noun before it.
    pub(super) fn participle(&mut self, verb: usize) {
        let Some(head) = self.heads[verb].filter(|&head| head < verb && self.upos(verb) == Upos::Verb) else { return };
        let Some(before) = verb.checked_sub(1) else { return };
        let goes_on = self.relations[verb] == "acl" && self.analysis.word(before) == "," && self.is_amount(head);
        let clause = self.heads[head].filter(|&clause| goes_on && self.upos(clause) == Upos::Verb);
        if let Some(clause) = clause {
            self.set(verb, clause, "advcl");
        }
        let astray = self.relations[verb] == "advcl" && self.relations[before] == "nsubj" && head < before;
        if astray && self.heads[before] == Some(head) && self.is_noun(before) {
            self.set(verb, before, "acl");
        }
    }

    /// "telephoned Kerry": a bare phrase behind a verb without an object is its object.
    pub(super) fn bare_object(&mut self, noun: usize) {
        let Some(verb) = self.heads[noun].filter(|&verb| verb < noun && self.relations[noun] == "obl") else { return };
        let timed = self.is_timed(noun);
        let bare = !self.has_kid(noun, &["case", "mark"])
            && !self.has_kid(verb, &["obj", "ccomp", "xcomp", "aux:pass", "nsubj:pass"]);
        let touches = noun - verb <= 8 && (verb + 1..noun).all(|word| self.goes_on(word));
        if self.upos(verb) == Upos::Verb && self.is_noun(noun) && bare && !timed && touches {
            self.relations[noun] = "obj";
        }
    }

    /// "agreed in principle to acquire Pizza Inn", the company hung on the first verb: what stands right behind an
    /// infinitive without an object is its object.
    pub(super) fn nearest_verb(&mut self, noun: usize) {
        let Some(upper) = self.heads[noun].filter(|&upper| upper < noun && self.is_noun(noun)) else { return };
        if !matches!(self.relations[noun], "obl" | "obj" | "nsubj" | "dep" | "nmod")
            || self.has_kid(noun, &["case", "mark"])
        {
            return;
        }
        let Some(verb) = (upper + 1..noun).rev().find(|&word| !self.goes_on(word)) else { return };
        let infinitive =
            verb.checked_sub(1).is_some_and(|to| self.heads[to] == Some(verb) && self.analysis.word(to) == "to");
        let apart = !self.stands_above(verb, noun) && self.stands_above(upper, verb);
        if self.upos(verb) == Upos::Verb
            && infinitive
            && apart
            && !self.is_timed(noun)
            && !self.has_kid(verb, &["obj", "ccomp", "xcomp"])
        {
            self.set(noun, verb, "obj");
        }
    }

    fn has_kid(&self, head: usize, relations: &[&str]) -> bool {
        let mut words = self.analysis.sentences[self.analysis.sentence_of(head)].tokens.clone();
        words.any(|kid| self.heads[kid] == Some(head) && relations.contains(&self.relations[kid]))
    }

    /// Whether the word belongs to a time or an amount.
    fn is_timed(&self, word: usize) -> bool {
        self.covers.time[word] != NONE || self.is_amount(word)
    }
}
