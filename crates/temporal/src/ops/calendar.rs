//! Dates that name their parts: days, months, quarters, years, decades, centuries.

use super::Captures;
use crate::class::Terminal;
use crate::meaning::{Meaning, Node, Point};
use crate::stamp::{Field, Stamp};
use crate::unit::{Modifier, Season};

/// A date from whichever parts were captured: the finest says what it is.
pub(super) fn date(captures: &Captures<'_>) -> Option<Node> {
    let year = year(captures, 0);
    let month = captures.small(Terminal::Month).or_else(|| captures.small(Terminal::MonthNumber));
    let day = [Terminal::Day, Terminal::DayOrdinal, Terminal::DayWord].into_iter().find_map(|day| captures.small(day));
    let season = captures.get(Terminal::Season).and_then(Season::from_number);
    let field = match (month, day, season) {
        (Some(month), Some(day), _) => day_of(month, day)?,
        (None, Some(day), _) => Field::Day { month: 0, day },
        (Some(month), None, _) => Field::Month(month),
        (None, None, Some(season)) => Field::Season(season),
        (None, None, None) => weekday(captures).map_or(Field::Year, Field::Weekday),
    };
    if field == Field::Year && year.is_none() {
        return None;
    }
    Some(Node { modifier: modifier(captures), ..Node::point(Point::Stamp(Stamp { year, field })) })
}

/// The modifier that the rule gives.
fn modifier(captures: &Captures<'_>) -> Option<Modifier> {
    captures.get(Terminal::Modifier).and_then(Modifier::from_number)
}

/// The weekday, written out or shortened.
pub(super) fn weekday(captures: &Captures<'_>) -> Option<u8> {
    [Terminal::Weekday, Terminal::WeekdayShort, Terminal::Weekdays]
        .into_iter()
        .find_map(|terminal| captures.small(terminal))
}

/// A day that exists in its month (in leap years at least).
fn day_of(month: u8, day: u8) -> Option<Field> {
    let most = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=most).contains(&day).then_some(Field::Day { month, day })
}

/// The `n`th year of the captures: four digits, two digits after another year, or a year before Christ.
fn year(captures: &Captures<'_>, n: usize) -> Option<i16> {
    let sign = if captures.get(Terminal::Relative) == Some(-1) { -1 } else { 1 };
    let full = captures.nth(Terminal::Year, n).or_else(|| captures.nth(Terminal::AncientYear, n));
    let year = match full {
        Some(year) => year * sign,
        None => expand(captures.get(Terminal::TwoDigits)?, captures.get(Terminal::Year)),
    };
    i16::try_from(year).ok()
}

/// A year of two digits: in the century of `first`, or the nearest of 1950 to 2049.
fn expand(digits: i32, first: Option<i32>) -> i32 {
    match first {
        Some(first) => first / 100 * 100 + digits,
        None if digits < 50 => 2000 + digits,
        None => 1900 + digits,
    }
}

/// A decade: `1990s`, `the '90s`.
pub(super) fn decade(captures: &Captures<'_>) -> Option<Node> {
    let said = captures.get(Terminal::Decade)?;
    // Without `the` or an apostrophe, "30s" and "thirties" are ages.
    let first = if said >= 100 { said } else { captures.get(Terminal::TwoDigits).map(|_| 1900 + said)? };
    let sign = if captures.get(Terminal::Relative) == Some(-1) { -1 } else { 1 };
    let year = i16::try_from(first * sign).ok();
    Some(Node::point(Point::Stamp(Stamp { year, field: Field::Decade })))
}

/// A century by its number: the 20th began, for TIMEX3, in 1900.
pub(super) fn century(captures: &Captures<'_>) -> Option<Node> {
    let number = captures.get(Terminal::Ordinal).filter(|number| (1..=30).contains(number))?;
    let before_christ = captures.get(Terminal::Relative) == Some(-1);
    let first = if before_christ { -(number - 1).max(0) * 100 - 1 } else { (number - 1) * 100 };
    let year = i16::try_from(first).ok();
    Some(Node::point(Point::Stamp(Stamp { year, field: Field::Century })))
}

