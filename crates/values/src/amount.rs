//! A number together with what it is a number of.

use dateline_text::Span;
use rust_decimal::Decimal;

use crate::coins;
use crate::counted;
use crate::grammar::Grammar;
use crate::lexicon::{Denomination, Share};
use crate::line::Line;
use crate::money;
use crate::numeral::{self, Numeral};
use crate::share;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Money(Denomination),
    Share(Share),
    /// The noun phrase of a counted thing.
    Counted(Span),
}

/// A number with its unit, if it has one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Amount {
    /// The number as read; what it is worth is [`Amount::value`].
    pub(crate) numeral: Numeral,
    /// First lexeme, a currency sign included.
    pub(crate) start: usize,
    /// One past the last lexeme.
    pub(crate) end: usize,
    pub(crate) unit: Option<Unit>,
    /// What the unit multiplies the number by: a million for `MUSD`, a hundredth for basis points.
    pub(crate) times: Decimal,
    /// Small change behind the sum: 0.50 of *3 dollars 50*.
    pub(crate) change: Decimal,
}

impl Amount {
    /// A number of nothing yet.
    pub(crate) fn bare(numeral: Numeral) -> Self {
        Self { numeral, start: numeral.start, end: numeral.end, unit: None, times: Decimal::ONE, change: Decimal::ZERO }
    }

    /// The exact number, or `None` when it does not fit a decimal.
    pub(crate) fn value(&self) -> Option<Decimal> {
        self.numeral.amount()?.checked_mul(self.times)?.checked_add(self.change)
    }
}

/// The number at `at` with its unit; `None` where no number starts.
pub(crate) fn parse(line: Line<'_>, grammar: Grammar<'_>, at: usize) -> Option<Amount> {
    if let Some(sum) = money::opened(line, at) {
        return Some(sum);
    }
    let Some(numeral) = numeral::parse(line, at, false) else {
        return money::one(line, at).or_else(|| coins::one(line, at));
    };
    let bare = Amount::bare(numeral);
    if !starts_cleanly(line, at) {
        return Some(bare);
    }
    Some(with_unit(line, grammar, bare))
}

/// The number at `at` as the second of a pair.
pub(crate) fn parse_in_range(line: Line<'_>, grammar: Grammar<'_>, at: usize) -> Option<Amount> {
    if let Some(sum) = money::opened(line, at) {
        return Some(sum);
    }
    let numeral = numeral::parse(line, at, false)?;
    Some(with_unit(line, grammar, Amount::bare(numeral)))
}

/// The number with the unit behind it, if there is one.
fn with_unit(line: Line<'_>, grammar: Grammar<'_>, bare: Amount) -> Amount {
    let found = share::closed(line, bare).or_else(|| money::closed(line, bare)).or_else(|| coins::closed(line, bare));
    found.or_else(|| counted::closed(line, grammar, bare)).unwrap_or(bare)
}

/// Whether the number at `at` is a word of its own, not the end of `S-400`, `G20`, `3.5.1` or an address.
fn starts_cleanly(line: Line<'_>, at: usize) -> bool {
    if !line.glued(at) || at == 0 {
        return true;
    }
    let before = line.surface(at - 1);
    let hyphen = line.is_hyphen(at - 1) && (!line.glued(at - 1) || at == 1);
    let opening = matches!(
        before,
        "(" | "["
            | "\""
            | "'"
            | "“"
            | "‘"
            | "—"
            | "~"
            | ">"
            | "<"
            | "≥"
            | "≤"
            | "…"
            | "«"
            | ":"
            | ";"
            | ","
            | "+"
            | "|"
            | "*"
    );
    hyphen || opening || before == "-" && line.is_hyphen(at.wrapping_sub(2))
}
