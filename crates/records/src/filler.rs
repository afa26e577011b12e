//! A role's filler in an event record.

use dateline_text::{ActorKind, Argument, Bound, CodePoints, Document, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who or what fills a role. Fields that do not apply are left out of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FillerRow {
    /// The words in the text.
    pub text: String,
    /// The canonical name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What sort of actor it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ActorKind>,
    /// ISO 3166-1 alpha-3 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Office or function of the actor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// TIMEX3 value of a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// TIMEX3 modifier of a time.
    #[serde(default, rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
    /// The exact number of an amount, in plain decimal notation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// ISO 4217 code of an amount of money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// What an amount counts: `%`, `points`, a noun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How the text bounds an amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
    /// First code point of the words.
    pub start: usize,
    /// One past their last code point.
    pub end: usize,
}

impl FillerRow {
    pub(crate) fn new(document: &Document, argument: &Argument, points: &CodePoints<'_>) -> Self {
        let Span { start, end } = points.span(argument.span);
        let (time, value) = (argument.time.as_ref(), argument.value.as_ref());
        Self {
            text: document.slice(argument.span).to_owned(),
            name: argument.name.clone(),
            kind: argument.kind,
            country: argument.country.clone(),
            title: argument.title.clone(),
            value: time.map(|time| time.value.clone()),
            modifier: time.and_then(|time| time.modifier.clone()),
            amount: value.map(|value| decimal(value.amount)),
            currency: value.and_then(|value| value.currency.clone()),
            unit: value.and_then(|value| value.unit.clone()),
            bound: value.map(|value| value.bound),
            start,
            end,
        }
    }
}

/// `1100000000.0` and `1100000000` are one amount and have one spelling.
pub(crate) fn decimal(amount: rust_decimal::Decimal) -> String {
    amount.normalize().to_string()
}
