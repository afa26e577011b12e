//! The annotation record: what the stages before the rules saw in a document.

use dateline_text::{Analysis, Bound, CodePoints, EntityKind, Span, TimeKind, Upos, ValueKind};
use jiff::civil::Date;
use serde::Serialize;

use crate::{SpanRow, event::four_decimals, filler::decimal};

/// One document with everything that was read in it. Borrows the text: a record is written, then gone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnnotationRow<'a> {
    /// The document's name.
    pub doc_id: &'a str,
    /// The document's publication date.
    pub published: Option<Date>,
    /// The text that all offsets count in.
    pub text: &'a str,
    /// Sentences in text order.
    pub sentences: Vec<SentenceRow>,
    /// Words in text order.
    pub tokens: Vec<TokenRow<'a>>,
    /// Names in text order.
    pub entities: Vec<EntityRow<'a>>,
    /// Time expressions in text order.
    pub times: Vec<TimeRow<'a>>,
    /// Amounts in text order.
    pub values: Vec<ValueRow<'a>>,
}

/// Where a sentence stands.
pub type SentenceRow = SpanRow;

/// A word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TokenRow<'a> {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Universal part of speech.
    pub upos: Upos,
    /// Index of the head among the document's words, -1 for a root.
    pub head: i64,
    /// Universal Dependencies relation to the head.
    pub deprel: &'a str,
}

/// A name.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct EntityRow<'a> {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// What it names.
    pub kind: EntityKind,
    /// Between 0 and 1, to four decimals.
    pub score: f32,
    /// The full name that the document uses.
    pub name: Option<&'a str>,
}

/// A time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TimeRow<'a> {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeKind,
    /// TIMEX3 value.
    pub value: &'a str,
    /// TIMEX3 modifier.
    #[serde(rename = "mod")]
    pub modifier: Option<&'a str>,
}

/// An amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueRow<'a> {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// What sort of amount it is.
    pub kind: ValueKind,
    /// The exact number, in plain decimal notation.
    pub amount: String,
    /// ISO 4217 code, for money.
    pub currency: Option<&'a str>,
    /// What is counted.
    pub unit: Option<&'a str>,
    /// How the text bounds the number.
    pub bound: Bound,
}

impl<'a> AnnotationRow<'a> {
    /// The record of `analysis`.
    pub fn new(analysis: &'a Analysis) -> Self {
        let document = &analysis.document;
        let place = Place { text: &document.text, points: CodePoints::new(&document.text) };
        Self {
            doc_id: &document.id,
            published: document.published,
            text: &document.text,
            sentences: analysis.sentences.iter().map(|sentence| SpanRow::new(sentence.span, &place.points)).collect(),
            tokens: analysis.tokens.iter().map(|token| place.token(token)).collect(),
            entities: analysis.entities.iter().map(|entity| place.entity(entity)).collect(),
            times: analysis.times.iter().map(|time| place.time(time)).collect(),
            values: analysis.values.iter().map(|value| place.value(value)).collect(),
        }
    }
}

/// A text with its index: makes the rows of what was found in it.
struct Place<'a> {
    text: &'a str,
    points: CodePoints<'a>,
}

impl<'a> Place<'a> {
    fn at(&self, span: Span) -> (usize, usize, &'a str) {
        let Span { start, end } = self.points.span(span);
        (start, end, span.of(self.text))
    }

    fn token(&self, token: &'a dateline_text::Token) -> TokenRow<'a> {
        let (start, end, _) = self.at(token.span);
        let head = token.head.map_or(-1, |head| head as i64);
        TokenRow { start, end, upos: token.upos, head, deprel: &token.deprel }
    }

    fn entity(&self, entity: &'a dateline_text::Entity) -> EntityRow<'a> {
        let (start, end, text) = self.at(entity.span);
        let score = four_decimals(entity.score);
        EntityRow { start, end, text, kind: entity.kind, score, name: entity.name.as_deref() }
    }

    fn time(&self, time: &'a dateline_text::Time) -> TimeRow<'a> {
        let (start, end, text) = self.at(time.span);
        TimeRow { start, end, text, kind: time.kind, value: &time.value, modifier: time.modifier.as_deref() }
    }

    fn value(&self, value: &'a dateline_text::Value) -> ValueRow<'a> {
        let (start, end, text) = self.at(value.span);
        ValueRow {
            start,
            end,
            text,
            kind: value.kind,
            amount: decimal(value.amount),
            currency: value.currency.as_deref(),
            unit: value.unit.as_deref(),
            bound: value.bound,
        }
    }
}
