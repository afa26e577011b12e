//! Expressions that are made of other expressions.

use super::Captures;
use super::clock::{full_hour, in_part};
use super::length::heard;
use crate::class::Terminal;
use crate::length::Length;
use crate::meaning::{Clock, From, Meaning, Node, Point, Recurring};
use crate::stamp::{Field, Stamp};
use crate::unit::{Part, Season, Unit};

/// The `n`th date that was captured, and its expression.
fn nth_date<'a>(captures: &'a Captures<'_>, n: usize) -> Option<(&'a Node, &'a Point)> {
    let index = captures.nth(Terminal::Date, n)?;
    let node = captures.nodes.get(usize::try_from(index).ok()?)?;
    match &node.meaning {
        Meaning::Point(point, None) => Some((node, point)),
        _ => None,
    }
}

/// `April` of `April and June 1955`.
pub(super) fn shared_year(captures: &Captures<'_>) -> Option<Node> {
    let (node, Point::Stamp(first)) = nth_date(captures, 0)? else { return None };
    let last = nth_date(captures, 2).or_else(|| nth_date(captures, 1))?;
    let Point::Stamp(second) = last.1 else { return None };
    let partial = matches!(first.field, Field::Month(_) | Field::Day { month: 1.., .. } | Field::Season(_));
    let full = matches!(second.field, Field::Month(_) | Field::Day { .. } | Field::Season(_)) && second.year.is_some();
    let shares = first.year.is_none() && partial && full;
    shares.then(|| Node { modifier: node.modifier, ..Node::point(Point::Stamp(first.in_year_before(*second))) })
}

/// `the day after the vote` right after a day: that day.
pub(super) fn apposed(captures: &Captures<'_>) -> Option<Node> {
    let Point::EventDay(_) = nth_date(captures, 1)?.1 else { return None };
    let day = nth_date(captures, 0)?.1;
    let is_day = matches!(day, Point::Stamp(Stamp { field: Field::Day { .. } | Field::Weekday(_), .. }));
    is_day.then(|| Node::point(day.clone()))
}

/// The length that was captured.
fn length_of(captures: &Captures<'_>) -> Option<Length> {
    match captures.node(Terminal::Length)?.meaning {
        Meaning::Length(length) => Some(length),
        _ => None,
    }
}

/// The point that was captured, without its time of day.
fn point_of(captures: &Captures<'_>) -> Option<Point> {
    match &captures.node(Terminal::Date)?.meaning {
        Meaning::Point(point, None) => Some(point.clone()),
        _ => None,
    }
}

/// `two days ago`: counted from the reference date.
pub(super) fn ago(captures: &Captures<'_>) -> Option<Node> {
    let sign = captures.get(Terminal::Relative).unwrap_or(-1);
    let node = captures.node(Terminal::Length)?;
    let meaning = Meaning::Point(Point::Shift(length_of(captures)?, sign, From::Reference), None);
    let degree = captures.get(Terminal::Degree).and_then(crate::unit::Modifier::from_number);
    Some(Node { meaning, modifier: degree.or(node.modifier), silent: false })
}

/// `two days later`, `a year earlier`: counted from the last time in the text.
pub(super) fn later(captures: &Captures<'_>) -> Option<Node> {
    let sign = captures.get(Terminal::Anchored)?;
    let node = captures.node(Terminal::Length)?;
    let length = length_of(captures).filter(|length| length.unit >= Unit::Day)?;
    let meaning = Meaning::Point(Point::Shift(length, sign, From::Mention), None);
    Some(Node { meaning, modifier: node.modifier, silent: false })
}

/// `two weeks before Christmas`, `the day after Thanksgiving`.
pub(super) fn beside(captures: &Captures<'_>) -> Option<Node> {
    let sign = captures.get(Terminal::Anchored)?;
    let unit = captures.get(Terminal::Unit).and_then(Unit::from_number);
    let length = unit.map(|unit| Length { amount: 100, unit }).or_else(|| length_of(captures))?;
    Some(Node::point(Point::Beside(length, sign, Box::new(point_of(captures)?))))
}

/// `two days from today`, but not the `64 days from June 4` that go on to another day.
pub(super) fn from_today(captures: &Captures<'_>) -> Option<Node> {
    matches!(point_of(captures)?, Point::Offset(Unit::Day, ..)).then(|| beside(captures)).flatten()
}

