//! Times of day.

use super::Captures;
use crate::class::{Class, Terminal};
use crate::meaning::{Clock, From, Meaning, Node, Point};
use crate::unit::{Modifier, Part, Unit};

/// `8:15 p.m.`, `15:00`, `1530 GMT`, `noon`.
pub(super) fn clock(captures: &Captures<'_>) -> Option<Node> {
    let (hour, minute) = match captures.get(Terminal::HourMinute) {
        Some(four_digits) => (four_digits / 100, four_digits % 100),
        None => (hour_of(captures, 0)?, captures.get(Terminal::Minute).unwrap_or(0)),
    };
    let hour = on_dial(hour, captures.get(Terminal::Meridiem))?;
    if minute > 59 {
        return None;
    }
    let second = captures.nth(Terminal::Minute, 1).and_then(|second| u8::try_from(second).ok());
    let clock = Clock::At { hour: u8::try_from(hour).ok()?, minute: u8::try_from(minute).ok()?, second };
    Some(Node::new(Meaning::Clock(clock)))
}

/// `ten past nine`, `half past seven`, `a quarter to six p.m.`
pub(super) fn past(captures: &Captures<'_>) -> Option<Node> {
    let minutes = captures.get(Terminal::Amount)? / 100;
    let hour = on_dial(hour_of(captures, 0)?, captures.get(Terminal::Meridiem))?;
    if minutes >= 60 {
        return None;
    }
    let minutes = (hour * 60 + minutes).rem_euclid(24 * 60);
    let (hour, minute) = (u8::try_from(minutes / 60).ok()?, u8::try_from(minutes % 60).ok()?);
    Some(Node::new(Meaning::Clock(Clock::At { hour, minute, second: None })))
}

/// The first hour of `5 to 6 p.m.`, `11 to 1 p.m.`: before the second, less than twelve hours.
pub(super) fn clock_before(captures: &Captures<'_>) -> Option<Node> {
    let (first, second) = (hour_of(captures, 0)?, hour_of(captures, 1)?);
    let meridiem = captures.get(Terminal::Meridiem);
    let end = on_dial(second, meridiem)?;
    let hour = match on_dial(first, meridiem)? {
        hour if hour > end && meridiem.is_some() => (hour + 12) % 24,
        hour => hour,
    };
    let minutes = captures.nth(Terminal::Minute, 1).and(captures.get(Terminal::Minute));
    let (hour, minute) = (u8::try_from(hour).ok()?, u8::try_from(minutes.unwrap_or(0)).ok()?);
    Some(Node::new(Meaning::Clock(Clock::At { hour, minute, second: None })))
}

/// The `n`th hour that was captured, in figures or in words.
fn hour_of(captures: &Captures<'_>, n: usize) -> Option<i32> {
    let is_hour = |class: Class| class == Terminal::Hour.into() || class == Terminal::HourWord.into();
    captures.values.iter().filter(|value| is_hour(value.0)).nth(n).map(|value| value.1)
}

/// What rules give as the half of the day for `at night`, which has hours of both.
const NIGHT: i32 = 21;

/// The last hour after midnight that is still night: `three at night` is 03:00, `nine at night` 21:00.
const LAST_OF_NIGHT: i32 = 5;

/// An hour of 24, of an hour of 12 with its half of the day.
fn on_dial(hour: i32, meridiem: Option<i32>) -> Option<i32> {
    match meridiem {
        Some(NIGHT) => on_dial(hour, Some(if hour <= LAST_OF_NIGHT || hour == 12 { 0 } else { 12 })),
        Some(noon) if (1..=12).contains(&hour) => Some(hour % 12 + noon),
        Some(_) => None,
        None => (0..=24).contains(&hour).then_some(hour),
    }
}

/// A time of day in a part of the day: seven in the evening is 19:00. What lies beyond noon already stays.
pub(super) fn in_part(clock: Clock, part: Part) -> Clock {
    let Clock::At { hour, minute, second } = clock else { return clock };
    let later = match part {
        Part::Afternoon | Part::Evening => (1..12).contains(&hour),
        Part::Night => (LAST_OF_NIGHT + 1..12).contains(&i32::from(hour)),
        _ => false,
    };
    Clock::At { hour: if later { hour + 12 } else { hour }, minute, second }
}

/// The full hour that was captured.
pub(super) fn full_hour(captures: &Captures<'_>) -> Option<Clock> {
    let hour = u8::try_from(hour_of(captures, 0)?).ok()?;
    Some(Clock::At { hour, minute: 0, second: None })
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
    let modifier = captures.get(Terminal::Edge).and_then(Modifier::from_number);
    Some(Node { modifier, ..Node::new(Meaning::Point(point, Some(Clock::Part(part)))) })
}
