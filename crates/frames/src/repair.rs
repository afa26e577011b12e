//! Mends what a parser of news gets wrong in regular ways, before any rule looks.
//!
//! Each repair needs nothing but the words, their tags and the names; a tree without these mistakes passes unchanged.

mod clauses;
mod dateline;
mod phrases;

use dateline_text::{Analysis, Upos};

use crate::tree::{Covers, NONE};

/// Heads and relations of all words, as mended so far.
pub(crate) struct Repair<'a, 'b> {
    analysis: &'a Analysis,
    pub(crate) heads: Vec<Option<usize>>,
    pub(crate) relations: Vec<&'a str>,
    /// Per word the name, the time and the amount that cover it.
    covers: &'b Covers,
}

/// Words that head the names of meetings and pacts: "the Group of 20 summit".
const HEADS_OF_NAMES: &[&str] =
    &["summit", "forum", "meeting", "conference", "session", "talk", "agreement", "treaty", "accord", "pact", "deal"];

impl<'a, 'b> Repair<'a, 'b> {
    pub(crate) fn run(analysis: &'a Analysis, covers: &'b Covers) -> (Vec<Option<usize>>, Vec<&'a str>) {
        let heads =
            analysis.tokens.iter().map(|token| token.head.filter(|&head| head < analysis.tokens.len())).collect();
        let relations = analysis.tokens.iter().map(|token| token.deprel.as_str()).collect();
        let mut repair = Self { analysis, heads, relations, covers };
        repair.spans();
        for sentence in &analysis.sentences {
            let words = sentence.tokens.clone();
            repair.dateline(words.clone());
            for word in words.clone() {
                repair.case(word, words.end);
                repair.case_of_name(word);
                repair.captured(word);
                repair.oblique_subject(word);
                repair.beyond_name(word);
            }
            for word in words {
                repair.possessor(word);
                repair.possessive(word);
                repair.oblique(word);
                repair.receiver(word);
                repair.bare_object(word);
                repair.nearest_verb(word);
                repair.subject_behind(word);
                repair.participle(word);
                repair.title(word);
                repair.between(word);
                repair.conjunct(word);
                repair.doubled(word);
            }
        }
        for index in 0..analysis.entities.len() {
            repair.named_meeting(index);
        }
        (repair.heads, repair.relations)
    }

    fn upos(&self, word: usize) -> Upos {
        self.analysis.tokens[word].upos
    }

    fn is_amount(&self, word: usize) -> bool {
        self.covers.value[word] != NONE
    }

    fn is_noun(&self, word: usize) -> bool {
        matches!(self.upos(word), Upos::Noun | Upos::Propn)
    }

    fn set(&mut self, word: usize, head: usize, relation: &'a str) {
        self.heads[word] = Some(head);
        self.relations[word] = relation;
    }

    /// "Putin 's visit" hung on as a plain nominal.
    fn possessive(&mut self, word: usize) {
        let mark = matches!(self.analysis.word(word), "'s" | "’s" | "'" | "’") && self.upos(word) == Upos::Part;
        let Some(possessor) = self.heads[word].filter(|_| mark && self.relations[word] == "case") else { return };
        let owned = self.heads[possessor].is_some_and(|head| head > word && self.is_noun(head));
        if owned && matches!(self.relations[possessor], "nmod" | "compound" | "nsubj" | "nmod:desc") {
            self.relations[possessor] = "nmod:poss";
        }
    }

