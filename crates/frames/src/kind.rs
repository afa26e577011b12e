//! What kind of thing a filler is: names by the tagger, nouns by lists, times and amounts by their own stages.

use std::{collections::HashSet, str::FromStr};

use dateline_text::{EntityKind, Time, TimeKind, Upos, ValueKind};

use crate::{
    lists::Lists,
    senses::{Sense, sense},
    tree::Tree,
};

/// A kind of filler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Anything.
    Any,
    /// Somebody who can act: a name, a person's or body's description, a pronoun.
    Actor,
    /// The same, or a noun that no word list knows better: who buys or funds may be anything that acts.
    Agent,
    /// The same, or any concrete thing: what a figure is reported of.
    Owner,
    /// What can be sold, supplied or ordered: a thing, a name, a service.
    Goods,
    /// A person by name or description.
    Person,
    /// A company, or a part of one.
    Company,
    /// A stake, shares, an interest.
    Holding,
    /// Something that is no time and no bare amount.
    Thing,
    /// What is talked about or agreed: a phrase or clause that is no time and no bare amount.
    Matter,
    /// A named place or a kind of place.
    Place,
    /// A country, city, region or building by name.
    Location,
    /// A country or union of countries by name.
    Country,
    /// A word that is a name by its part of speech.
    Proper,
    /// A name of any kind.
    Name,
    /// A date, a longer stretch of the calendar, or a recurrence.
    Time,
    /// A sum of money.
    Money,
    /// A share of a hundred.
    Percent,
    /// A counted thing.
    Quantity,
    /// Any amount.
    Amount,
    /// A thing that is measured: trade, profit, output.
    Measure,
    /// A verb.
    Verb,
    /// A verb that tells what is to be done: an infinitive or a form in -ing.
    Action,
}

impl FromStr for Kind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text {
            "any" => Self::Any,
            "actor" => Self::Actor,
            "agent" => Self::Agent,
            "owner" => Self::Owner,
            "goods" => Self::Goods,
            "person" => Self::Person,
            "company" => Self::Company,
            "holding" => Self::Holding,
            "thing" => Self::Thing,
            "matter" => Self::Matter,
            "place" => Self::Place,
            "location" => Self::Location,
            "country" => Self::Country,
            "proper" => Self::Proper,
            "name" => Self::Name,
            "time" => Self::Time,
            "money" => Self::Money,
            "percent" => Self::Percent,
            "quantity" => Self::Quantity,
            "amount" => Self::Amount,
            "measure" => Self::Measure,
            "verb" => Self::Verb,
            "action" => Self::Action,
            _ => return Err(format!("no kind of filler is called `{text}`")),
        })
    }
}

/// The lists of nouns that tell kinds.
#[derive(Debug)]
pub(crate) struct Kinds {
    people: HashSet<String>,
    bodies: HashSet<String>,
    companies: HashSet<String>,
    holdings: HashSet<String>,
    venues: HashSet<String>,
    measures: HashSet<String>,
    abstracts: HashSet<String>,
    countries: HashSet<String>,
    goods: HashSet<String>,
    baselines: HashSet<String>,
}

impl Kinds {
    pub(crate) fn new(lists: &Lists) -> Self {
        Self {
            people: lists.set("people"),
            bodies: lists.set("bodies"),
            companies: lists.set("companies"),
            holdings: lists.set("holdings"),
            venues: lists.set("venues"),
            measures: lists.set("measures"),
            abstracts: lists.set("abstracts"),
            countries: lists.set("countries"),
            goods: lists.set("goods"),
            baselines: lists.set("baselines"),
        }
    }

    /// Whether the phrase that `token` heads is of the kind.
    pub(crate) fn is(&self, tree: &Tree, token: usize, kind: Kind) -> bool {
        let lemma = tree.lemma(token);
        match kind {
            Kind::Any => true,
            Kind::Verb => tree.is_verbal(token),
            Kind::Action => tree.is_verbal(token) && (tree.word(token).ends_with("ing") || tree.has_mark(token, "to")),
            Kind::Time => {
                tree.upos(token) != Upos::Adv
                    && tree
                        .time(token)
                        .is_some_and(|(_, time)| time.kind != TimeKind::Duration && !is_vague(tree, time))
            }
            Kind::Money => has_value(tree, token, Some(ValueKind::Money)),
            Kind::Percent => has_value(tree, token, Some(ValueKind::Percent)),
            Kind::Quantity => has_value(tree, token, Some(ValueKind::Quantity)),
            Kind::Amount => has_value(tree, token, None) || lemma == "undisclosed",
            Kind::Proper => tree.upos(token) == Upos::Propn,
            Kind::Name => tree.entity(token).is_some(),
            Kind::Location => has_entity(tree, token, EntityKind::Location),
            Kind::Country => self.is_country(tree, token),
            Kind::Place => self.is_place(tree, token),
            Kind::Holding => self.holdings.contains(lemma),
            Kind::Measure => self.measures.contains(lemma),
            Kind::Thing => is_matter(tree, token) && tree.is_nominal(token) && tree.upos(token) != Upos::Pron,
            Kind::Matter => is_matter(tree, token),
            Kind::Person => {
                has_entity(tree, token, EntityKind::Person)
                    || (is_personal(tree, token) && !matches!(tree.lemma(token), "it" | "its"))
                    || self.people.contains(lemma)
                    || is_common(tree, token, Sense::Person)
            }
            Kind::Company => self.is_company(tree, token),
            Kind::Actor => self.is_actor(tree, token),
            Kind::Agent => {
                self.is_actor(tree, token) || (self.is_concrete(tree, token) && sense(lemma) != Some(Sense::Thing))
            }
            Kind::Owner => self.is_actor(tree, token) || self.is_concrete(tree, token),
            Kind::Goods => self.is_goods(tree, token),
        }
    }