/// `the week of March 6`, `the year ended March 31`.
pub(super) fn around(captures: &Captures<'_>) -> Option<Node> {
    let unit = captures.get(Terminal::Unit).and_then(Unit::from_number)?;
    Some(Node::point(Point::Around(unit, Box::new(point_of(captures)?))))
}

/// `the quarter ended Sept. 30`: a quarter without number is the one whose last day is named.
pub(super) fn ended(captures: &Captures<'_>) -> Option<Node> {
    let Point::Quarter(None) = point_of(captures)? else { return None };
    let end = nth_date(captures, 1)?.1;
    Some(Node::point(Point::Ended(Unit::Quarter, Box::new(end.clone()))))
}

/// `Easter week`, `Thanksgiving weekend`.
pub(super) fn holiday_span(captures: &Captures<'_>) -> Option<Node> {
    let unit = captures.get(Terminal::Unit).and_then(Unit::from_number)?;
    let holiday = point_of(captures).filter(|point| matches!(point, Point::Holiday(..)))?;
    Some(Node::point(Point::Around(unit, Box::new(holiday))))
}

/// `June last year`, `the spring of last year`, `the third quarter of 2020`.
pub(super) fn within(captures: &Captures<'_>) -> Option<Node> {
    let month = || Some(Point::Offset(Unit::Month, captures.get(Terminal::Relative)?, From::Reference));
    let whole = point_of(captures).or_else(month)?;
    let season = || captures.get(Terminal::Season).and_then(Season::from_number).map(Field::Season);
    let field = match captures.small(Terminal::Month) {
        Some(month) => captures
            .small(Terminal::Day)
            .or_else(|| captures.small(Terminal::DayOrdinal))
            .map_or(Field::Month(month), |day| Field::Day { month, day }),
        None => match captures.small(Terminal::DayOrdinal) {
            Some(day) => Field::Day { month: 0, day },
            None => season().or_else(|| captures.small(Terminal::Weekday).map(Field::Weekday))?,
        },
    };
    Some(Node::point(Point::Within(field, Box::new(whole))))
}

/// A part of a year and the year: `June` and `last year`.
pub(super) fn of(captures: &Captures<'_>) -> Option<Node> {
    let (part, year) = (nth_date(captures, 0)?.1, nth_date(captures, 1)?.1);
    let yearly = matches!(year, Point::Offset(Unit::Year, ..) | Point::Stamp(Stamp { field: Field::Year, .. }));
    let year = Box::new(year.clone());
    match part {
        Point::Stamp(Stamp { field: Field::Weekday(day), .. }) if matches!(*year, Point::Offset(Unit::Week, ..)) => {
            Some(Node::point(Point::Within(Field::Weekday(*day), year)))
        }
        _ if !yearly => None,
        Point::Stamp(Stamp { year: None, field: Field::Weekday(_) }) => None,
        Point::Stamp(Stamp { year: None, field }) => Some(Node::point(Point::Within(*field, year))),
        Point::Holiday(holiday, None, _) => Some(Node::point(Point::Holiday(*holiday, Some(year), 0))),
        _ => None,
    }
}

/// `next week on Tuesday`.
pub(super) fn week_day(captures: &Captures<'_>) -> Option<Node> {
    let (week, day) = (nth_date(captures, 0)?.1, nth_date(captures, 1)?.1);
    let Point::Stamp(Stamp { field: Field::Weekday(day), .. }) = day else { return None };
    let whole = matches!(week, Point::Offset(Unit::Week, ..)).then(|| Box::new(week.clone()))?;
    Some(Node::point(Point::Within(Field::Weekday(*day), whole)))
}

/// The second of two days or years of which only the first is written in full.
pub(super) fn second(captures: &Captures<'_>) -> Option<Node> {
    let Point::Stamp(first) = point_of(captures)? else { return None };
    let stamp = match (first, captures.small(Terminal::Day), captures.year(Terminal::TwoDigits)) {
        (Stamp { field: Field::Day { month, day: before }, .. }, Some(day), _) if day > before => {
            Stamp { field: Field::Day { month, day }, ..first }
        }
        (Stamp { year: Some(year), field: Field::Year }, _, Some(digits)) if digits > year % 100 => {
            Stamp::year(year / 100 * 100 + digits)
        }
        _ => return None,
    };
    Some(Node::point(Point::Stamp(stamp)))
}