    /// "buyout of American Motors Corp at 757 mln dlrs": a preposition belongs to the noun phrase that follows it, and
    /// "of" hangs that phrase on the noun before.
    fn case(&mut self, case: usize, end: usize) {
        if self.relations[case] != "case" || self.upos(case) != Upos::Adp {
            return;
        }
        let phrase = case + 1..(case + 1..end).find(|&word| !self.goes_on(word)).unwrap_or(end);
        let outside =
            |word: &usize| self.is_noun(*word) && self.heads[*word].is_none_or(|head| !phrase.contains(&head));
        let Some(noun) = phrase.clone().rev().find(outside) else { return };
        let astray = self.heads[case].is_some_and(|head| head >= phrase.end || head < case);
        if astray && self.heads[noun].is_some_and(|head| head != case) {
            self.heads[case] = Some(noun);
        }
        let before = case.checked_sub(1).filter(|&before| self.is_noun(before) && self.heads[case] == Some(noun));
        let Some(before) = before.filter(|_| self.analysis.word(case) == "of") else { return };
        let near = self.heads[noun].is_some_and(|head| head < case && self.is_noun(head) && head + 6 > before);
        if !near && self.heads[noun].is_some() && self.heads[before] != Some(noun) && !self.stands_above(noun, before) {
            self.set(noun, before, "nmod");
        }
    }

    /// Whether a noun phrase may go on with the word.
    fn goes_on(&self, word: usize) -> bool {
        let inner = matches!(self.upos(word), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Det | Upos::Sym);
        // "Dallas-based GLI Holdings", "about 37 mln", "its jointly owned unit"
        let before =
            matches!(self.relations[word], "amod" | "advmod") && self.heads[word].is_some_and(|head| head > word);
        inner
            || (before && matches!(self.upos(word), Upos::Verb | Upos::Adv))
            || matches!(self.analysis.word(word), "-" | "'s" | "’s")
    }

    pub(super) fn stands_above(&self, upper: usize, lower: usize) -> bool {
        std::iter::successors(Some(lower), |&word| self.heads[word]).take(40).any(|word| word == upper)
    }

    /// "signed an agreement with Petronas": what follows its verb with a preposition is no subject, and only "by" has an
    /// agent.
    fn oblique(&mut self, case: usize) {
        let meant = self.relations[case] == "case" && self.upos(case) == Upos::Adp;
        let Some(noun) = self.heads[case].filter(|_| meant) else { return };
        let verb = self.heads[noun].filter(|&verb| verb < case && case < noun && self.upos(verb) == Upos::Verb);
        let agent = self.relations[noun] == "obl:agent" && !self.analysis.word(case).eq_ignore_ascii_case("by");
        if verb.is_some() && (agent || matches!(self.relations[noun], "nsubj" | "obj" | "nsubj:pass")) {
            self.relations[noun] = "obl";
        }
    }

    /// "Putin and the Prime Minister" hung on as if the second described the first.
    fn conjunct(&mut self, word: usize) {
        if self.relations[word] != "cc" || self.upos(word) != Upos::Cconj {
            return;
        }
        let Some(second) = self.heads[word].filter(|&second| second > word && self.is_noun(second)) else { return };
        let Some(first) = self.heads[second] else { return };
        if self.shares_subject(word, second) {
            return;
        }
        if first > second {
            self.after_cc(word, second, first);
        } else if let Some(beside) = self.sibling_before(second, word).filter(|_| self.relations[second] == "nmod") {
            self.set(second, beside, "conj");
        } else if first < word && self.is_noun(first) && self.relations[second] != "nmod:poss" {
            self.relations[second] = "conj";
        }
    }

    /// "The Union and Canada signed a pact in Ottawa", Canada joined to Ottawa: a conjunct follows its head.
    fn after_cc(&mut self, conjunction: usize, second: usize, above: usize) {
        let before = conjunction.checked_sub(1).filter(|&first| self.is_noun(first));
        let first = match self.relations[second] {
            "conj" => before.map(|first| self.top_of_name(first)),
            _ => self.sibling_before(second, conjunction),
        };
        if let Some(first) = first.filter(|&first| first != above && !self.stands_above(second, first)) {
            self.set(second, first, "conj");
        }
    }

    /// The head of the phrase whose last word is `word`, as far as names and compounds go.
    fn top_of_name(&self, word: usize) -> usize {
        let inner = |&word: &usize| matches!(self.relations[word], "flat" | "compound" | "amod" | "nmod:desc");
        let up = std::iter::successors(Some(word), |word| self.heads[*word].filter(|_| inner(word)));
        up.take(8).last().unwrap_or(word)
    }

