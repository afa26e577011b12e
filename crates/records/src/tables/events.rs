//! `events`: what happened, one event a row.

use super::column::columns;
use crate::{EventRow, MentionRow};

fn first(event: &EventRow) -> Option<&MentionRow> {
    event.mentions.first()
}

/// The confidence as the record spells it; as a wider float it would gain digits that mean nothing.
fn confidence(row: &EventRow) -> f64 {
    (f64::from(row.confidence) * 1e4).round() / 1e4
}

columns! {
    event: EventRow {
        /// Depends only on the document's id and text, the type and the first mention.
        "event_id": Text = &event.event_id,
        /// The document that tells the event.
        "doc_id": Text = &event.doc_id,
        /// Where the document was published.
        "url": Text optional = event.url.as_deref(),
        /// The title of the article that tells the event.
        "title": Text optional = event.title.as_deref(),
        /// The date against which the event's times were read.
        "published": Date optional = event.published,
        /// The family of the event: meet, deal or figure.
        "type": Text = event.event_type.as_str(),
        /// What happened within the family.
        "subtype": Text = event.subtype.as_str(),
        /// Whether it happened: occurred, planned, possible or negated.
        "status": Text = event.status.as_str(),
        /// How likely the event is right, between 0 and 1.
        "confidence": Number = confidence(event),
        /// CAMEO or PLOVER code.
        "code": Text optional = event.code.as_deref(),
        /// The rule that found the event.
        "rule": Text = &event.rule,
        /// The model that read the document, with its hash.
        "model": Text = &event.model,
        /// The first word that tells the event.
        "trigger": Text optional = first(event).map(|first| &first.text),
        /// First code point of that word.
        "start": Integer optional = first(event).map(|first| first.start),
        /// One past its last code point.
        "end": Integer optional = first(event).map(|first| first.end),
        /// The sentence around it.
        "sentence": Text optional = first(event).map(|first| &first.sentence.text),
    }
}