/// A date with a time of day, in either order.
pub(super) fn join(captures: &Captures<'_>) -> Option<Node> {
    let clock = match captures.get(Terminal::Clock) {
        Some(_) => clock_of(captures)?,
        None => Clock::Part(Part::from_number(captures.get(Terminal::Part)?)?),
    };
    if let Some(set) = captures.node(Terminal::Set) {
        return join_set(set, clock);
    }
    let date = captures.node(Terminal::Date)?;
    let point = point_of(captures)?;
    let day = matches!(point, Point::Stamp(Stamp { field: Field::Day { .. } | Field::Weekday(_), .. }))
        || !matches!(point, Point::Stamp(_) | Point::Offset(Unit::Week | Unit::Month | Unit::Quarter | Unit::Year, ..));
    day.then(|| Node { modifier: date.modifier, ..Node::new(Meaning::Point(point, Some(clock))) })
}

/// A time of day that recurs: `every Monday at 4 p.m.`
fn join_set(set: &Node, clock: Clock) -> Option<Node> {
    let daily = Recurring::Period(Length { amount: 100, unit: Unit::Day });
    let stamp = match set.meaning {
        Meaning::Set(recurring) if recurring == daily => Stamp::undated(Field::Day { month: 0, day: 0 }),
        Meaning::Set(Recurring::Stamp(stamp, _)) if matches!(stamp.field, Field::Day { .. } | Field::Weekday(_)) => {
            stamp
        }
        _ => return None,
    };
    Some(Node::new(Meaning::Set(Recurring::Stamp(stamp, Some(clock)))))
}

/// `8 a.m. this morning`, `last night at 8`, `9 p.m. Sunday night`.
pub(super) fn hour_of_part(captures: &Captures<'_>) -> Option<Node> {
    let bare = || full_hour(captures).filter(|clock| matches!(clock, Clock::At { hour: 1..=12, .. }));
    let said = clock_of(captures).or_else(bare)?;
    let (day, part) = match captures.node(Terminal::Time).map(|node| &node.meaning) {
        Some(Meaning::Point(day, Some(Clock::Part(part)))) => (day.clone(), *part),
        Some(_) => return None,
        None => (point_of(captures)?, Part::from_number(captures.get(Terminal::Part)?)?),
    };
    Some(Node::new(Meaning::Point(day, Some(in_part(said, part)))))
}

/// `3:00` of `3:00 to 4:00 tomorrow`.
pub(super) fn shared_day(captures: &Captures<'_>) -> Option<Node> {
    match &captures.node(Terminal::Time)?.meaning {
        Meaning::Point(day, Some(Clock::At { .. })) => {
            Some(Node::new(Meaning::Point(day.clone(), Some(clock_of(captures)?))))
        }
        _ => None,
    }
}

/// The time of day that was captured.
fn clock_of(captures: &Captures<'_>) -> Option<Clock> {
    match captures.node(Terminal::Clock)?.meaning {
        Meaning::Clock(clock) => Some(clock),
        _ => None,
    }
}

/// An expression of any kind with a modifier.
pub(super) fn modify(captures: &Captures<'_>) -> Option<Node> {
    let node = any(captures)?;
    let said = captures.get(Terminal::Edge).or(captures.get(Terminal::Degree)).or(captures.get(Terminal::Modifier));
    let modifier = said.and_then(crate::unit::Modifier::from_number).or(node.modifier);
    Some(Node { modifier, silent: false, ..node.clone() })
}

/// An expression as it is, heard.
pub(super) fn keep(captures: &Captures<'_>) -> Option<Node> {
    any(captures).map(|node| Node { silent: false, ..node.clone() }).or_else(|| {
        let unit = captures.get(Terminal::Unit).and_then(Unit::from_number)?;
        Some(heard(captures, Meaning::Point(Point::Offset(unit, 0, From::Mention), None)))
    })
}

/// The expression that was captured.
fn any<'a>(captures: &'a Captures<'_>) -> Option<&'a Node> {
    [Terminal::Date, Terminal::Time, Terminal::Clock, Terminal::Length, Terminal::Set, Terminal::Reference]
        .into_iter()
        .find_map(|terminal| captures.node(terminal))
}
