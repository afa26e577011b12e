//! Lengths of time, sets, amounts and vague references.

use super::{Captures, Made};
use crate::class::Terminal;
use crate::length::{Length, VAGUE_AMOUNT};
use crate::meaning::{Clock, Elapsed, Meaning, Node, Recurring};
use crate::ops::calendar::weekday;
use crate::stamp::{Field, Stamp};
use crate::unit::{Modifier, Part, Season, Unit, Vague};

/// An amount that the rule gives or captured, for other rules.
pub(super) fn amount(captures: &Captures<'_>) -> Option<Made> {
    captures.get(Terminal::Amount).map(|amount| Made::Sense(Terminal::Amount, amount))
}

/// A number and a fraction that the rule gives: `two and a half`.
pub(super) fn fraction(captures: &Captures<'_>) -> Option<Made> {
    let whole = captures.get(Terminal::Amount).filter(|&amount| amount >= 0)?;
    let part = captures.nth(Terminal::Amount, 1)?;
    Some(Made::Sense(Terminal::Amount, whole.checked_add(part)?))
}

/// A number and a fraction in figures: `2 1/2`.
pub(super) fn mixed(captures: &Captures<'_>) -> Option<Made> {
    let number = |n| captures.nth(Terminal::Amount, n).filter(|&amount| amount >= 0);
    let (whole, above, below) = (number(0)?, number(1)?, number(2)?);
    let part = (above < below && below <= 1000).then(|| above * 100 / below)?;
    Some(Made::Sense(Terminal::Amount, whole.checked_add(part)?))
}

/// So many of a unit; one where no number was captured and the unit is singular, some where it is plural.
pub(super) fn length(captures: &Captures<'_>) -> Option<Node> {
    let singular = captures.get(Terminal::Unit).and_then(Unit::from_number);
    let unit = singular.or_else(|| captures.get(Terminal::Units).and_then(Unit::from_number))?;
    if !is_time(captures, unit) {
        return None;
    }
    let amount = match captures.get(Terminal::Amount) {
        Some(amount) => amount,
        None if singular.is_some() => 100,
        None => VAGUE_AMOUNT,
    };
    let unit = if unit == Unit::Night { Unit::Day } else { unit };
    Some(heard(captures, Meaning::Length(Length { amount, unit })))
}

/// Whether a unit that has other meanings is one of time here: quarters of a cake, "a second time", "1988 quarter".
fn is_time(captures: &Captures<'_>, unit: Unit) -> bool {
    let amount = captures.get(Terminal::Amount);
    let counted_in_time = captures.get(Terminal::Relative).or(captures.get(Terminal::Anchored)).is_some();
    match unit {
        Unit::Quarter => counted_in_time || captures.get(Terminal::Ordinal).is_some(),
        Unit::Second => amount.is_some(),
        _ => amount.is_none_or(|amount| amount < 100_000_000),
    }
}

/// Hours, minutes and seconds: `3:07:35`.
pub(super) fn elapsed(captures: &Captures<'_>) -> Option<Node> {
    let (hours, minutes) = (captures.get(Terminal::Hour)?, captures.get(Terminal::Minute)?);
    let seconds = captures.nth(Terminal::Minute, 1)?;
    Some(Node::new(Meaning::Elapsed(Elapsed { hours, minutes, seconds })))
}

/// What is no time of its own; it is kept from other rules.
pub(super) fn skip() -> Node {
    Node { silent: true, ..Node::new(Meaning::Vague(Vague::Present)) }
}

/// `the first nine months`: the length, whatever it is a share of.
pub(super) fn share(captures: &Captures<'_>) -> Option<Node> {
    length(captures)
}

/// `every year`, `each July`, `every Tuesday morning`, `daily`.
pub(super) fn set(captures: &Captures<'_>) -> Option<Node> {
    let unit = captures.get(Terminal::Frequency).or(captures.get(Terminal::Unit)).or(captures.get(Terminal::Units));
    let clock = captures.get(Terminal::Part).and_then(Part::from_number).map(Clock::Part);
    let recurring = match unit.and_then(Unit::from_number) {
        Some(unit) => Recurring::Period(Length { amount: period_amount(captures), unit }),
        None => Recurring::Stamp(Stamp::undated(recurring_field(captures, clock)?), clock),
    };
    Some(Node::new(Meaning::Set(recurring)))
}

/// How many units make the period of `every two years`.
fn period_amount(captures: &Captures<'_>) -> i32 {
    captures.get(Terminal::Every).and(captures.get(Terminal::Amount)).unwrap_or(100)
}

/// The place in the calendar at which something recurs.
fn recurring_field(captures: &Captures<'_>, clock: Option<Clock>) -> Option<Field> {
    let season = || captures.get(Terminal::Season).and_then(Season::from_number).map(Field::Season);
    let day = || captures.small(Terminal::Day).or_else(|| captures.small(Terminal::DayOrdinal));
    let month = || {
        captures.small(Terminal::Month).map(|month| day().map_or(Field::Month(month), |day| Field::Day { month, day }))
    };
    weekday(captures)
        .map(Field::Weekday)
        .or_else(month)
        .or_else(season)
        .or_else(|| day().map(|day| Field::Day { month: 0, day }))
        .or_else(|| clock.map(|_| Field::Day { month: 0, day: 0 }))
}

/// `recently`, `now`, `soon`.
pub(super) fn vague(captures: &Captures<'_>) -> Option<Node> {
    let vague = captures.get(Terminal::Vague).and_then(Vague::from_number)?;
    Some(heard(captures, Meaning::Vague(vague)))
}

/// The meaning with the modifier that the rule gives.
pub(super) fn heard(captures: &Captures<'_>, meaning: Meaning) -> Node {
    let modifier = captures.get(Terminal::Modifier).and_then(Modifier::from_number);
    Node { modifier, ..Node::new(meaning) }
}
