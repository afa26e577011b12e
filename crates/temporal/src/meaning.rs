//! What an expression means before it is read against a reference date.

use std::fmt;

use crate::length::Length;
use crate::stamp::{Field, Stamp};
use crate::unit::{Modifier, Part, Unit, Vague};

/// An expression that a rule has made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// What it means.
    pub(crate) meaning: Meaning,
    /// What `early` or `more than` add.
    pub(crate) modifier: Option<Modifier>,
    /// Whether it is only an ingredient of larger expressions.
    pub(crate) silent: bool,
}

impl Node {
    /// An expression without modifier.
    pub(crate) const fn new(meaning: Meaning) -> Self {
        Self { meaning, modifier: None, silent: false }
    }

    /// A point without time of day.
    pub(crate) const fn point(point: Point) -> Self {
        Self::new(Meaning::Point(point, None))
    }
}

/// The kinds of expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Meaning {
    /// A point of the calendar, with a time of day where one is said.
    Point(Point, Option<Clock>),
    /// A time of day alone.
    Clock(Clock),
    /// A length of time.
    Length(Length),
    /// Hours, minutes and seconds that something took.
    Elapsed(Elapsed),
    /// Something that recurs.
    Set(Recurring),
    /// A reference to no definite time.
    Vague(Vague),
    /// From one point to another, both included.
    Range(Point, Point),
}

/// Where a relative point is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// The reference date.
    Reference,
    /// The last point that the text mentioned.
    Mention,
}

/// A point of the calendar as it is described.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Point {
    /// Parts of a date; those that are missing come from the context.
    Stamp(Stamp),
    /// The thing of this size that lies so many further on: `last year` is -1.
    Offset(Unit, i32, From),
    /// The nearest such part of a year before (-1), at (0) or after (1) the origin: `last June`.
    Nearest(Field, i32, From),
    /// `the quarter`, `the year-ago quarter` of 1988: the quarter that the text mentioned last, in a year that may be said.
    Quarter(Option<i16>),
    /// A part of a larger thing: `the third quarter of last year`.
    Within(Field, Box<Point>),
    /// So long before (-1) or after (1) the origin.
    Shift(Length, i32, From),
    /// So long before or after another point.
    Beside(Length, i32, Box<Point>),
    /// The thing of this size that holds another point: `the week of March 6`.
    Around(Unit, Box<Point>),
    /// The day before (-1) or after (1) an event, which is taken to lie on the day that the text mentioned last.
    EventDay(i32),
    /// The thing of this size that ends with another point: `the quarter ended Sept. 30`.
    Ended(Unit, Box<Point>),
    /// A day with a name, by index, in a year that is said, or so many years from that of the context.
    Holiday(usize, Option<Box<Point>>, i32),
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clock {
    /// `morning`.
    Part(Part),
    /// `8:15 p.m.`
    At {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59.
        minute: u8,
        /// 0 to 59, where it is said.
        second: Option<u8>,
    },
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Part(part) => write!(f, "T{}", part.timex()),
            Self::At { hour, minute, second: None } => write!(f, "T{hour:02}:{minute:02}"),
            Self::At { hour, minute, second: Some(second) } => write!(f, "T{hour:02}:{minute:02}:{second:02}"),
        }
    }
}

/// A length of time as a clock shows it: `3:07:35`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Elapsed {
    pub(crate) hours: i32,
    pub(crate) minutes: i32,
    pub(crate) seconds: i32,
}

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PT{}H{}M{}S", self.hours, self.minutes, self.seconds)
    }
}

/// Something that recurs, by its period or by its place in the calendar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Recurring {
    /// `every year`.
    Period(Length),
    /// `every Tuesday`, `each July`, `every morning`.
    Stamp(Stamp, Option<Clock>),
}

impl fmt::Display for Recurring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Period(length) => write!(f, "{length}"),
            Self::Stamp(stamp, None) => write!(f, "{stamp}"),
            Self::Stamp(Stamp { field: Field::Weekday(day), .. }, Some(clock)) => write!(f, "XXXX-WXX-{day}{clock}"),
            Self::Stamp(_, Some(clock)) => write!(f, "XXXX-XX-XX{clock}"),
        }
    }
}
