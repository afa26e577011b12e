//! Gold in the format of `seeds/GUIDELINES.md`: what careful readers find in a document.

use std::collections::{BTreeMap, HashMap};

use dateline_text::{EventType, Role, Status, Subtype};
use serde::Deserialize;

use crate::{Error, ErrorKind, Words, lines, words};

/// Documents with their right events, in the order of the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gold {
    /// One for each line; no two have the same name.
    pub documents: Vec<GoldDocument>,
}

/// A document and its events.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldDocument {
    /// The document's file name, or its id.
    pub doc: String,
    /// Everything that it tells.
    pub events: Vec<GoldEvent>,
}

/// One happening.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct GoldEvent {
    /// The family of the event.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// What happened within the family.
    pub subtype: Subtype,
    /// Whether it happened.
    pub status: Status,
    /// Careful readers differ on it: saying it or leaving it out counts neither way.
    #[serde(default)]
    pub optional: bool,
    /// The words that tell it; at least one.
    pub mentions: Vec<Words>,
    /// Who and what.
    #[serde(default)]
    pub roles: BTreeMap<Role, Vec<GoldFiller>>,
}

/// Who or what fills a role.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct GoldFiller {
    /// The words in the text.
    pub text: String,
    /// Names that are as good.
    #[serde(default)]
    pub names: Vec<String>,
    /// First code point of the words.
    pub start: Option<usize>,
    /// One past their last code point.
    pub end: Option<usize>,
    /// TIMEX3 value of a time.
    pub value: Option<String>,
    /// Another TIMEX3 value that is as good.
    pub also: Option<String>,
    /// The exact number of an amount.
    #[serde(default, deserialize_with = "words::amount")]
    pub amount: Option<String>,
    /// ISO 4217 code, `%` or what is counted.
    pub currency: Option<String>,
    /// Saying it or leaving it out counts neither way.
    #[serde(default)]
    pub optional: bool,
}

impl Gold {
    /// Reads JSON Lines; `file` is their name for errors.
    ///
    /// # Errors
    /// [`ErrorKind::Gold`] when a line is no document with its events, when two documents have the same name, or when
    /// there is no document at all.
    pub fn read(file: &str, text: &str) -> Result<Self, Error> {
        let rows = lines::read(ErrorKind::Gold, file, text, GoldDocument::check)?;
        let mut seen = HashMap::new();
        for (line, row) in &rows {
            if let Some(first) = seen.insert(row.doc.clone(), *line) {
                let twice = format!("{:?} has events in line {first} already", row.doc);
                return Err(Error::new(ErrorKind::Gold, file, *line, twice));
            }
        }
        let documents: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
        match documents.len() {
            0 => Err(Error::new(ErrorKind::Gold, file, 1, "there is no document")),
            _ => Ok(Self { documents }),
        }
    }
}

impl GoldDocument {
    fn check(&self) -> Result<(), String> {
        if self.doc.is_empty() {
            return Err("the document has no name".to_owned());
        }
        self.events.iter().enumerate().try_for_each(|(index, event)| {
            event.check().map_err(|why| format!("event {} of {:?}: {why}", index + 1, self.doc))
        })
    }
}

impl GoldEvent {
    fn check(&self) -> Result<(), String> {
        let family = self.subtype.event_type();
        if family != self.event_type {
            return Err(format!("{} is a subtype of {family}, not of {}", self.subtype, self.event_type));
        }
        Words::check(&self.mentions)
    }
}

impl GoldFiller {
    /// The words with their place, where gold says it.
    pub(crate) fn words(&self) -> Option<Words> {
        Some(Words { start: self.start?, end: self.end?, text: self.text.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALKS: &str = r#"{"type": "meet", "subtype": "talks", "status": "occurred", "mentions": [{"start": 3, "end": 8, "text": "talks"}], "roles": {}}"#;

    fn why(text: &str) -> String {
        let error = Gold::read("gold.jsonl", text).unwrap_err();
        format!("{error}: {}", std::error::Error::source(&error).unwrap())
    }

    #[test]
    fn documents_are_read_and_blank_lines_are_passed_over() {
        let text = format!(
            "\u{feff}{{\"doc\": \"a.txt\", \"published\": null, \"events\": [{TALKS}]}}\n\n{{\"doc\": \"b.txt\", \"events\": []}}\n"
        );
        let gold = Gold::read("gold.jsonl", &text).unwrap();
        assert_eq!(gold.documents.len(), 2);
        assert_eq!(
            (gold.documents[0].events[0].subtype, gold.documents[0].events[0].optional),
            (Subtype::Talks, false)
        );
    }

    #[test]
    fn amounts_may_be_numbers() {
        let filler: GoldFiller = serde_json::from_str(r#"{"text": "5 pct", "amount": 5, "currency": "%"}"#).unwrap();
        assert_eq!(filler.amount.as_deref(), Some("5"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let line =
            |event: &str| format!("{{\"doc\": \"a\", \"events\": []}}\n{{\"doc\": \"b\", \"events\": [{event}]}}\n");
        for (event, expected) in [
            (
                TALKS.replace("\"talks\", \"status", "\"chat\", \"status"),
                "unknown variant `chat`, expected one of `talks`, `visit`",
            ),
            (TALKS.replace("occurred", "done"), "unknown variant `done`, expected one of `occurred`, `planned`"),
            (TALKS.replace("\"roles\": {}", "\"roles\": {\"guest\": []}"), "unknown variant `guest`"),
            (TALKS.replace("meet", "deal"), "event 1 of \"b\": talks is a subtype of meet, not of deal"),
            (TALKS.replace("\"end\": 8", "\"end\": 3"), "a mention ends at 3 before it starts at 3"),
            (TALKS.replace("{\"start\": 3, \"end\": 8, \"text\": \"talks\"}", ""), "an event has no mention"),
            (TALKS.replace("\"start\": 3, ", ""), "missing field `start`, at column "),
            ("{".to_owned(), "at column "),
        ] {
            let why = why(&line(&event));
            assert!(why.starts_with("bad gold in gold.jsonl, line 2: ") && why.contains(expected), "{why}");
        }
        assert!(
            why("{\"doc\": \"a\", \"events\": []}\n\n{\"doc\": \"a\", \"events\": []}")
                .contains("line 3: \"a\" has events in line 1 already")
        );
        assert!(why("\n").contains("there is no document"));
        assert!(why("{\"doc\": \"\", \"events\": []}").contains("the document has no name"));
    }
}
