//! One person, body, country or place of an article.

use dateline_text::{ActorKind, EntityKind};

use super::office::Office;
use crate::{
    lexicon::{Country, Lexicon, fold},
    names::form::Gender,
};

/// What a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    Person,
    Body,
    Country,
    Place,
    Other,
}

/// Somebody or something that an article refers to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member {
    pub(crate) article: usize,
    pub(crate) name: String,
    pub(crate) sort: Sort,
    pub(crate) country: Option<Country>,
    pub(crate) offices: Vec<Office>,
    pub(crate) gender: Option<Gender>,
    /// Nouns by which the text describes it: "firm", "bloc".
    pub(crate) nouns: Vec<String>,
    /// How often the article names it.
    pub(crate) named: usize,
    /// The words by which the article names it.
    pub(crate) short_forms: Vec<String>,
}

impl Member {
    /// A member named by an entity of this kind.
    pub(crate) fn new(article: usize, name: &str, kind: EntityKind) -> Self {
        let lexicon = Lexicon::get();
        let country = (kind != EntityKind::Person).then(|| lexicon.countries.named(name)).flatten();
        let sort = match kind {
            _ if country.is_some() => Sort::Country,
            EntityKind::Person => Sort::Person,
            EntityKind::Organisation => Sort::Body,
            EntityKind::Location => Sort::Place,
            EntityKind::Misc => Sort::Other,
        };
        Self {
            article,
            name: name.to_owned(),
            sort,
            country,
            offices: Vec::new(),
            gender: None,
            nouns: Vec::new(),
            named: 0,
            short_forms: Vec::new(),
        }
    }

    /// A country that the article evokes without naming it.
    pub(crate) fn country(article: usize, country: Country) -> Self {
        Self { country: Some(country), sort: Sort::Country, ..Self::new(article, country.name, EntityKind::Location) }
    }

    /// Somebody or something that the article introduces without a name: "a group of investors".
    pub(crate) fn unnamed(article: usize, words: &str, noun: String, sort: Sort) -> Self {
        Self { sort, country: None, nouns: vec![noun], ..Self::new(article, words, EntityKind::Misc) }
    }

    /// The kind that records show.
    pub(crate) fn kind(&self) -> ActorKind {
        match self.sort {
            Sort::Person => ActorKind::Person,
            Sort::Body => ActorKind::Organisation,
            Sort::Country => ActorKind::Country,
            Sort::Place => ActorKind::Location,
            Sort::Other => ActorKind::Other,
        }
    }

    /// The office that records show.
    pub(crate) fn title(&self) -> Option<&str> {
        self.offices.first().map(|office| office.title.as_str())
    }

    /// Adds an office and what it says about the country.
    pub(crate) fn take_office(&mut self, office: Office) {
        self.country = self.country.or(office.country);
        // A counterpart or colleague is one of somebody else's office.
        if Lexicon::get().people.relations.contains(&office.title) {
            return;
        }
        if !self.offices.iter().any(|known| known.title == office.title) {
            self.offices.push(office);
        }
    }

    /// Whether the text shows it to be a company.
    pub(crate) fn is_company(&self) -> bool {
        let bodies = &Lexicon::get().bodies;
        bodies.marks_company(&fold(&self.name)) || self.nouns.iter().any(|noun| bodies.companies.contains(noun))
    }

    /// Whether the text shows it to be a body of state or of states.
    pub(crate) fn is_public(&self) -> bool {
        let bodies = &Lexicon::get().bodies;
        !bodies.marks_company(&fold(&self.name)) && bodies.marks_public(&fold(&self.name))
    }

    /// Whether it leads a country.
    pub(crate) fn leads(&self) -> bool {
        self.offices.iter().any(|office| office.body.is_none() && Lexicon::get().people.leads_a_country(&office.title))
    }
}
