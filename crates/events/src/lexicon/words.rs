//! The word lists of `people.toml`, `bodies.toml` and `reference.toml`.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

type Words = HashSet<String>;

/// Words around the names of people (`data/people.toml`).
#[derive(Debug, Deserialize)]
pub(crate) struct People {
    honorifics: Words,
    careful: Words,
    pub(crate) male: Words,
    pub(crate) female: Words,
    pub(crate) reigning: Words,
    pub(crate) name_suffixes: Words,
    pub(crate) particles: Words,
    pub(crate) offices: Words,
    pub(crate) office_modifiers: Words,
    heads_of_state: Vec<String>,
    pub(crate) relations: Words,
    pub(crate) persons: Words,
    synonyms: HashMap<String, Vec<String>>,
}

impl People {
    /// Whether `word` (lower case) may be dropped in front of `rest` more words of a name.
    pub(crate) fn is_honorific(&self, word: &str, rest: usize) -> bool {
        self.honorifics.contains(word) && (rest >= 2 || rest == 1 && !self.careful.contains(word))
    }

    /// Whether the office `title` leads a country.
    pub(crate) fn leads_a_country(&self, title: &str) -> bool {
        self.heads_of_state.iter().any(|head| title == head || ends_with_words(title, head))
    }

    /// Whether `noun` (a lemma) denotes one human being.
    pub(crate) fn is_person_noun(&self, noun: &str) -> bool {
        self.offices.contains(noun) || self.persons.contains(noun)
    }

    /// The offices that `title` may stand for, itself first.
    pub(crate) fn same_office<'a>(&'a self, title: &'a str) -> impl Iterator<Item = &'a str> {
        let others = self.synonyms.get(title).map(Vec::as_slice).unwrap_or_default();
        std::iter::once(title).chain(others.iter().map(String::as_str))
    }
}

/// Whether `text` ends with the words of `tail`.
fn ends_with_words(text: &str, tail: &str) -> bool {
    text.strip_suffix(tail).is_some_and(|before| before.ends_with([' ', '-']))
}

/// Words in and around the names of organisations (`data/bodies.toml`).
#[derive(Debug, Deserialize)]
pub(crate) struct Bodies {
    pub(crate) suffixes: Words,
    legal_forms: Words,
    pub(crate) parts: Words,
    company_marks: Words,
    public_marks: Words,
    pub(crate) companies: Words,
    pub(crate) any_company: Words,
    pub(crate) publics: Words,
    pub(crate) countries: Words,
    pub(crate) indefinite: Words,
    pub(crate) describing: Words,
}

impl Bodies {
    /// Whether the folded `name` shows a company by one of its words.
    pub(crate) fn marks_company(&self, name: &str) -> bool {
        name.split([' ', '-']).skip(1).any(|word| self.company_marks.contains(word))
    }

    /// Whether the folded `word` ends the full name of a company.
    pub(crate) fn is_legal_form(&self, word: &str) -> bool {
        self.legal_forms.contains(word.trim_end_matches('.'))
    }

    /// Whether the folded `name` shows a body of state or of states.
    pub(crate) fn marks_public(&self, name: &str) -> bool {
        name.split([' ', '-']).any(|word| self.public_marks.contains(word))
    }

    /// Whether `noun` (a lemma) describes an organisation.
    pub(crate) fn is_body_noun(&self, noun: &str) -> bool {
        self.companies.contains(noun) || self.publics.contains(noun)
    }
}

/// Words that refer without naming (`data/reference.toml`).
#[derive(Debug, Deserialize)]
pub(crate) struct Reference {
    pub(crate) he: Words,
    pub(crate) she: Words,
    pub(crate) it: Words,
    pub(crate) they: Words,
    pub(crate) unresolved: Words,
    pub(crate) we: Words,
    pub(crate) says: Words,
    pub(crate) plurals: Plurals,
    groups: Groups,
}

impl Reference {
    /// Whether `noun` (in its plural form, or a collective) denotes a group of people.
    pub(crate) fn is_group_noun(&self, noun: &str) -> bool {
        self.groups.nouns.contains(noun)
    }
}

/// Head nouns of descriptions of a pair.
#[derive(Debug, Deserialize)]
pub(crate) struct Plurals {
    pub(crate) countries: Words,
    pub(crate) leaders: Words,
    pub(crate) ministers: Words,
    pub(crate) people: Words,
    pub(crate) companies: Words,
    pub(crate) either: Words,
}

#[derive(Debug, Deserialize)]
struct Groups {
    nouns: Words,
}
