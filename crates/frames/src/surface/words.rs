//! Parts of speech and dictionary forms, guessed from each word, its neighbours and what covers it.

use std::ops::Range;

use dateline_text::{Analysis, EntityKind, Upos};

use crate::senses::sense;

use super::{
    Covers, REACH, Surface,
    forms::{BASE, Form, ING, PARTICIPLE, PAST, PRESENT, singular},
    word::Word,
};

/// Tags the words of one sentence from left to right.
pub(super) struct Tagger<'a> {
    pub(super) surface: &'a Surface,
    pub(super) analysis: &'a Analysis,
    pub(super) covers: &'a Covers,
    pub(super) range: Range<usize>,
}

impl Tagger<'_> {
    pub(super) fn tag(&self) -> Vec<Word> {
        let mut words: Vec<Word> = self.range.clone().map(|token| self.bare(token)).collect();
        for at in 0..words.len() {
            let (upos, lemma, form) = self.guess(&words, at);
            (words[at].upos, words[at].lemma, words[at].form) = (upos, lemma, form);
        }
        words
    }

    fn bare(&self, token: usize) -> Word {
        let cover = |covers: &[u32]| covers.get(token).copied().filter(|&index| index != u32::MAX);
        let before = token.checked_sub(1).map(|before| self.analysis.tokens[before].span.end);
        Word {
            upos: Upos::X,
            lemma: String::new(),
            lower: self.analysis.word(token).to_lowercase(),
            form: 0,
            covers: [cover(&self.covers.entity), cover(&self.covers.time), cover(&self.covers.value)],
            glued: before == Some(self.analysis.tokens[token].span.start),
        }
    }

    fn guess(&self, words: &[Word], at: usize) -> (Upos, String, Form) {
        let word = &words[at];
        let lower = word.lower.as_str();
        let plain = |upos| (upos, lower.to_owned(), 0);
        if matches!(lower, "'s" | "’s" | "'" | "’") {
            let owner = at.checked_sub(1).is_some_and(|before| words[before].is_nominal());
            return plain(if owner { Upos::Part } else { Upos::Punct });
        }
        if !lower.chars().any(char::is_alphanumeric) {
            return plain(if lower.contains(['$', '€', '£', '%', '¥']) { Upos::Sym } else { Upos::Punct });
        }
        let digits = lower.starts_with(|c: char| c.is_ascii_digit());
        match word.covers {
            [None, None, None] if digits => plain(Upos::Num),
            [None, None, None] => self.uncovered(words, at),
            [Some(entity), ..] => {
                plain(if self.is_adjective_of_nation(words, at, entity) { Upos::Adj } else { Upos::Propn })
            }
            _ if digits => plain(Upos::Num),
            _ => (Upos::Noun, singular(lower), 0),
        }
    }

    /// "the Russian minister"
    fn is_adjective_of_nation(&self, words: &[Word], at: usize, entity: u32) -> bool {
        let misc = self.analysis.entities.get(entity as usize).is_some_and(|entity| entity.kind == EntityKind::Misc);
        misc && words.get(at + 1).is_some_and(|next| next.covers[0].is_none() && self.is_content(next))
    }

    fn uncovered(&self, words: &[Word], at: usize) -> (Upos, String, Form) {
        let word = &words[at];
        let plain = |upos| (upos, word.lower.clone(), 0);
        if let Some(found) = self.function(words, at) {
            return found;
        }
        if let Some((verb, form)) = self.verb(words, at) {
            return (Upos::Verb, verb, form);
        }
        let before_noun = words.get(at + 1).is_some_and(|next| self.is_content(next));
        let ending = |ends: &[String]| {
            ends.iter().any(|end| word.lower.len() > end.len() + 2 && word.lower.ends_with(end.as_str()))
        };
        let participle = self.surface.forms.get(&word.lower).is_some_and(|(_, form)| form & (BASE | PRESENT) == 0);
        let data = &self.surface.data;
        if word.lower.ends_with("ly") && word.lower.len() > 4 && sense(&word.lower).is_none() {
            plain(Upos::Adv)
        } else if (before_noun && (participle || ending(&data.adjective_endings)))
            || data.adjectives.contains(&word.lower)
        {
            plain(Upos::Adj)
        } else {
            (Upos::Noun, singular(&word.lower), 0)
        }
    }

    /// Function words, auxiliaries and predicates.
    fn function(&self, words: &[Word], at: usize) -> Option<(Upos, String, Form)> {
        let data = &self.surface.data;
        let word = words[at].lower.as_str();
        let before = at.checked_sub(1).map(|before| &words[before]);
        let said = |upos| Some((upos, word.to_owned(), 0));
        let own = |upos, lemma: &str| {
            Some((upos, lemma.to_owned(), self.surface.forms.get(word).map_or(BASE, |(_, form)| form)))
        };
        if word == "to" && self.opens_infinitive(words, at) {
            return said(Upos::Part);
        }
        if data.be.contains(word) {
            return own(Upos::Aux, "be");
        }
        if data.have.contains(word) {
            return own(if self.has_participle(words, at) { Upos::Aux } else { Upos::Verb }, "have");
        }
        if data.r#do.contains(word) {
            return own(Upos::Aux, "do");
        }
        let after_be = || {
            words[..at]
                .iter()
                .rev()
                .take(REACH)
                .find(|word| word.upos != Upos::Adv)
                .is_some_and(|word| word.lemma == "be")
        };
        let to = words.get(at + 1).is_some_and(|next| next.lower == "to");
        if (data.predicates.contains(word) && to || self.surface.adjectives.contains(word)) && after_be() {
            return said(Upos::Adj);
        }
        if data.modals.contains(word) && !(word == "may" && before.is_none()) {
            return said(Upos::Aux);
        }
        if data.negations.contains(word) {
            return said(Upos::Part);
        }
        if data.relatives.contains(word)
            && before.is_some_and(|word| word.is_nominal() || word.lower == ",")
            && word != "that"
        {
            return said(Upos::Pron);
        }
        if data.possessives.contains(word) || data.pronouns.contains(word) {
            return said(Upos::Pron);
        }
        if word == "that" && before.is_some_and(|word| word.upos == Upos::Verb)
            || word != "that" && data.marks.contains(word)
        {
            return said(Upos::Sconj);
        }
        let lists = [
            (&data.conjunctions, Upos::Cconj),
            (&data.determiners, Upos::Det),
            (&data.prepositions, Upos::Adp),
            (&data.adverbs, Upos::Adv),
        ];
        lists.iter().find(|(list, _)| list.contains(word)).and_then(|(_, upos)| said(*upos))
    }

    fn opens_infinitive(&self, words: &[Word], at: usize) -> bool {
        let next = words.get(at + 1..).unwrap_or_default().iter().take(REACH).find(|word| !word.lower.ends_with("ly"));
        next.is_some_and(|next| {
            let base = self.form(next) & BASE != 0 || self.surface.data.be.contains(&next.lower) && next.lower == "be";
            next.covers == [None; 3] && base
        })
    }

    fn form(&self, word: &Word) -> Form {
        self.surface.forms.get(&word.lower).map_or(0, |(_, form)| form)
    }

    /// Whether "has" is an auxiliary: a participle follows.
    fn has_participle(&self, words: &[Word], at: usize) -> bool {
        let data = &self.surface.data;
        let passed = |word: &&Word| {
            data.adverbs.contains(&word.lower) || data.negations.contains(&word.lower) || word.lower.ends_with("ly")
        };
        let next = words[at + 1..].iter().take(REACH).find(|word| !passed(word));
        next.is_some_and(|next| {
            next.covers == [None; 3]
                && (next.lower == "been"
                    || next.lower == "had"
                    || self.form(next) & PARTICIPLE != 0
                    || next.lower.ends_with("ed"))
        })
    }

    /// A word of its own meaning that may belong to a noun phrase.
    fn is_content(&self, word: &Word) -> bool {
        let data = &self.surface.data;
        let lists = [
            &data.prepositions,
            &data.determiners,
            &data.pronouns,
            &data.possessives,
            &data.conjunctions,
            &data.marks,
            &data.modals,
        ];
        let listed = lists.iter().any(|list| list.contains(&word.lower))
            || data.be.contains(&word.lower)
            || data.have.contains(&word.lower);
        let finite = self.form(word);
        let verb = finite != 0 && finite & ING == 0 && !self.surface.nouns.contains(&singular(&word.lower));
        let bare = word.covers[1].is_none() && word.covers[2].is_none();
        bare && !listed
            && !verb
            && word.lower.starts_with(char::is_alphabetic)
            && !data.adverbs.contains(&word.lower)
            && !word.lower.starts_with('’')
    }

    /// Whether a noun phrase or a clause begins: the word before may be a verb with an object.
    fn opens_object(&self, word: Option<&Word>) -> bool {
        let data = &self.surface.data;
        let opens = |word: &Word| {
            let lists = [&data.determiners, &data.possessives, &data.pronouns];
            word.covers.iter().any(Option::is_some) || lists.iter().any(|list| list.contains(&word.lower))
        };
        word.is_some_and(opens)
    }

    /// The verb that the word is, where its neighbours let it be one.
    fn verb(&self, words: &[Word], at: usize) -> Option<(String, Form)> {
        let word = &words[at];
        // "Chinese-led"
        if word.glued && at > 0 && matches!(words[at - 1].lower.as_str(), "-" | "–") {
            return None;
        }
        let known = self.surface.forms.get(&word.lower).map(|(verb, form)| (verb.to_owned(), form));
        let guessed = || {
            word.lower.strip_suffix("ed").filter(|stem| stem.len() > 2).map(|stem| (stem.to_owned(), PAST | PARTICIPLE))
        };
        let (verb, form) = known.or_else(guessed)?;
        let noun = self.surface.nouns.contains(&singular(&word.lower)) || self.surface.nouns.contains(&word.lower);
        let object = self.opens_object(words.get(at + 1));
        let mut back = words[..at].iter().rev().take(REACH).skip_while(|word| word.upos == Upos::Adv);
        let here = match back.next() {
            None => form & ING != 0 && (!noun || object),
            Some(before) => self.follows(before, back.next(), form, noun, object),
        };
        here.then_some((verb, form))
    }

    /// Whether a verb of this form may stand behind `before`.
    fn follows(&self, before: &Word, earlier: Option<&Word>, form: Form, noun: bool, object: bool) -> bool {
        let past = form & (PAST | PARTICIPLE) != 0;
        match before.upos {
            Upos::Punct | Upos::Cconj | Upos::Sconj => {
                past || form & (ING | PRESENT) != 0 && (!noun || object)
                    || form & BASE != 0 && before.upos == Upos::Cconj && (!noun || object)
            }
            Upos::Part if before.lemma == "to" => form & BASE != 0,
            Upos::Part if matches!(before.lemma.as_str(), "'s" | "’s" | "'" | "’") => false,
            Upos::Part => form & (BASE | PARTICIPLE | ING) != 0,
            Upos::Aux if before.lemma == "be" => form & (PARTICIPLE | ING) != 0,
            Upos::Aux if before.lemma == "have" => form & PARTICIPLE != 0,
            Upos::Aux => form & BASE != 0,
            Upos::Adp => form & ING != 0 && (!noun || object),
            Upos::Verb => form & ING != 0 && !noun,
            Upos::Pron if self.surface.data.possessives.contains(&before.lower) => false,
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym => {
                let plural = before.lower.ends_with('s')
                    || before.upos == Upos::Pron
                    || earlier.is_some_and(|word| word.upos == Upos::Cconj);
                let person = before.covers[0].is_some_and(|entity| {
                    self.analysis.entities.get(entity as usize).is_some_and(|entity| entity.kind == EntityKind::Person)
                });
                past || form & ING != 0 && (!noun || object)
                    || form & PRESENT != 0 && (!noun || object || person || before.upos == Upos::Pron)
                    || form & BASE != 0 && plural && (!noun || object || before.upos == Upos::Pron)
            }
            _ => false,
        }
    }
}
