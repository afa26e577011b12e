//! Points that are counted from the reference date or from another time in the text.

use super::Captures;
use super::calendar::weekday;
use super::clock::full_hour;
use crate::class::Terminal;
use crate::length::Length;
use crate::meaning::{Clock, From, Meaning, Node, Point};
use crate::stamp::Field;
use crate::unit::{Part, Season, Unit};

/// `today`, `tomorrow`, `last night`: days from the reference date, with a part of the day where one is meant.
pub(super) fn deictic(captures: &Captures<'_>) -> Option<Node> {
    let point = Point::Offset(Unit::Day, captures.get(Terminal::Deictic)?, From::Reference);
    let part = || captures.get(Terminal::Part).and_then(Part::from_number).map(Clock::Part);
    Some(Node::new(Meaning::Point(point, full_hour(captures).or_else(part))))
}

/// `last year`, `this Tuesday`, `next June`, `last summer`.
pub(super) fn relative(captures: &Captures<'_>) -> Option<Node> {
    counted(captures, captures.get(Terminal::Relative)?, From::Reference)
}

/// `the following day`, `the previous year`, `that week`.
pub(super) fn anchored(captures: &Captures<'_>) -> Option<Node> {
    counted(captures, captures.get(Terminal::Anchored)?, From::Mention)
}

/// `the day after his death`: a day from the day that the text mentioned last, and no definite day without one.
pub(super) fn event_day(captures: &Captures<'_>) -> Option<Node> {
    Some(Node::point(Point::EventDay(captures.get(Terminal::Anchored)?)))
}

/// The unit or the part of a year that was captured, `step` steps from the origin.
fn counted(captures: &Captures<'_>, step: i32, from: From) -> Option<Node> {
    let unit = captures.get(Terminal::Unit).or(captures.get(Terminal::Units)).and_then(Unit::from_number);
    let field = match unit {
        Some(unit) => {
            let night = (unit == Unit::Night).then_some(Clock::Part(Part::Night));
            return Some(Node::new(Meaning::Point(Point::Offset(unit, step, from), night)));
        }
        None => part_of_year(captures)?,
    };
    Some(Node::point(Point::Nearest(field, step, from)))
}

/// A day of a month, a month, a weekday or a season.
fn part_of_year(captures: &Captures<'_>) -> Option<Field> {
    let season = || captures.get(Terminal::Season).and_then(Season::from_number).map(Field::Season);
    if let Some(month) = captures.small(Terminal::Month) {
        let day = captures.small(Terminal::Day).or_else(|| captures.small(Terminal::DayOrdinal));
        return Some(day.map_or(Field::Month(month), |day| Field::Day { month, day }));
    }
    weekday(captures).map(Field::Weekday).or_else(season)
}

/// `Christmas`, `Christmas 2012`, `last Thanksgiving`.
pub(super) fn holiday(captures: &Captures<'_>) -> Option<Node> {
    let holiday = captures
        .get(Terminal::Holiday)
        .and_then(|number| usize::try_from(number).ok())
        .or_else(|| named_holiday(captures))?;
    let year = captures.year(Terminal::Year).map(|year| Box::new(Point::Stamp(crate::stamp::Stamp::year(year))));
    Some(Node::point(Point::Holiday(holiday, year, captures.get(Terminal::Relative).unwrap_or(0))))
}

/// The holiday of a date that was captured.
fn named_holiday(captures: &Captures<'_>) -> Option<usize> {
    match captures.node(Terminal::Date)?.meaning {
        Meaning::Point(Point::Holiday(holiday, None, _), None) => Some(holiday),
        _ => None,
    }
}

/// `the weekend`: the last one, or the next where the clause speaks of the future.
pub(super) const fn weekend() -> Node {
    Node::point(Point::Nearest(Field::Weekend(0), 0, From::Reference))
}

/// `the end of the year`, `mid-month`: the unit in which the story stands.
pub(super) fn edge(captures: &Captures<'_>) -> Option<Node> {
    let unit = captures.get(Terminal::Unit).and_then(Unit::from_number).filter(|&unit| unit >= Unit::Day)?;
    let modifier = captures.get(Terminal::Modifier).and_then(crate::unit::Modifier::from_number);
    Some(Node { modifier, ..Node::point(Point::Offset(unit, 0, From::Reference)) })
}

/// `the latest quarter`, `the 1988 quarter`: the quarter that the text mentioned last.
pub(super) fn last_quarter(captures: &Captures<'_>) -> Node {
    Node::point(Point::Quarter(captures.year(Terminal::Year)))
}

/// `the year-ago quarter`: a year before what the text mentioned last.
pub(super) const fn year_ago() -> Node {
    Node::point(Point::Shift(Length { amount: 100, unit: Unit::Year }, -1, From::Mention))
}
