//! Times of day.

use super::Captures;
use crate::class::Terminal;
use crate::meaning::{Clock, From, Meaning, Node, Point};
use crate::unit::{Part, Unit};

/// `8:15 p.m.`, `15:00`, `1530 GMT`, `noon`.
pub(super) fn clock(captures: &Captures<'_>) -> Option<Node> {
    let (hour, minute) = match captures.get(Terminal::HourMinute) {
        Some(four_digits) => (four_digits / 100, four_digits % 100),
        None => (captures.get(Terminal::Hour)?, captures.get(Terminal::Minute).unwrap_or(0)),
    };
    let hour = match captures.get(Terminal::Meridiem) {
        Some(noon) if (1..=12).contains(&hour) => hour % 12 + noon,
        Some(_) => return None,
        None => hour,
    };
    if hour > 24 || minute > 59 {
        return None;
    }
    let second = captures.nth(Terminal::Minute, 1).and_then(|second| u8::try_from(second).ok());
    let clock = Clock::At { hour: u8::try_from(hour).ok()?, minute: u8::try_from(minute).ok()?, second };
    Some(Node::new(Meaning::Clock(clock)))
}

/// A part of the day that other rules join to a date.
pub(super) fn part(captures: &Captures<'_>) -> Option<Node> {
    let part = captures.get(Terminal::Part).and_then(Part::from_number)?;
    Some(Node { silent: true, ..Node::new(Meaning::Clock(Clock::Part(part))) })
}

/// A part of a day that is counted from the reference date or from another time: `this morning`, `the next morning`.
pub(super) fn part_of_day(captures: &Captures<'_>) -> Option<Node> {
    let part = captures.get(Terminal::Part).and_then(Part::from_number)?;
    let point = match captures.get(Terminal::Anchored) {
        Some(step) => Point::Offset(Unit::Day, step, From::Mention),
        None => Point::Offset(Unit::Day, captures.get(Terminal::Relative)?, From::Reference),
    };
    Some(Node::new(Meaning::Point(point, Some(Clock::Part(part)))))
}