/// A month, named by its number in the year.
pub(super) fn month(captures: &Captures<'_>) -> Option<Node> {
    let number = captures.small(Terminal::Ordinal).filter(|number| (1..=12).contains(number))?;
    Some(part_of_year(captures, Field::Month(number)))
}

/// A quarter of a year, named by its number.
pub(super) fn quarter(captures: &Captures<'_>) -> Option<Node> {
    let number = captures.small(Terminal::Ordinal).or_else(|| ordinal_digit(captures))?;
    if !(1..=4).contains(&number) {
        return None;
    }
    Some(part_of_year(captures, Field::Quarter(number)))
}

/// A half of a year, named by its number.
pub(super) fn half(captures: &Captures<'_>) -> Option<Node> {
    let number = captures.small(Terminal::Ordinal).or_else(|| ordinal_digit(captures))?;
    if !(1..=2).contains(&number) {
        return None;
    }
    Some(part_of_year(captures, Field::Half(number)))
}

/// A week of a year by its number.
pub(super) fn week(captures: &Captures<'_>) -> Option<Node> {
    let number = ordinal_digit(captures).filter(|number| (1..=53).contains(number))?;
    Some(part_of_year(captures, Field::Week(number)))
}

/// The 3 of `Q3`.
fn ordinal_digit(captures: &Captures<'_>) -> Option<u8> {
    captures.get(Terminal::Amount).and_then(|hundredths| u8::try_from(hundredths / 100).ok())
}

/// A part of the year that was captured, of a date that was captured, or of a year that the context gives.
fn part_of_year(captures: &Captures<'_>, field: Field) -> Node {
    if let Some(Node { meaning: Meaning::Point(whole, None), .. }) = captures.node(Terminal::Date) {
        return Node::point(Point::Within(field, Box::new(whole.clone())));
    }
    if let Some(offset) = captures.get(Terminal::Relative) {
        let whole = Point::Offset(crate::unit::Unit::Year, offset, crate::meaning::From::Reference);
        return Node::point(Point::Within(field, Box::new(whole)));
    }
    Node::point(Point::Stamp(Stamp { year: year(captures, 0), field }))
}

/// From one day, month or year to another: the second takes what it lacks from the first, and the first the year of
/// the second.
pub(super) fn range(captures: &Captures<'_>) -> Option<Node> {
    let (first, second) = if captures.get(Terminal::Day).or(captures.get(Terminal::DayOrdinal)).is_some() {
        days(captures)?
    } else if captures.get(Terminal::Month).is_some() {
        months(captures)?
    } else {
        years(captures)?
    };
    Some(Node::new(Meaning::Range(Point::Stamp(first), Point::Stamp(second))))
}

/// `April 8 to 10`, `8-10 April 2019`, `March 30 to April 2`.
fn days(captures: &Captures<'_>) -> Option<(Stamp, Stamp)> {
    let nth = |n| captures.nth(Terminal::Day, n).or_else(|| captures.nth(Terminal::DayOrdinal, n));
    let day = |n: usize| nth(n).and_then(|day| u8::try_from(day).ok());
    let month = captures.small(Terminal::Month)?;
    let other = captures.nth(Terminal::Month, 1).and_then(|month| u8::try_from(month).ok()).unwrap_or(month);
    let year = year(captures, 0);
    let (first, second) = (day_of(month, day(0)?)?, day_of(other, day(1)?)?);
    if other == month && day(0)? >= day(1)? {
        return None;
    }
    Some((Stamp { year, field: first }, Stamp { year, field: second }))
}

/// `April-June 2020`.
fn months(captures: &Captures<'_>) -> Option<(Stamp, Stamp)> {
    let month = |n: usize| captures.nth(Terminal::Month, n).and_then(|month| u8::try_from(month).ok());
    let year = year(captures, 0);
    Some((Stamp { year, field: Field::Month(month(0)?) }, Stamp { year, field: Field::Month(month(1)?) }))
}

/// `2014-2017`, `1957-58`.
fn years(captures: &Captures<'_>) -> Option<(Stamp, Stamp)> {
    let first = year(captures, 0)?;
    let second = year(captures, 1)?;
    (first < second).then(|| (Stamp::year(first), Stamp::year(second)))
}
