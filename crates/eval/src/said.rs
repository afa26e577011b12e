//! Events as a program says them: fresh from the rules, or read back from JSON Lines.

use std::{cmp::Ordering, collections::BTreeMap};

use dateline_records::{EventRow, FillerRow, MentionRow};
use dateline_text::{EventType, Role, Status, Subtype};
use serde::Deserialize;

use crate::{Error, ErrorKind, Words, lines, words};

/// An event that was said. Only what is compared: other programs' events need no more than type and mentions.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Said {
    /// The event's own name.
    #[serde(default)]
    pub event_id: String,
    /// The document's name.
    pub doc_id: String,
    /// The family of the event.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// What happened within the family.
    pub subtype: Option<Subtype>,
    /// Whether it happened.
    pub status: Option<Status>,
    /// Between 0 and 1: how likely the event is right, in the eyes of who said it.
    pub confidence: Option<f32>,
    /// The rule that found it.
    pub rule: Option<String>,
    /// The words that tell it; at least one.
    pub mentions: Vec<Words>,
    /// Who and what.
    #[serde(default)]
    pub roles: BTreeMap<Role, Vec<SaidFiller>>,
}

/// Who or what was said to fill a role.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct SaidFiller {
    /// The words in the text.
    #[serde(default)]
    pub text: String,
    /// The canonical name.
    pub name: Option<String>,
    /// First code point of the words.
    pub start: Option<usize>,
    /// One past their last code point.
    pub end: Option<usize>,
    /// TIMEX3 value of a time.
    pub value: Option<String>,
    /// The exact number of an amount.
    #[serde(default, deserialize_with = "words::amount")]
    pub amount: Option<String>,
    /// ISO 4217 code of an amount of money.
    pub currency: Option<String>,
    /// What an amount counts.
    pub unit: Option<String>,
}

impl Said {
    /// Reads JSON Lines; `file` is their name for errors.
    ///
    /// # Errors
    /// [`ErrorKind::Events`] when a line is no event, or the event has no mention or an empty one.
    pub fn read(file: &str, text: &str) -> Result<Vec<Self>, Error> {
        let rows = lines::read(ErrorKind::Events, file, text, |said: &Self| Words::check(&said.mentions))?;
        Ok(rows.into_iter().map(|(_, said)| said).collect())
    }

    /// The order of the text, which is the order in which the program says events; whatever the order of a file is,
    /// figures are the same.
    pub(crate) fn by_place(&self, other: &Self) -> Ordering {
        let key = |said: &Self| said.mentions.first().map(|words| (words.start, words.end));
        let order = (key(self), self.subtype, &self.event_id).cmp(&(key(other), other.subtype, &other.event_id));
        // Only rows without ids come so far.
        order.then_with(|| format!("{self:?}").cmp(&format!("{other:?}")))
    }
}

impl From<EventRow> for Said {
    fn from(row: EventRow) -> Self {
        let fillers = |fillers: Vec<FillerRow>| fillers.into_iter().map(SaidFiller::from).collect();
        Self {
            event_id: row.event_id,
            doc_id: row.doc_id,
            event_type: row.event_type,
            subtype: Some(row.subtype),
            status: Some(row.status),
            confidence: Some(row.confidence),
            rule: Some(row.rule),
            mentions: row.mentions.into_iter().map(Words::from).collect(),
            roles: row.roles.into_iter().map(|(role, rows)| (role, fillers(rows))).collect(),
        }
    }
}

impl From<MentionRow> for Words {
    fn from(row: MentionRow) -> Self {
        Self { start: row.start, end: row.end, text: row.text }
    }
}

impl From<FillerRow> for SaidFiller {
    fn from(row: FillerRow) -> Self {
        Self {
            text: row.text,
            name: row.name,
            start: Some(row.start),
            end: Some(row.end),
            value: row.value,
            amount: row.amount,
            currency: row.currency,
            unit: row.unit,
        }
    }
}

impl SaidFiller {
    /// The words with their place, where it is known.
    pub(crate) fn words(&self) -> Option<Words> {
        Some(Words { start: self.start?, end: self.end?, text: self.text.clone() })
    }
}