    /// "said it and Wal-Mart agreed", the pronoun hung on the wrong verb.
    fn shares_subject(&mut self, conjunction: usize, second: usize) -> bool {
        let Some(first) = conjunction.checked_sub(1).filter(|&first| self.upos(first) == Upos::Pron) else {
            return false;
        };
        let verb = self.heads[second].filter(|&verb| verb > second && self.relations[second] == "nsubj");
        let Some(verb) = verb.filter(|_| self.relations[first] == "nsubj") else { return false };
        self.set(first, verb, "nsubj");
        self.set(second, first, "conj");
        true
    }

    /// A noun before the conjunction that fills the same place of the same verb.
    fn sibling_before(&self, second: usize, conjunction: usize) -> Option<usize> {
        let same =
            |&first: &usize| self.heads[first] == self.heads[second] && self.relations[first] == self.relations[second];
        let core = matches!(self.relations[second], "nsubj" | "obj" | "nsubj:pass" | "nmod");
        (conjunction.saturating_sub(6)..conjunction)
            .rev()
            .filter(|_| core)
            .find(|first| self.is_noun(*first) && same(first))
    }

    /// Two subjects or two objects of one verb: a title before a name, or a receiver before a thing.
    fn doubled(&mut self, second: usize) {
        let relation = self.relations[second];
        if !matches!(relation, "nsubj" | "obj" | "nsubj:pass" | "obl") {
            return;
        }
        let sentence = self.analysis.sentences[self.analysis.sentence_of(second)].tokens.start;
        let same = |&first: &usize| self.heads[first] == self.heads[second] && self.relations[first] == relation;
        let Some(first) = (sentence.max(second.saturating_sub(16))..second).rev().find(same) else { return };
        if relation == "nsubj" && self.subject_of_quotation(first, second) {
            return;
        }
        let between = first + 1..second;
        let plain = between.clone().all(|word| matches!(self.upos(word), Upos::Noun | Upos::Propn | Upos::Adj));
        if plain && self.is_noun(first) && self.is_noun(second) {
            self.set(first, second, "nmod:desc");
        } else if relation == "obj" && !between.clone().any(|word| self.ends_phrase(word)) {
            self.relations[first] = "iobj";
        }
    }

    /// "Putin has no plans, his spokesman said": the first subject is that of the clause that is said.
    fn subject_of_quotation(&mut self, first: usize, second: usize) -> bool {
        let said = |&word: &usize| self.relations[word] == "ccomp" && self.heads[word] == self.heads[second];
        let Some(clause) = (first + 1..second).find(said) else { return false };
        let has_own = (first + 1..second).any(|kid| {
            self.heads[kid] == Some(clause) && matches!(self.relations[kid], "nsubj" | "nsubj:pass" | "expl")
        });
        if !has_own {
            self.set(first, clause, "nsubj");
        }
        !has_own
    }

    /// Whether no noun phrase goes on across the word.
    fn ends_phrase(&self, word: usize) -> bool {
        matches!(self.upos(word), Upos::Cconj | Upos::Sconj | Upos::Verb)
            && !matches!(self.relations[word], "amod" | "compound")
            || self.analysis.word(word) == ","
    }

    /// "Group of 20 summit": the last word of a meeting's name is its head.
    fn named_meeting(&mut self, entity: usize) {
        let words = self.analysis.tokens_in(self.analysis.entities[entity].span);
        let Some(last) = words.clone().next_back() else { return };
        if !HEADS_OF_NAMES.contains(&self.analysis.tokens[last].lemma.as_str()) {
            return;
        }
        let top = words.clone().find(|&word| self.heads[word].is_none_or(|head| !words.contains(&head)));
        if let Some(top) = top.filter(|&top| top != last && self.heads[last].is_some_and(|head| words.contains(&head)))
        {
            self.heads[last] = self.heads[top];
            self.relations[last] = self.relations[top];
            self.set(top, last, "compound");
        }
    }
}
