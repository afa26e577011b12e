//! What one rule says about one place in the text, before anything is merged.

use serde::{Deserialize, Serialize};

use crate::{Role, Span, Status, Subtype};

/// One match of one rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// The rule that matched: `deal/transaction/buy-active`.
    pub rule: String,
    /// What happened; its family is [`Subtype::event_type`].
    pub subtype: Subtype,
    /// Whether it happened, as far as this place says.
    pub status: Status,
    /// CAMEO or PLOVER code of the rule.
    pub code: Option<String>,
    /// How far the rule is to be trusted; between 0 and 1.
    pub confidence: f32,
    /// The words that tell the event, as indices into [`crate::Analysis::tokens`]; the main trigger first, at least one.
    pub triggers: Vec<usize>,
    /// Index into [`crate::Analysis::sentences`].
    pub sentence: usize,
    /// Who and what fills which role, in text order within a role.
    pub fillers: Vec<Filler>,
}

/// A stretch of text that fills a role of a frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filler {
    /// The role it fills.
    pub role: Role,
    /// The shortest noun phrase (or time, or amount) that names the filler.
    pub span: Span,
    /// The word that heads the phrase, as an index into [`crate::Analysis::tokens`].
    pub head: usize,
    /// What the filler is.
    pub source: FillerSource,
}

/// What kind of thing a filler refers to, as indices into the lists of [`crate::Analysis`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FillerSource {
    /// A phrase of words: a name, a description, a pronoun.
    Phrase,
    /// An entry of [`crate::Analysis::times`].
    Time(usize),
    /// An entry of [`crate::Analysis::values`].
    Value(usize),
}
