//! Offices that the text gives to a person: "Russian Deputy Minister of Industry and Trade, Aleksei Gruzdev".

use std::ops::Range;

use dateline_text::{Analysis, Entity, EntityKind, Upos};

use crate::{
    lexicon::{Country, Lexicon},
    words::{entity_holding, is_capitalised, is_possessive_mark, lower, shown, singular},
};

/// Furthest that an office may stand from the name, in words.
const REACH: usize = 14;

/// An office or function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Office {
    /// In lower case but for acronyms: `prime minister`, `IT and communications minister`.
    pub(crate) title: String,
    /// The country that the text puts before or after it.
    pub(crate) country: Option<Country>,
    /// The body that the text puts before or after it.
    pub(crate) body: Option<String>,
    /// The words from country or body to the end of the phrase.
    pub(crate) tokens: Range<usize>,
}

/// The office in front of the name whose first word is `name`.
pub(crate) fn before_name(analysis: &Analysis, sentence: &Range<usize>, name: Range<usize>) -> Option<Office> {
    let mut end = skip_honorifics(analysis, sentence, name.start);
    let comma = end > sentence.start && analysis.word(end - 1) == ",";
    if comma {
        closes(analysis, sentence, name.end).then_some(())?;
        end -= 1;
    }
    let head = (sentence.start.max(end.saturating_sub(REACH))..end)
        .rev()
        .find(|&token| is_office(analysis, token) && is_complement(analysis, token + 1..end))?;
    Some(around(analysis, sentence, head, end))
}

/// The office behind the name: ", prime minister of Malaysia,".
pub(crate) fn after_name(analysis: &Analysis, sentence: &Range<usize>, name: Range<usize>) -> Option<Office> {
    if sentence.end <= name.end || analysis.word(name.end) != "," {
        return None;
    }
    let start = name.end + 1;
    let stop =
        (start..sentence.end.min(start + REACH)).find(|&token| ends_phrase(analysis, token)).unwrap_or(sentence.end);
    let head = (start..stop).find(|&token| is_office(analysis, token) && !is_office_next(analysis, token, stop))?;
    let modifiers = start..head;
    if modifiers.clone().any(|token| is_person_at(analysis, token)) {
        return None;
    }
    Some(around(analysis, &(start..sentence.end), head, complement_end(analysis, head + 1, stop)))
}

/// The office headed by the noun `head`, for descriptions without a name: "the Malaysian prime minister".
pub(crate) fn described(analysis: &Analysis, sentence: &Range<usize>, head: usize) -> Office {
    let end = complement_end(analysis, head + 1, sentence.end.min(head + 8));
    around(analysis, sentence, head, end)
}

/// Whether an office without a name of its own owner starts here: "CEO", "deputy chief executive", "spokesman".
pub(crate) fn starts_office(analysis: &Analysis, sentence: &Range<usize>, token: usize) -> bool {
    let stop = sentence.end.min(token + 4);
    let head = (token..stop).find(|&at| is_office(analysis, at));
    head.is_some_and(|head| {
        (token..head).all(|at| Lexicon::get().people.office_modifiers.contains(&lower(analysis, at)))
    })
}

/// Whether a noun that heads an office stands here.
pub(crate) fn is_office(analysis: &Analysis, token: usize) -> bool {
    let noun = matches!(analysis.tokens[token].upos, Upos::X | Upos::Noun | Upos::Propn | Upos::Adj);
    noun && Lexicon::get().people.offices.contains(&singular(analysis, token))
        && singular(analysis, token) == lower(analysis, token)
}

/// "chief executive": the office is headed by its last noun.
fn is_office_next(analysis: &Analysis, token: usize, stop: usize) -> bool {
    token + 1 < stop && is_office(analysis, token + 1)
}

fn skip_honorifics(analysis: &Analysis, sentence: &Range<usize>, name: usize) -> usize {
    let mut end = name;
    while end > sentence.start && Lexicon::get().people.is_honorific(&lower(analysis, end - 1), 2) {
        end -= 1;
    }
    // "President", "General" are honorifics and offices: the nearest one is read as an office.
    if (end..name).any(|token| is_office(analysis, token)) { name } else { end }
}

/// Whether an apposition may end at `token`.
fn closes(analysis: &Analysis, sentence: &Range<usize>, token: usize) -> bool {
    token >= sentence.end || matches!(analysis.word(token), "," | "." | ";" | ")" | ":")
}

