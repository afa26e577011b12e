//! The part of an event record that the page shows.

use std::collections::BTreeMap;

use dateline_text::{EventType, Role, Status, Subtype};
use jiff::civil::Date;
use serde::Deserialize;

/// An event as it was written. Records of other programs and of older versions may lack what is optional here.
#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    #[serde(default)]
    pub(crate) event_id: String,
    pub(crate) doc_id: String,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Date>,
    #[serde(rename = "type")]
    pub(crate) event_type: EventType,
    pub(crate) subtype: Subtype,
    pub(crate) status: Status,
    pub(crate) confidence: f32,
    #[serde(default)]
    pub(crate) rule: String,
    pub(crate) mentions: Vec<Mention>,
    #[serde(default)]
    pub(crate) roles: BTreeMap<Role, Vec<Filler>>,
}

/// A word that tells the event.
#[derive(Debug, Deserialize)]
pub(crate) struct Mention {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: String,
    pub(crate) sentence: Sentence,
}

/// The sentence around a mention. Records had no text of it once.
#[derive(Debug, Deserialize)]
pub(crate) struct Sentence {
    pub(crate) start: usize,
    pub(crate) text: Option<String>,
}

/// Who or what fills a role. Only shown, so that any kind, bound or unit will do.
#[derive(Debug, Deserialize)]
pub(crate) struct Filler {
    pub(crate) text: String,
    pub(crate) name: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) value: Option<String>,
    pub(crate) amount: Option<String>,
    pub(crate) currency: Option<String>,
    pub(crate) unit: Option<String>,
    pub(crate) bound: Option<String>,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Row {
    /// Reads one line, and says what is wrong with it.
    pub(crate) fn read(line: &[u8]) -> Result<Self, String> {
        let row: Self = serde_json::from_slice(line).map_err(|error| explain(&error))?;
        row.check().map(|()| row)
    }

    fn check(&self) -> Result<(), String> {
        if self.mentions.is_empty() {
            return Err("no mention tells the event".to_owned());
        }
        if self.subtype.event_type() != self.event_type {
            return Err(format!("{} is no subtype of {}", self.subtype, self.event_type));
        }
        if !(0.0..=1.0).contains(&self.confidence) {
            return Err(format!("the confidence {} does not lie between 0 and 1", self.confidence));
        }
        let fillers = self.roles.values().flatten().map(|filler| (filler.start, filler.end));
        let mut spans = self.mentions.iter().map(|mention| (mention.start, mention.end)).chain(fillers);
        match spans.find(|(start, end)| start > end) {
            Some((start, end)) => Err(format!("{start} to {end} is no span")),
            None => Ok(()),
        }
    }
}

/// The message without its line, which is always the first.
fn explain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match message.strip_suffix(&place) {
        Some(bare) => format!("{bare}, at column {}", error.column()),
        None => message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = r#"{"doc_id": "a", "type": "meet", "subtype": "talks", "status": "occurred", "confidence": 0.9,
        "mentions": [{"start": 3, "end": 6, "text": "met", "sentence": {"start": 0, "end": 12}}]}"#;

    fn check(from: &str, to: &str, expected: &str) {
        assert!(EVENT.contains(from), "{from}");
        let error = Row::read(EVENT.replace(from, to).as_bytes()).unwrap_err();
        assert!(error.contains(expected), "{to}: {error}");
    }

    #[test]
    fn a_record_needs_no_more_than_the_page_must_have() {
        let row = Row::read(EVENT.as_bytes()).unwrap();
        assert_eq!((row.title, row.mentions[0].sentence.text.as_deref()), (None, None));
    }

    #[test]
    fn what_is_wrong_is_said() {
        check("\"talks\"", "\"gossip\"", "unknown variant `gossip`");
        check("\"talks\"", "\"agreement\"", "agreement is no subtype of meet");
        check("0.9", "1.5", "the confidence 1.5 does not lie between 0 and 1");
        check("\"start\": 3", "\"start\": 7", "7 to 6 is no span");
        check("\"doc_id\": \"a\",", "", "missing field `doc_id`");
        let mentions = EVENT.find('[').unwrap()..=EVENT.find(']').unwrap();
        check(&EVENT[mentions], "[]", "no mention tells the event");
    }
}
