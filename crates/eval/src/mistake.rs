//! What went wrong, one by one.

use std::collections::BTreeMap;

use dateline_text::{EventType, Role, Status, Subtype};
use serde::Serialize;

use crate::{Excerpt, GoldEvent, GoldFiller, Place, Said, SaidFiller, Words, reliability::exact};

/// One error, with its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mistake {
    /// The document as it was read.
    pub document: String,
    /// Where to look.
    #[serde(flatten)]
    pub place: Place,
    /// The family of the event.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// What it is within the family: gold's word, or for a false event what was said.
    pub subtype: Option<Subtype>,
    /// Whether it happened: gold's word, or for a false event what was said.
    pub status: Option<Status>,
    /// The words that tell the event.
    pub words: Vec<String>,
    /// What is wrong.
    #[serde(flatten)]
    pub what: What,
    /// How much it weighs among errors of its kind: the entries of the table that it costs, times the confidence with
    /// which a wrong thing was said.
    pub weight: f64,
    /// The text around the place, where it is known.
    pub excerpt: Option<Excerpt>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum What {
    /// Gold has an event that was not said.
    Missed {
        /// Gold's fillers.
        roles: BTreeMap<Role, Vec<String>>,
    },
    /// An event was said that gold does not have, or has already.
    False {
        /// The fillers that were said.
        roles: BTreeMap<Role, Vec<String>>,
        /// The confidence that was said.
        confidence: Option<f32>,
        /// The rule that found it.
        rule: Option<String>,
        /// Whether gold has the event, but another one that was said stands for it already.
        again: bool,
    },
    /// Fillers of a role are missing or wrong.
    Fillers {
        /// The role.
        role: Role,
        /// Gold's fillers that were not said.
        missing: Vec<String>,
        /// Fillers that were said and are not gold's.
        wrong: Vec<String>,
    },
    /// Whether it happened is wrong; [`Mistake::status`] is right.
    Status {
        /// What was said.
        said: Option<Status>,
        /// The rule that found the event.
        rule: Option<String>,
    },
    /// What happened is wrong; [`Mistake::subtype`] is right.
    Subtype {
        /// What was said.
        said: Option<Subtype>,
        /// The rule that found the event.
        rule: Option<String>,
    },
}

/// A kind of error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// [`What::Missed`]
    Missed,
    /// [`What::False`]
    False,
    /// [`What::Fillers`]
    Fillers,
    /// [`What::Status`]
    Status,
    /// [`What::Subtype`]
    Subtype,
}

impl Kind {
    /// All kinds, in the order of reports.
    pub const ALL: [Self; 5] = [Self::Missed, Self::False, Self::Fillers, Self::Status, Self::Subtype];
}

impl What {
    /// The kind of error.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Missed { .. } => Kind::Missed,
            Self::False { .. } => Kind::False,
            Self::Fillers { .. } => Kind::Fillers,
            Self::Status { .. } => Kind::Status,
            Self::Subtype { .. } => Kind::Subtype,
        }
    }
}

/// The document in which errors are made.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) document: &'a str,
    pub(crate) text: Option<&'a str>,
}

impl Scene<'_> {
    pub(crate) fn missed(self, gold: &GoldEvent) -> Mistake {
        let roles: BTreeMap<_, Vec<_>> =
            gold.roles.iter().map(|(&role, fillers)| (role, fillers.iter().map(GoldFiller::label).collect())).collect();
        let weight = 1 + roles.values().map(Vec::len).sum::<usize>();
        self.about(gold, &gold.mentions[0], What::Missed { roles }, weight as f64)
    }

    pub(crate) fn invented(self, said: &Said, again: bool) -> Mistake {
        let roles: BTreeMap<_, Vec<_>> =
            said.roles.iter().map(|(&role, fillers)| (role, fillers.iter().map(SaidFiller::label).collect())).collect();
        let weight = (1 + roles.values().map(Vec::len).sum::<usize>()) as f64 * said.weight();
        let what = What::False { roles, confidence: said.confidence, rule: said.rule.clone(), again };
        let told =
            Told { event_type: said.event_type, subtype: said.subtype, status: said.status, mentions: &said.mentions };
        self.at(&told, &said.mentions[0], what, weight)
    }

    pub(crate) fn wrong_status(self, gold: &GoldEvent, said: &Said) -> Mistake {
        let what = What::Status { said: said.status, rule: said.rule.clone() };
        self.about(gold, &gold.mentions[0], what, said.weight())
    }

    pub(crate) fn wrong_subtype(self, gold: &GoldEvent, said: &Said) -> Mistake {
        let what = What::Subtype { said: said.subtype, rule: said.rule.clone() };
        self.about(gold, &gold.mentions[0], what, said.weight())
    }

    /// Stands where the first missing filler stands, else the first wrong one.
    pub(crate) fn wrong_fillers(
        self,
        gold: &GoldEvent,
        role: Role,
        missing: &[&GoldFiller],
        wrong: &[&SaidFiller],
    ) -> Mistake {
        let place = missing.iter().find_map(|filler| filler.words());
        let place = place.or_else(|| wrong.iter().find_map(|filler| filler.words()));
        let what = What::Fillers {
            role,
            missing: missing.iter().map(|filler| filler.label()).collect(),
            wrong: wrong.iter().map(|filler| filler.label()).collect(),
        };
        let weight = (missing.len() + wrong.len()) as f64;
        self.about(gold, place.as_ref().unwrap_or(&gold.mentions[0]), what, weight)
    }

    fn about(self, gold: &GoldEvent, words: &Words, what: What, weight: f64) -> Mistake {
        let (subtype, status) = (Some(gold.subtype), Some(gold.status));
        let told = Told { event_type: gold.event_type, subtype, status, mentions: &gold.mentions };
        self.at(&told, words, what, weight)
    }

    fn at(self, told: &Told<'_>, words: &Words, what: What, weight: f64) -> Mistake {
        let &Told { event_type, subtype, status, mentions } = told;
        Mistake {
            document: self.document.to_owned(),
            place: Place::of(words, self.text),
            event_type,
            subtype,
            status,
            words: mentions.iter().map(|words| words.text.clone()).collect(),
            what,
            weight,
            excerpt: self.text.and_then(|text| Excerpt::of(words, text)),
        }
    }
}

/// What gold and events say of an event alike.
struct Told<'a> {
    event_type: EventType,
    subtype: Option<Subtype>,
    status: Option<Status>,
    mentions: &'a [Words],
}

impl Said {
    fn weight(&self) -> f64 {
        self.confidence.map_or(1.0, exact)
    }
}

impl GoldFiller {
    /// The words and what they mean.
    fn label(&self) -> String {
        let amount = self.amount.as_ref().map(|amount| amount_label(amount, self.currency.as_deref()));
        label(&self.text, amount.or_else(|| self.value.clone()).as_deref().or(self.names.first().map(String::as_str)))
    }
}

impl SaidFiller {
    /// The words and what they mean.
    fn label(&self) -> String {
        let unit = self.currency.as_deref().or(self.unit.as_deref());
        let amount = self.amount.as_ref().map(|amount| amount_label(amount, unit));
        label(&self.text, amount.or_else(|| self.value.clone()).as_deref().or(self.name.as_deref()))
    }
}

fn amount_label(amount: &str, unit: Option<&str>) -> String {
    format!("{amount} {}", unit.unwrap_or_default()).trim_end().to_owned()
}

fn label(text: &str, meaning: Option<&str>) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match meaning {
        Some(meaning) if meaning != text => format!("{text} = {meaning}"),
        _ => text,
    }
}