fn ends_phrase(analysis: &Analysis, token: usize) -> bool {
    matches!(analysis.word(token), "," | "." | ";" | "(" | ")" | "—" | "--" | "\"" | "”")
        || matches!(analysis.tokens[token].upos, Upos::Verb | Upos::Aux | Upos::Pron | Upos::Sconj)
        || matches!(lower(analysis, token).as_str(), "who" | "which" | "said" | "told" | "was" | "is" | "has" | "had")
}

/// Whether the words after the head noun up to the name belong to it: nothing, or "of Industry and Trade".
fn is_complement(analysis: &Analysis, tokens: Range<usize>) -> bool {
    let Some(first) = tokens.clone().next() else { return true };
    matches!(lower(analysis, first).as_str(), "of" | "for" | "to" | "in" | "at")
        && tokens.len() > 1
        && tokens.skip(1).all(|token| in_complement(analysis, token))
}

fn in_complement(analysis: &Analysis, token: usize) -> bool {
    match analysis.tokens[token].upos {
        Upos::X => {
            is_capitalised(analysis, token)
                || matches!(lower(analysis, token).as_str(), "of" | "and" | "the" | "for" | "&" | "affairs" | "trade")
        }
        Upos::Noun | Upos::Propn | Upos::Adj | Upos::Cconj | Upos::Det => true,
        _ => matches!(lower(analysis, token).as_str(), "of" | "and" | "&" | "for"),
    }
}

/// Where "of Industry and Trade" after the head noun ends.
fn complement_end(analysis: &Analysis, from: usize, stop: usize) -> usize {
    if from >= stop || !matches!(lower(analysis, from).as_str(), "of" | "for" | "at") {
        return from;
    }
    let end = (from + 1..stop).find(|&token| !in_complement(analysis, token)).unwrap_or(stop);
    if end > from + 1 { end } else { from }
}

/// The office headed by `head`, with its modifiers before and its complement up to `end`.
fn around(analysis: &Analysis, sentence: &Range<usize>, head: usize, end: usize) -> Office {
    let mut start = head;
    let mut office = Office { title: String::new(), country: None, body: None, tokens: head..end };
    while start > sentence.start {
        let token = start - 1;
        if let Some((entity, owner)) = owner_at(analysis, token) {
            office.tokens.start = analysis.tokens_in(entity.span).start;
            match owner {
                Owner::Country(country) => office.country = Some(country),
                Owner::Body(body) => office.body = Some(body),
            }
            break;
        }
        if let Some(country) = loose_country(analysis, token) {
            office.country = Some(country);
            office.tokens.start = token;
            break;
        }
        if is_possessive_mark(analysis, token) && start > sentence.start + 1 {
            office.tokens.start = token;
            start -= 1;
            continue;
        }
        if !joins_office(analysis, token, start) || office.tokens.start != start {
            break;
        }
        start -= 1;
        office.tokens.start = start;
    }
    let words = title_words(analysis, office.tokens.start.max(first_own(analysis, &office, head))..head + 1);
    let (tail, country, body) = complement(analysis, head + 1..end);
    office.title = [rank_before(analysis, sentence, &office), words, tail].concat().join(" ");
    office.country = office.country.or(country);
    office.body = office.body.or(body);
    office
}

/// "The chief Russian diplomat", "former U.S. president": the word before the country is part of the office.
fn rank_before(analysis: &Analysis, sentence: &Range<usize>, office: &Office) -> Vec<String> {
    let before =
        office.tokens.start.checked_sub(1).filter(|token| sentence.contains(token) && office.country.is_some());
    let ranks = |token: &usize| {
        let modifier = Lexicon::get().people.office_modifiers.contains(&lower(analysis, *token));
        modifier && !is_capitalised(analysis, *token) && entity_at(analysis, *token).is_none()
    };
    before.filter(ranks).map(|token| title_words(analysis, token..token + 1)).unwrap_or_default()
}

enum Owner {
    Country(Country),
    Body(String),
}

