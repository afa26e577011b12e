//! Descriptions of somebody or something named elsewhere: "the Malaysian prime minister", "Malaysia's state oil firm", "the company".

use std::ops::Range;

use dateline_text::{Analysis, Upos};

use super::{
    Cast, How, Member, Office, Sort,
    antecedent::{Here, acting, earlier, nearest},
    country::{self, only_country},
    leader, office,
};
use crate::{
    lexicon::{Country, Lexicon, fold},
    words::{has_grammar, is_capitalised, is_possessive_mark, lower, sentence, singular},
};

/// Sentences that a story has at most, for what is looked for in all of it.
const WHOLE_STORY: usize = 200;

/// A definite description, by its head noun.
#[derive(Debug, Clone)]
pub(super) struct Description {
    pub(super) head: usize,
    pub(super) noun: String,
    pub(super) tokens: Range<usize>,
    country: Option<Country>,
    /// Whether it says nothing but its noun.
    pub(super) bare: bool,
    office: Option<Office>,
}

/// The description headed by `head`, when it is definite and stands for one thing.
pub(super) fn at(analysis: &Analysis, head: usize) -> Option<Description> {
    let lexicon = Lexicon::get();
    let noun = singular(analysis, head);
    let noun_like = matches!(analysis.tokens[head].upos, Upos::X | Upos::Noun | Upos::Propn);
    let known = lexicon.people.is_person_noun(&noun)
        || lexicon.bodies.is_body_noun(&noun)
        || lexicon.bodies.countries.contains(&noun);
    if !noun_like || !known || noun != lower(analysis, head) || is_modifier(analysis, head) {
        return None;
    }
    let sentence = sentence(analysis, head)?;
    let (start, definite) = left_edge(analysis, sentence.tokens.start, head);
    if !definite {
        return None;
    }
    let office = office::is_office(analysis, head).then(|| office::described(analysis, &sentence.tokens, head));
    let country =
        only_country(&words_between(analysis, start..head)).or(office.as_ref().and_then(|office| office.country));
    let bare = (start..head).all(|token| matches!(lower(analysis, token).as_str(), "the" | "this" | "that"));
    Some(Description { head, noun, tokens: start..head + 1, country, bare, office })
}

/// "company spokesman": the noun only modifies another.
fn is_modifier(analysis: &Analysis, head: usize) -> bool {
    if has_grammar(analysis, head) {
        return matches!(analysis.tokens[head].deprel.as_str(), "compound" | "amod" | "flat");
    }
    sentence(analysis, head).is_some_and(|sentence| {
        let next = head + 1;
        next < sentence.tokens.end && {
            let noun = singular(analysis, next);
            let lexicon = Lexicon::get();
            lexicon.people.is_person_noun(&noun) || lexicon.bodies.is_body_noun(&noun)
        }
    })
}

/// Where the phrase starts and whether it is definite: "the", a genitive, or the people of a country before an office.
fn left_edge(analysis: &Analysis, first: usize, head: usize) -> (usize, bool) {
    let mut token = head;
    while token > first {
        let word = lower(analysis, token - 1);
        match word.as_str() {
            "the" | "this" | "that" => return (token - 1, true),
            "his" | "her" | "its" | "their" | "our" | "my" | "your" | "whose" => return (token, false),
            "'s" | "'" => return genitive(analysis, first, token - 1),
            _ if Lexicon::get().bodies.indefinite.contains(&word) => return (token, false),
            _ if in_phrase(analysis, token - 1) => token -= 1,
            _ => break,
        }
    }
    (token, false)
}

/// "Malaysia's state oil firm" is definite by its owner.
fn genitive(analysis: &Analysis, first: usize, mark: usize) -> (usize, bool) {
    let mut start = mark;
    while start > first && is_capitalised(analysis, start - 1) {
        start -= 1;
    }
    let country = only_country(&words_between(analysis, start..mark)).is_some();
    (if country { start } else { mark }, country)
}

fn in_phrase(analysis: &Analysis, token: usize) -> bool {
    match analysis.tokens[token].upos {
        Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num => true,
        Upos::X => {
            let word = lower(analysis, token);
            let lexicon = Lexicon::get();
            is_capitalised(analysis, token)
                || lexicon.bodies.describing.contains(&word)
                || lexicon.people.office_modifiers.contains(&word)
        }
        _ => analysis.word(token) == "-",
    }
}

fn words_between(analysis: &Analysis, tokens: Range<usize>) -> String {
    let words: Vec<&str> =
        tokens.filter(|&token| !is_possessive_mark(analysis, token)).map(|token| analysis.word(token)).collect();
    words.join(" ")
}

impl Description {
    /// How the mention refers.
    pub(super) fn how(&self) -> How {
        if self.bare { How::Bare } else { How::Described }
    }

    /// The member that the article calls so.
    pub(super) fn resolve(&self, analysis: &Analysis, cast: &mut Cast, here: Here) -> Option<usize> {
        let lexicon = Lexicon::get();
        if lexicon.people.is_person_noun(&self.noun) {
            return self.person(analysis, cast, here);
        }
        if lexicon.bodies.countries.contains(&self.noun) && !lexicon.bodies.publics.contains(&self.noun) {
            return self.bare.then(|| country_before(cast, here)).flatten();
        }
        self.body(analysis, cast, here)
    }

