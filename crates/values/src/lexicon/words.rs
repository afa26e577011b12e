//! What the words of the lexicon mean to the grammar.

use dateline_text::Bound;
use rust_decimal::Decimal;

/// What a word says within a written-out number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberWord {
    /// 0 to 9.
    Unit(u8),
    /// 10 to 19.
    Teen(u8),
    /// 20, 30, ... 90.
    Tens(u8),
    Hundred,
    Dozen,
    Half,
    /// A denominator: 3 for *third*.
    Part(u8),
    Article,
    Point,
    Minus,
}

/// A word that multiplies the number before it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Magnitude {
    pub(crate) value: Decimal,
    /// Whether it is an abbreviation such as `m`, which means so only beside digits or in a sum of money.
    pub(crate) letter: bool,
    /// Whether it may multiply a counted thing.
    pub(crate) counts: bool,
}

/// A unit of percentages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    Percent,
    /// Hundreds of percents: *four-fold*.
    Fold,
    /// Percentage points; one of the unit is this many.
    Points(Decimal),
}

/// How a unit of percentages is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShareWord {
    pub(crate) share: Share,
    /// Whether it must touch the digits: `5pc`.
    pub(crate) tight: bool,
}

/// What a phrase before an amount says of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BoundWord {
    /// `None` where the words look like a bound and are none.
    pub(crate) bound: Option<Bound>,
    /// Whether it is a verb, which a negation turns round.
    pub(crate) verb: bool,
    /// Whether it may also be a preposition of the noun phrase that the amount describes.
    pub(crate) preposition: bool,
}

/// How a unit of measure is written.
#[derive(Debug, Clone)]
pub(crate) struct Measure {
    /// The spelling that must be met exactly, for abbreviations.
    pub(crate) exactly: Option<Box<str>>,
}

/// A word for how many times as much something is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Multiple {
    /// 200 for *double*.
    pub(crate) percent: u16,
    pub(crate) form: MultipleForm,
}

/// How a multiple is said, which decides what proof it takes that it multiplies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MultipleForm {
    /// *double*: an adjective, a noun or a verb.
    Double,
    /// *twice*, which counts times as well.
    Twice,
    /// *doubled*.
    Doubled,
    /// *twofold*.
    Fold,
}
