//! Named entities.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{Span, UnknownLabel};

/// A name in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Where the name stands.
    pub span: Span,
    /// What it names.
    pub kind: EntityKind,
    /// Probability of the kind, the mean over the name's words; between 0 and 1.
    pub score: f32,
    /// The full name that the document uses for the same entity, where resolved.
    pub name: Option<String>,
}

/// The four kinds of CoNLL-2003.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, government body, alliance, team.
    Organisation,
    /// A country, city, region, building.
    Location,
    /// Nationalities, events, works, products.
    Misc,
}

impl EntityKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Person, Self::Organisation, Self::Location, Self::Misc];

    /// The kind as it is written in records and in the model's labels.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Location => "location",
            Self::Misc => "misc",
        }
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for EntityKind {
    type Err = UnknownLabel;

    fn from_str(text: &str) -> Result<Self, UnknownLabel> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| UnknownLabel::new("entity kind", text))
    }
}
