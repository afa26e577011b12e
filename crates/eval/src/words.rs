//! What gold and events have in common: words at a place, and amounts.

use serde::{Deserialize, Deserializer};

/// Words of a document's text, at half-open offsets in code points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Words {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    #[serde(default)]
    pub text: String,
}

impl Words {
    /// Whether both cover a character in common.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// An event is told by words somewhere.
    pub(crate) fn check(mentions: &[Self]) -> Result<(), String> {
        if mentions.is_empty() {
            return Err("an event has no mention".to_owned());
        }
        let empty = mentions.iter().find(|words| words.end <= words.start);
        empty
            .map_or(Ok(()), |words| Err(format!("a mention ends at {} before it starts at {}", words.end, words.start)))
    }
}

/// An amount as a string, or as a number where somebody wrote it so.
pub(crate) fn amount<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Amount {
        Text(String),
        Number(serde_json::Number),
    }
    let amount = Option::<Amount>::deserialize(deserializer)?;
    Ok(amount.map(|amount| match amount {
        Amount::Text(text) => text,
        Amount::Number(number) => number.to_string(),
    }))
}
