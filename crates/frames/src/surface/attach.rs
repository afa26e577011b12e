//! Shallow attachment: verbs, noun phrases and what stands between them, from left to right.

use dateline_text::Upos;

use super::{
    REACH, Surface,
    forms::{ING, PARTICIPLE, PAST},
    phrases::{Phrase, hang, phrase_at},
    word::Word,
};

/// What has been read of a sentence so far.
pub(super) struct Attacher<'a> {
    pub(super) surface: &'a Surface,
    pub(super) words: &'a [Word],
    pub(super) heads: Vec<Option<usize>>,
    pub(super) relations: Vec<&'static str>,
    /// The first main verb.
    pub(super) root: Option<usize>,
    /// The verb that what follows hangs on.
    pub(super) verb: Option<usize>,
    pub(super) has_object: bool,
    pub(super) is_passive: bool,
    /// A bare phrase that waits for its verb; the first one is kept for a verb behind a relative clause.
    pub(super) subject: Option<usize>,
    pub(super) first: Option<usize>,
    /// The phrase that stands right before, commas and conjunctions apart.
    pub(super) last: Option<usize>,
    /// A noun that phrases hang on rather than on the verb.
    pub(super) noun: Option<usize>,
    /// What waits for the next verb: auxiliaries, adverbs, conjunctions, phrases; relative pronouns.
    pub(super) waiting: Vec<(usize, &'static str)>,
    pub(super) cases: Vec<usize>,
    pub(super) relative: Option<(usize, usize)>,
    pub(super) joint: Option<usize>,
}

impl<'a> Attacher<'a> {
    pub(super) fn new(surface: &'a Surface, words: &'a [Word]) -> Self {
        Self {
            surface,
            words,
            heads: vec![None; words.len()],
            relations: vec!["dep"; words.len()],
            root: None,
            verb: None,
            has_object: false,
            is_passive: false,
            subject: None,
            first: None,
            last: None,
            noun: None,
            waiting: Vec::new(),
            cases: Vec::new(),
            relative: None,
            joint: None,
        }
    }

    /// Heads and relations of all words; one word has no head, and no word stands above itself.
    pub(super) fn run(mut self) -> Vec<(Option<usize>, &'static str)> {
        let mut at = 0;
        while at < self.words.len() {
            at = self.read(at);
        }
        self.finish();
        self.heads.into_iter().zip(self.relations).collect()
    }

    pub(super) fn set(&mut self, at: usize, head: usize, relation: &'static str) {
        if at != head {
            self.heads[at] = Some(head);
            self.relations[at] = relation;
        }
    }

    /// Reads the word or phrase at `at`; where the next one begins.
    fn read(&mut self, at: usize) -> usize {
        let words = self.words;
        if self.is_clause_head(at) {
            self.clause(at);
            return at + 1;
        }
        if matches!(words[at].upos, Upos::Pron)
            && self.surface.data.relatives.contains(&words[at].lower)
            && self.last.is_some()
        {
            self.relative = self.last.map(|noun| (at, noun));
            self.subject = None;
            return at + 1;
        }
        if let Some(phrase) = phrase_at(self.surface, words, at) {
            hang(words, phrase, &mut self.heads, &mut self.relations);
            self.phrase(phrase);
            return phrase.head + 1;
        }
        self.particle(at);
        at + 1
    }

    /// Verbs, predicates behind "be", and "be" where nothing else can be the head.
    fn is_clause_head(&self, at: usize) -> bool {
        let word = &self.words[at];
        let after_be = at > 0
            && self.words[..at]
                .iter()
                .rev()
                .take(REACH)
                .find(|word| word.upos != Upos::Adv)
                .is_some_and(|word| word.lemma == "be");
        match word.upos {
            Upos::Verb => true,
            Upos::Adj => {
                after_be
                    && (self.words.get(at + 1).is_none_or(|next| next.lower == "to")
                        || self.surface.adjectives.contains(&word.lower))
            }
            Upos::Aux => word.lemma == "be" && !self.serves(at),
            _ => false,
        }
    }

    /// Whether "be" is the auxiliary or copula of a word that follows.
    fn serves(&self, at: usize) -> bool {
        let passed = |word: &&Word| matches!(word.upos, Upos::Adv | Upos::Part | Upos::Aux);
        let next =
            self.words[at + 1..].iter().take(REACH).position(|word| !passed(&word)).map(|offset| at + 1 + offset);
        next.is_some_and(|next| {
            self.words[next].upos == Upos::Verb || self.words[next].upos == Upos::Adj && self.is_clause_head(next)
        })
    }

    fn particle(&mut self, at: usize) {
        let word = &self.words[at];
        match word.upos {
            Upos::Adp => {
                let particle = self.verb == at.checked_sub(1)
                    && at > 0
                    && self.words.get(at + 1).is_none_or(|next| next.upos == Upos::Punct);
                match self.verb.filter(|_| particle) {
                    Some(verb) => self.set(at, verb, "compound:prt"),
                    None => self.cases.push(at),
                }
            }
            Upos::Aux => self.waiting.push((at, "aux")),
            Upos::Part if word.lemma == "to" => self.waiting.push((at, "mark")),
            Upos::Part => self.waiting.push((at, "advmod")),
            Upos::Adv => match self.verb.filter(|&verb| verb + 1 == at) {
                Some(verb) => self.set(at, verb, "advmod"),
                None => self.waiting.push((at, "advmod")),
            },
            Upos::Sconj => {
                self.waiting.push((at, "mark"));
                self.subject = None;
                self.last = None;
            }
            Upos::Cconj => self.joint = Some(at),
            Upos::Punct if matches!(word.lower.as_str(), "," | "-" | "–" | "—" | "--") => {
                self.joint = Some(self.joint.unwrap_or(at));
            }
            Upos::Punct if !matches!(word.lower.as_str(), "\"" | "“" | "”" | "'" | "(" | ")") => {
                (self.last, self.noun, self.joint) = (None, None, None);
            }
            _ => {}
        }
    }

