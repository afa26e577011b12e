//! The names that records use: event types, subtypes, statuses and roles (`seeds/GUIDELINES.md`).

use std::{error::Error, fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A name that is not one of a closed set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLabel {
    what: &'static str,
    found: String,
}

impl UnknownLabel {
    /// `found` is no `what`.
    pub fn new(what: &'static str, found: impl Into<String>) -> Self {
        Self { what, found: found.into() }
    }
}

impl fmt::Display for UnknownLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no {}", self.found, self.what)
    }
}

impl Error for UnknownLabel {}

/// Declares a closed set of names with their written form.
macro_rules! labels {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $text)] $variant,)*
        }

        impl $name {
            /// All of them, in the order of the guidelines.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name as records write it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownLabel;

            fn from_str(text: &str) -> Result<Self, UnknownLabel> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    _ => Err(UnknownLabel::new($what, text)),
                }
            }
        }
    };
}

labels! {
    /// The family of an event.
    EventType, "event type" {
        /// People or bodies met, travelled or called.
        Meet = "meet",
        /// Something was agreed, bought, sold or funded.
        Deal = "deal",
        /// A reported quantity stands at or moved to a value.
        Figure = "figure",
    }
}

labels! {
    /// What happened within the family.
    Subtype, "event subtype" {
        /// `meet`: talks, negotiations, a summit.
        Talks = "talks",
        /// `meet`: somebody travelled to a place or a host.
        Visit = "visit",
        /// `meet`: talks at a distance.
        Call = "call",
        /// `deal`: an accord, treaty, memorandum, contract.
        Agreement = "agreement",
        /// `deal`: goods, services or securities changed hands.
        Transaction = "transaction",
        /// `deal`: a company, unit or stake was bought or merged.
        Acquisition = "acquisition",
        /// `deal`: money was invested, lent, granted, donated.
        Financing = "financing",
        /// `figure`: stands at a value.
        Level = "level",
        /// `figure`: rose or fell.
        Change = "change",
    }
}

impl Subtype {
    /// The family that the subtype belongs to.
    pub const fn event_type(self) -> EventType {
        match self {
            Self::Talks | Self::Visit | Self::Call => EventType::Meet,
            Self::Agreement | Self::Transaction | Self::Acquisition | Self::Financing => EventType::Deal,
            Self::Level | Self::Change => EventType::Figure,
        }
    }
}

labels! {
    /// Whether it happened.
    Status, "event status" {
        /// It happened.
        Occurred = "occurred",
        /// It is scheduled, or somebody is to do it.
        Planned = "planned",
        /// It could happen, is expected, offered or under discussion.
        Possible = "possible",
        /// It did not happen.
        Negated = "negated",
    }
}

labels! {
    /// What a filler is in an event.
    Role, "role" {
        /// `meet`: who met, or the traveller.
        Participant = "participant",
        /// `meet/visit`: who was visited.
        Host = "host",
        /// `deal/agreement`: who agreed.
        Party = "party",
        /// Who bought.
        Buyer = "buyer",
        /// Who sold.
        Seller = "seller",
        /// Who gave the money.
        Funder = "funder",
        /// Who received it.
        Recipient = "recipient",
        /// `deal/transaction`: what changed hands.
        Asset = "asset",
        /// `deal/acquisition`: the company or unit bought.
        Target = "target",
        /// `deal/acquisition`: how much of it.
        Stake = "stake",
        /// `deal`: what was agreed or funded.
        Subject = "subject",
        /// `meet`: what was talked about.
        Topic = "topic",
        /// `figure`: what was measured.
        Measure = "measure",
        /// `figure`: whose measure it is.
        About = "about",
        /// A sum, a level, a count.
        Value = "value",
        /// `figure/change`: by how much.
        Change = "change",
        /// Where.
        Place = "place",
        /// When.
        Time = "time",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_forms_are_read_back() {
        for &role in Role::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
        }
        assert_eq!("gossip".parse::<Subtype>().unwrap_err().to_string(), "\"gossip\" is no event subtype");
    }
}