/// The country or body named by the entity that ends with `token`.
fn owner_at(analysis: &Analysis, token: usize) -> Option<(&Entity, Owner)> {
    let entity = entity_at(analysis, token).filter(|entity| entity.span.end == analysis.tokens[token].span.end)?;
    let countries = &Lexicon::get().countries;
    if entity.kind == EntityKind::Person {
        return None;
    }
    if let Some(country) = countries.evoked_by(analysis.document.slice(entity.span)) {
        return Some((entity, Owner::Country(country)));
    }
    // A department in capitals is part of the title: "IT and Communications Minister".
    let words = analysis.document.slice(entity.span);
    let part_of_title = words.split([' ', '-']).all(|word| {
        let folded = word.to_lowercase();
        let people = &Lexicon::get().people;
        people.office_modifiers.contains(&folded) || people.offices.contains(&folded) || folded == "and"
    });
    let body = entity.name.clone().unwrap_or_else(|| words.to_owned());
    (entity.kind == EntityKind::Organisation && !part_of_title).then_some((entity, Owner::Body(body)))
}

fn entity_at(analysis: &Analysis, token: usize) -> Option<&Entity> {
    entity_holding(analysis, analysis.tokens[token].span)
}

fn loose_country(analysis: &Analysis, token: usize) -> Option<Country> {
    let countries = &Lexicon::get().countries;
    is_capitalised(analysis, token).then(|| countries.evoked_by(analysis.word(token))).flatten()
}

/// Whether the word before `next` is part of the name of the office.
fn joins_office(analysis: &Analysis, token: usize, next: usize) -> bool {
    let people = &Lexicon::get().people;
    let word = lower(analysis, token);
    let known = |word: &str| people.office_modifiers.contains(word) || people.offices.contains(word);
    match word.as_str() {
        "and" | "&" => {
            token > 0
                && is_capitalised(analysis, next) == is_capitalised(analysis, token - 1)
                && (known(&lower(analysis, token - 1)) || is_capitalised(analysis, token - 1))
                && analysis.tokens[token - 1].upos != Upos::Verb
                && !is_person_at(analysis, token - 1)
        }
        "-" => token > 0 && known(&lower(analysis, token - 1)),
        _ => {
            known(&word)
                || (is_capitalised(analysis, token) && is_capitalised(analysis, next) && names_a_field(analysis, token))
        }
    }
}

/// Whether a capitalised word can be a field of government: no verb, determiner or person.
fn names_a_field(analysis: &Analysis, token: usize) -> bool {
    matches!(analysis.tokens[token].upos, Upos::Noun | Upos::Propn | Upos::Adj)
        && !is_person_at(analysis, token)
        && sentence_start(analysis, token) != Some(token)
}

fn sentence_start(analysis: &Analysis, token: usize) -> Option<usize> {
    crate::words::sentence(analysis, token).map(|sentence| sentence.tokens.start)
}

fn is_person_at(analysis: &Analysis, token: usize) -> bool {
    entity_at(analysis, token).is_some_and(|entity| entity.kind == EntityKind::Person)
}

/// The first word of the title itself, after country or body and possessive mark.
fn first_own(analysis: &Analysis, office: &Office, head: usize) -> usize {
    if office.country.is_none() && office.body.is_none() {
        let start = office.tokens.start;
        return if is_possessive_mark(analysis, start) { start + 1 } else { start };
    }
    let first = office.tokens.start;
    let owner_end = entity_at(analysis, first).map_or(first + 1, |entity| analysis.tokens_in(entity.span).end);
    let marked = owner_end <= head && is_possessive_mark(analysis, owner_end);
    if marked { owner_end + 1 } else { owner_end.min(head) }
}

fn title_words(analysis: &Analysis, tokens: Range<usize>) -> Vec<String> {
    let words = analysis.cover(tokens).map(|span| shown(analysis, span)).unwrap_or_default();
    words.split(' ').filter(|word| !word.is_empty()).map(calm).collect()
}

/// Lower case but for acronyms.
fn calm(word: &str) -> String {
    let acronym = word.len() <= 4 && word.chars().all(char::is_uppercase);
    if acronym { word.to_owned() } else { word.to_lowercase() }
}

/// What "of Russia", "of Rosneft", "of Industry and Trade" adds: words of the title, a country or a body.
fn complement(analysis: &Analysis, tokens: Range<usize>) -> (Vec<String>, Option<Country>, Option<String>) {
    if tokens.len() < 2 {
        return (Vec::new(), None, None);
    }
    match owner_at(analysis, tokens.end - 1) {
        Some((_, Owner::Country(country))) => (Vec::new(), Some(country), None),
        Some((_, Owner::Body(body))) if !body.contains(" and ") => (Vec::new(), None, Some(body)),
        _ => (title_words(analysis, tokens), None, None),
    }
}