    fn phrase(&mut self, phrase: Phrase) {
        let head = phrase.head;
        let joint = self.joint.take();
        if !self.cases.is_empty() {
            self.oblique(head);
        } else if self.words[head].is_time() {
            match self.verb {
                Some(verb) => self.set(head, verb, "obl:unmarked"),
                None => self.waiting.push((head, "obl:unmarked")),
            }
            return;
        } else if !self.joined(joint, phrase) {
            self.bare(phrase, joint.is_some());
        }
        self.last = Some(head);
        if self.surface.nouns.contains(&self.words[head].lemma) {
            self.noun = Some(head);
        }
    }

    /// A phrase with a preposition: on the noun right before, on a noun of some event, on the verb, or on the next verb.
    fn oblique(&mut self, head: usize) {
        let cases = std::mem::take(&mut self.cases);
        let case = self.words[cases[0]].lower.as_str();
        for &word in &cases {
            self.set(word, head, "case");
        }
        let right_before = self.last.filter(|&last| last + 1 == cases[0]);
        let near = right_before.filter(|_| matches!(case, "of" | "between" | "among"));
        let time = self.words[head].is_time();
        let noun = self.noun.filter(|_| !time || self.verb.is_none()).filter(|_| !(case == "by" && self.is_passive));
        if case == "by" && self.is_passive && !time && self.verb.is_some() {
            self.hang_on_verb(head, "obl:agent");
        } else if let Some(noun) = near.or(noun) {
            self.set(head, noun, "nmod");
        } else if self.verb.is_some() {
            self.hang_on_verb(head, "obl");
        } else if let Some(before) = right_before {
            self.set(head, before, "nmod");
        } else {
            self.waiting.push((head, "obl"));
        }
    }

    fn hang_on_verb(&mut self, head: usize, relation: &'static str) {
        if let Some(verb) = self.verb {
            self.set(head, verb, relation);
        }
    }

    /// Joins a phrase to the one before it: "Xi and Modi", "Eon, Acme and"; or sets it beside: "Eon, a carmaker,".
    fn joined(&mut self, joint: Option<usize>, phrase: Phrase) -> bool {
        let (Some(joint), Some(last)) = (joint, self.last) else { return false };
        let (word, before) = (&self.words[phrase.head], &self.words[last]);
        let opens_clause = self.has_clause() && self.opens_clause(phrase.head + 1);
        if last + 1 != joint || opens_clause {
            return false;
        }
        let comma =
            self.words[joint].upos != Upos::Cconj && self.words[phrase.start.saturating_sub(1)].upos != Upos::Cconj;
        let alike = word.covers[0].is_some() == before.covers[0].is_some();
        if comma && !alike {
            self.set(phrase.head, last, "appos");
            return true;
        }
        let up = self.heads[last].filter(|_| self.relations[last] == "conj").unwrap_or(last);
        self.set(phrase.head, up, "conj");
        true
    }

    /// Whether what has been read holds a clause of its own: a main one, or one in front.
    fn has_clause(&self) -> bool {
        self.root.is_some() || self.waiting.iter().any(|(_, relation)| *relation == "advcl")
    }

    /// Whether a finite verb follows at once.
    fn opens_clause(&self, at: usize) -> bool {
        let next = self.words.get(at..).unwrap_or_default().iter().take(REACH).find(|word| word.upos != Upos::Adv);
        next.is_some_and(|word| {
            word.upos == Upos::Aux
                || word.upos == Upos::Verb
                    && word.form & (ING | PARTICIPLE) != ING
                    && !(word.form & PAST == 0 && word.form & PARTICIPLE != 0)
        })
    }

    /// A phrase without a preposition: an object, or a subject that waits for its verb.
    fn bare(&mut self, phrase: Phrase, apart: bool) {
        let head = phrase.head;
        let says = self.verb.is_some_and(|verb| self.surface.data.saying.contains(&self.words[verb].lemma));
        let object_of =
            self.verb.filter(|_| !(apart || says && self.opens_clause(head + 1) || self.relative.is_some()));
        let marked = self.waiting.iter().any(|(_, relation)| *relation == "mark");
        match object_of.filter(|_| !marked) {
            Some(verb) if !self.has_object => {
                // "up 3 percent"
                let relation = if self.words[verb].upos == Upos::Adj { "obl:unmarked" } else { "obj" };
                self.set(head, verb, relation);
                self.has_object = true;
            }
            Some(verb) if self.last.is_some_and(|last| last + 1 == phrase.start && self.relations[last] == "obj") => {
                if let Some(last) = self.last {
                    self.relations[last] = "iobj";
                }
                self.set(head, verb, "obj");
            }
            _ => {
                self.subject = Some(head);
                self.first = self.first.or(self.subject);
            }
        }
    }
}
