//! The event record of the contract.

use std::collections::BTreeMap;

use dateline_text::{CodePoints, Document, Event, EventType, Mention, Role, Span, Status, Subtype};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Error, FillerRow};

/// One event of one document, as it is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventRow {
    /// Depends only on the document's id and text, the type and the first mention.
    pub event_id: String,
    /// The document's name.
    pub doc_id: String,
    /// Where the document was published.
    pub url: Option<String>,
    /// The title of the article that tells the event.
    pub title: Option<String>,
    /// The date against which the event's times were read.
    pub published: Option<Date>,
    /// The family of the event.
    #[serde(rename = "type")]
    pub event_type: EventType,
    /// What happened within the family.
    pub subtype: Subtype,
    /// Whether it happened.
    pub status: Status,
    /// Between 0 and 1, to four decimals.
    pub confidence: f32,
    /// CAMEO or PLOVER code.
    pub code: Option<String>,
    /// The rule that found the event.
    pub rule: String,
    /// The model that read the document, with its hash.
    pub model: String,
    /// The words that tell the event.
    pub mentions: Vec<MentionRow>,
    /// Who and what, by role in the order of the guidelines.
    #[schemars(transform = name_roles)]
    pub roles: BTreeMap<Role, Vec<FillerRow>>,
}

/// Of the keys of a map the generator of schemas says nothing by itself.
fn name_roles(schema: &mut schemars::Schema) {
    let names: Vec<_> = Role::ALL.iter().map(|role| role.as_str()).collect();
    schema.insert("propertyNames".to_owned(), serde_json::json!({"enum": names}));
}

/// An event with its line in `events.jsonl`: whoever has both need not write it down once more.
#[derive(Debug, Clone, Copy)]
pub struct EventLine<'a> {
    /// The event.
    pub row: &'a EventRow,
    /// The event as JSON, without a line break.
    pub json: &'a str,
}

impl<'a> EventLine<'a> {
    /// The event with the line that it makes; `buffer` holds the line.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Write`] when JSON cannot hold the event.
    pub fn of(row: &'a EventRow, buffer: &'a mut Vec<u8>) -> Result<Self, Error> {
        buffer.clear();
        serde_json::to_writer(&mut *buffer, row)?;
        let json = str::from_utf8(buffer).map_err(std::io::Error::other)?;
        Ok(Self { row, json })
    }
}

/// One word that tells an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MentionRow {
    /// First code point of the word.
    pub start: usize,
    /// One past its last code point.
    pub end: usize,
    /// The word.
    pub text: String,
    /// The sentence around it.
    pub sentence: PassageRow,
}

/// A stretch of the text with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PassageRow {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words; records that were written before they held them read as empty.
    #[serde(default)]
    pub text: String,
}

/// A half-open range of code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanRow {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl SpanRow {
    pub(crate) fn new(span: Span, points: &CodePoints<'_>) -> Self {
        let Span { start, end } = points.span(span);
        Self { start, end }
    }
}

impl PassageRow {
    fn new(document: &Document, span: Span, points: &CodePoints<'_>) -> Self {
        let Span { start, end } = points.span(span);
        Self { start, end, text: document.slice(span).to_owned() }
    }
}

impl MentionRow {
    fn new(document: &Document, mention: &Mention, points: &CodePoints<'_>) -> Self {
        let PassageRow { start, end, text } = PassageRow::new(document, mention.span, points);
        Self { start, end, text, sentence: PassageRow::new(document, mention.sentence, points) }
    }
}

impl EventRow {
    /// The record of `event`; `points` indexes the text of `document`, `model` is the model's name with its hash.
    pub fn new(document: &Document, event: &Event, points: &CodePoints<'_>, model: &str) -> Self {
        let mut roles = BTreeMap::<Role, Vec<FillerRow>>::new();
        for argument in &event.arguments {
            roles.entry(argument.role).or_default().push(FillerRow::new(document, argument, points));
        }
        Self {
            event_id: event.id.clone(),
            doc_id: document.id.clone(),
            url: document.url.clone(),
            title: title(document, event.article),
            published: event.published,
            event_type: event.subtype.event_type(),
            subtype: event.subtype,
            status: event.status,
            confidence: four_decimals(event.confidence),
            code: event.code.clone(),
            rule: event.rule.clone(),
            model: model.to_owned(),
            mentions: event.mentions.iter().map(|mention| MentionRow::new(document, mention, points)).collect(),
            roles,
        }
    }
}

/// The title of an article: the metadata knows that of the first one only, the others say their own.
pub(crate) fn title(document: &Document, article: usize) -> Option<String> {
    let own = || document.articles.get(article)?.title.map(|span| document.slice(span).trim().to_owned());
    if article == 0 { document.title.clone().or_else(own) } else { own().or_else(|| document.title.clone()) }
}

/// A probability without the noise of its last bits.
pub(crate) fn four_decimals(score: f32) -> f32 {
    (score * 1e4).round() / 1e4
}
