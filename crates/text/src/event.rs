//! Events of a document: what records are made from.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Role, Span, Status, Subtype, Time, Value};

/// One happening, however many sentences of the document tell it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Stable hash of the document's id and text, the type and the first mention.
    pub id: String,
    /// What happened.
    pub subtype: Subtype,
    /// Whether it happened.
    pub status: Status,
    /// Between 0 and 1: how likely the event is right.
    pub confidence: f32,
    /// CAMEO or PLOVER code.
    pub code: Option<String>,
    /// The rule that made the event's first frame.
    pub rule: String,
    /// Index into [`crate::Document::articles`].
    pub article: usize,
    /// The reference date against which the event's times were read.
    pub published: Option<Date>,
    /// The words that tell it, in text order, at least one.
    pub mentions: Vec<Mention>,
    /// Who and what, in the order of [`Role`], then of the text.
    pub arguments: Vec<Argument>,
}

/// One word that tells an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The trigger word.
    pub span: Span,
    /// The sentence around it.
    pub sentence: Span,
}

/// A filler of an event, resolved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// The role it fills.
    pub role: Role,
    /// The words in the text.
    pub span: Span,
    /// The canonical name: the full name of the referent, or the words themselves.
    pub name: Option<String>,
    /// What sort of actor it is, for actors.
    pub kind: Option<ActorKind>,
    /// ISO 3166-1 alpha-3 code of the actor's country.
    pub country: Option<String>,
    /// Office or function that the text gives the actor: `prime minister`.
    pub title: Option<String>,
    /// The normalised time, for [`Role::Time`].
    pub time: Option<Time>,
    /// The normalised amount, for [`Role::Value`], [`Role::Change`] and [`Role::Stake`].
    pub value: Option<Value>,
}

/// What sort of actor an argument is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A company, body or alliance.
    Organisation,
    /// A country or its government.
    Country,
    /// Any other place.
    Location,
    /// People named as a group: "business leaders".
    Group,
    /// Anything else.
    Other,
}

impl ActorKind {
    /// The kind as records write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Country => "country",
            Self::Location => "location",
            Self::Group => "group",
            Self::Other => "other",
        }
    }
}