    fn person(&self, analysis: &Analysis, cast: &mut Cast, here: Here) -> Option<usize> {
        let office = self.office.clone()?;
        let country = self.country;
        let fits = |member: &Member| holds(member, &office.title) && agrees(member.country, country);
        let known =
            nearest(analysis, cast, here, |member| fits(member) && (country.is_none() || member.country.is_some()));
        let member = known
            .or_else(|| nearest(analysis, cast, here, fits))
            .map(|mention| mention.members[0])
            .or_else(|| anywhere(cast, here, fits))
            .or_else(|| leader::untitled(cast, here, country, &office))
            .or_else(|| leader::leading(cast, here, country, &office))?;
        if cast.members[member].offices.is_empty() && country.is_some() {
            cast.members[member].take_office(office);
        }
        Some(member)
    }

    fn body(&self, analysis: &Analysis, cast: &Cast, here: Here) -> Option<usize> {
        let called = |member: &Member| {
            let name = fold(&member.name);
            member.sort == Sort::Body
                && (member.nouns.contains(&self.noun) || name.split([' ', '-']).any(|word| word == self.noun))
        };
        let home = |member: &Member| self.country.is_none() || member.country == self.country;
        let plain = self.bare && Lexicon::get().bodies.any_company.contains(&self.noun) && !self.picks_others(analysis);
        let known = |member: &Member| called(member) || plain && self.sort_fits(member);
        // "Acme bought a stake in the company": not in itself.
        let acting = acting(analysis, cast, here).filter(|_| self.bare);
        let other = |member: &Member| acting != Some(member.name.as_str());
        let named_so = nearest(analysis, cast, here, |member| known(member) && home(member) && other(member));
        if let Some(mention) = named_so {
            return Some(mention.members[0]);
        }
        if self.country.is_some() {
            return self.only_one_of(cast, here);
        }
        if !self.bare || self.picks_others(analysis) {
            return None;
        }
        nearest(analysis, cast, here, |member| self.sort_fits(member)).map(|mention| mention.members[0])
    }

    /// With a country said, the description holds only when one body of the article fits it.
    fn only_one_of(&self, cast: &Cast, here: Here) -> Option<usize> {
        let fits = |member: &Member| member.country == self.country && self.sort_fits(member) && !is_state(&self.noun);
        let mut found: Vec<usize> = Vec::new();
        for mention in earlier(cast, here, WHOLE_STORY) {
            found.extend(
                mention.members.iter().filter(|&&member| fits(&cast.members[member]) && mention.how == How::Named),
            );
        }
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    fn sort_fits(&self, member: &Member) -> bool {
        let bodies = &Lexicon::get().bodies;
        let company = bodies.companies.contains(&self.noun);
        let public = bodies.publics.contains(&self.noun);
        member.sort == Sort::Body
            && (company && !member.is_public() || public && !member.is_company() && !is_state(&self.noun))
            && !is_part(&self.noun)
    }

    /// "the company that makes".
    fn picks_others(&self, analysis: &Analysis) -> bool {
        let next = self.head + 1;
        next < analysis.tokens.len()
            && matches!(
                lower(analysis, next).as_str(),
                "that" | "which" | "who" | "whose" | "of" | "in" | "with" | "for" | "-"
            )
    }
}

/// Parts of a state are not the last body named.
fn is_state(noun: &str) -> bool {
    matches!(
        noun,
        "government" | "parliament" | "court" | "army" | "military" | "cabinet" | "regime" | "administration" | "party"
    )
}

/// Parts of a company are named by their own noun only.
fn is_part(noun: &str) -> bool {
    matches!(
        noun,
        "unit" | "subsidiary" | "affiliate" | "division" | "parent" | "partnership" | "venture" | "fund" | "trust"
    )
}

pub(super) fn agrees(known: Option<Country>, said: Option<Country>) -> bool {
    known.is_none() || said.is_none() || known == said
}

/// Whether the member holds the office `title`: all words of the description are words of an office of the same noun.
fn holds(member: &Member, title: &str) -> bool {
    let people = &Lexicon::get().people;
    member.sort == Sort::Person
        && member.offices.iter().any(|office| people.same_office(title).any(|said| within(said, &office.title)))
}

fn within(said: &str, held: &str) -> bool {
    let held: Vec<&str> = held.split([' ', '-']).collect();
    said.split([' ', '-']).all(|word| held.contains(&word))
}

fn anywhere(cast: &Cast, here: Here, fits: impl Fn(&Member) -> bool) -> Option<usize> {
    let mut found = (0..cast.members.len())
        .filter(|&member| cast.members[member].article == here.article && fits(&cast.members[member]));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// "the country": the country named last.
fn country_before(cast: &mut Cast, here: Here) -> Option<usize> {
    let country = country::before(&cast.evoked, here.article, here.token).next()?.country;
    Some(cast.country_or_new(here.article, country))
}
