//! Amounts: money, percentages, counted things.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// An amount in the text, normalised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// Where the amount stands, with its currency, unit or counted noun, without words such as *more than*.
    pub span: Span,
    /// What sort of amount it is.
    pub kind: ValueKind,
    /// The exact number: `$1.1 billion` is 1100000000; `17%` is 17.
    pub amount: Decimal,
    /// ISO 4217 code, for money.
    pub currency: Option<String>,
    /// `%` for percentages, `points` for percentage points, the noun phrase for counted things (`Sukhoi fighter jets`).
    pub unit: Option<String>,
    /// How the text bounds the number. A range is two values: the lower with [`Bound::AtLeast`], the upper with [`Bound::AtMost`].
    pub bound: Bound,
}

/// What sort of amount a [`Value`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// A sum of money.
    Money,
    /// A share of a hundred.
    Percent,
    /// A counted or measured thing.
    Quantity,
}

impl ValueKind {
    /// The kind as records write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Quantity => "quantity",
        }
    }
}

/// How a text bounds a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The number itself.
    #[default]
    Exact,
    /// More than, over, at least.
    AtLeast,
    /// Less than, up to, at most.
    AtMost,
    /// About, nearly, some.
    About,
}

impl Bound {
    /// The bound as records write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
            Self::About => "about",
        }
    }
}