    fn is_place(&self, tree: &Tree, token: usize) -> bool {
        has_entity(tree, token, EntityKind::Location) || self.venues.contains(tree.lemma(token))
    }

    fn is_country(&self, tree: &Tree, token: usize) -> bool {
        let name = tree.entity(token).map_or(tree.token(token).span, |entity| entity.span);
        self.countries.contains(&tree.analysis.document.slice(name).to_lowercase())
            || self.countries.contains(&tree.word(token).to_lowercase())
    }

    fn is_actor(&self, tree: &Tree, token: usize) -> bool {
        if tree.time(token).is_some() || has_value(tree, token, Some(ValueKind::Money)) {
            return false;
        }
        let lemma = tree.lemma(token);
        let listed = self.people.contains(lemma) || self.bodies.contains(lemma) || self.companies.contains(lemma);
        match tree.upos(token) {
            Upos::Pron => is_personal(tree, token),
            Upos::Noun => {
                listed
                    || sense(lemma) == Some(Sense::Person)
                    || tree.entity(token).is_some_and(|entity| entity.kind != EntityKind::Misc)
            }
            Upos::Propn => {
                tree.entity(token).is_none_or(|entity| entity.kind != EntityKind::Misc)
                    || listed
                    || tree.is_half_of_pair(token)
                    || self.is_country(tree, token)
            }
            Upos::Num | Upos::Det => false,
            _ => tree.entity(token).is_some(),
        }
    }

    fn is_company(&self, tree: &Tree, token: usize) -> bool {
        has_entity(tree, token, EntityKind::Organisation)
            || self.companies.contains(tree.lemma(token))
            || (tree.upos(token) == Upos::Propn && tree.entity(token).is_none())
    }

    fn is_concrete(&self, tree: &Tree, token: usize) -> bool {
        matches!(tree.upos(token), Upos::Noun | Upos::Propn)
            && tree.time(token).is_none()
            && tree.value(token).is_none()
            && !self.abstracts.contains(tree.lemma(token))
            && !is_common(tree, token, Sense::Abstract)
    }

    fn is_goods(&self, tree: &Tree, token: usize) -> bool {
        let listed = self.goods.contains(tree.lemma(token));
        let known =
            tree.entity(token).is_none() && matches!(sense(tree.lemma(token)), Some(Sense::Person | Sense::Abstract));
        self.is(tree, token, Kind::Thing) && (listed || !known)
    }

    pub(crate) fn is_person_noun(&self, lemma: &str) -> bool {
        self.people.contains(lemma)
    }

    /// Whether the word opens what a figure is compared with.
    pub(crate) fn is_baseline(&self, word: &str) -> bool {
        self.baselines.contains(word)
    }

    pub(crate) fn is_company_noun(&self, lemma: &str) -> bool {
        self.companies.contains(lemma)
    }
}

/// "recently", "current": a time of one word that is no date.
fn is_vague(tree: &Tree, time: &Time) -> bool {
    time.value.ends_with("_REF") && !tree.analysis.document.slice(time.span).contains(' ')
}

fn is_matter(tree: &Tree, token: usize) -> bool {
    let bare_amount = tree.value(token).is_some_and(|(_, value)| value.kind != ValueKind::Quantity);
    tree.time(token).is_none() && !bare_amount
}

/// A common noun that mostly names such things.
fn is_common(tree: &Tree, token: usize, kind: Sense) -> bool {
    tree.upos(token) == Upos::Noun && tree.entity(token).is_none() && sense(tree.lemma(token)) == Some(kind)
}

fn has_entity(tree: &Tree, token: usize, kind: EntityKind) -> bool {
    tree.entity(token).is_some_and(|entity| entity.kind == kind)
}

fn has_value(tree: &Tree, token: usize, kind: Option<ValueKind>) -> bool {
    tree.value(token).is_some_and(|(_, value)| kind.is_none_or(|kind| value.kind == kind))
}

/// Pronouns that stand for somebody.
pub(crate) fn is_personal(tree: &Tree, token: usize) -> bool {
    tree.upos(token) == Upos::Pron
        && matches!(
            tree.word(token).to_lowercase().as_str(),
            "he" | "she"
                | "it"
                | "they"
                | "we"
                | "i"
                | "him"
                | "her"
                | "them"
                | "us"
                | "me"
                | "both"
                | "his"
                | "its"
                | "their"
                | "our"
                | "my"
        )
}
