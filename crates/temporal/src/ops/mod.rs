//! How the meaning of an expression is made of what its rule captured.

mod calendar;
mod clock;
mod compound;
mod length;
mod relative;

use serde::Deserialize;

use crate::class::{Class, Terminal};
use crate::meaning::Node;

/// What rules name as their `op`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Op {
    /// An amount for other rules: `several`.
    Amount,
    /// An amount and a fraction: `two and a half`.
    Fraction,
    /// A number and a fraction in figures: `2 1/2`.
    Mixed,
    /// Parts of a date.
    Date,
    /// A decade.
    Decade,
    /// A century or millennium.
    Century,
    /// `the third month of 2021`.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A half of a year.
    Half,
    /// Several quarters or months of a year, as a length.
    Share,
    /// Two days, months or years in one expression.
    Range,
    /// A holiday.
    Holiday,
    /// `today`.
    Deictic,
    /// `last year`, `this Tuesday`, `next June`.
    Relative,
    /// `the following day`.
    Anchored,
    /// `the day after` something that happened.
    EventDay,
    /// `the weekend`.
    Weekend,
    /// `the latest quarter`, `the 1988 quarter`.
    LastQuarter,
    /// `a year earlier` where it is one word: `the year-ago quarter`.
    YearAgo,
    /// The second day of `April 24 and 25`, the second year of `1957-58`.
    Second,
    /// Matches what is no time of its own: `6-year-old`.
    Skip,
    /// `the end of the year`, `mid-month`.
    Edge,
    /// `June` and `last year`.
    Of,
    /// `two days`.
    Length,
    /// `3:07:35`, the time that a race took.
    Elapsed,
    /// `every year`.
    Set,
    /// `recently`.
    Vague,
    /// `8:15 p.m.`
    Clock,
    /// `ten past nine`.
    Past,
    /// The first hour of `5 to 6 p.m.`
    ClockBefore,
    /// `week 27 of 2018`.
    Week,
    /// `next week on Tuesday`.
    WeekDay,
    /// `in the morning`, `the morning`.
    Part,
    /// `this morning`, `tomorrow morning`.
    PartOfDay,
    /// `two days ago`.
    Ago,
    /// `two days later`, `a year earlier`.
    Later,
    /// `two weeks before Christmas`.
    Beside,
    /// `two days from today`.
    FromToday,
    /// `the week of March 6`.
    Around,
    /// The first of two dates of which only the last names the year: `April and June 1955`.
    SharedYear,
    /// `May 3, the day after the vote`: the day is the one just named.
    Apposed,
    /// `the quarter ended Sept. 30`.
    Ended,
    /// `Easter week`, `Thanksgiving weekend`.
    HolidaySpan,
    /// `June last year`, `the third quarter of 2020`.
    Within,
    /// A date and a time of day.
    Join,
    /// A time of day with the part of the day that it lies in: `last night at 8`.
    HourOfPart,
    /// The first of two times of day of which only the last names the day: `3:00 to 4:00 tomorrow`.
    SharedDay,
    /// `early last year`, `more than two days`.
    Modify,
    /// Makes a silent expression heard, or keeps one as it is.
    Keep,
}

/// What a rule makes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Made {
    /// An atom with one sense, for other rules.
    Sense(Terminal, i32),
    /// An expression.
    Node(Node),
}

/// The atoms that a rule matched, with the values that the rule asked for.
#[derive(Debug, Clone)]
pub(crate) struct Captures<'a> {
    /// In text order, then those that the rule itself gives.
    pub(crate) values: &'a [(Class, i32)],
    /// The expressions that composite atoms refer to.
    pub(crate) nodes: &'a [Node],
}

impl Captures<'_> {
    /// The first value captured as `terminal`.
    pub(crate) fn get(&self, terminal: Terminal) -> Option<i32> {
        self.nth(terminal, 0)
    }

    /// The value captured as `terminal` after `n` others.
    pub(crate) fn nth(&self, terminal: Terminal, n: usize) -> Option<i32> {
        let class = Class::from(terminal);
        self.values.iter().filter(|value| value.0 == class).nth(n).map(|value| value.1)
    }

    /// The value as a small number.
    pub(crate) fn small(&self, terminal: Terminal) -> Option<u8> {
        self.get(terminal).and_then(|value| u8::try_from(value).ok())
    }

    /// The value as a year.
    pub(crate) fn year(&self, terminal: Terminal) -> Option<i16> {
        self.get(terminal).and_then(|value| i16::try_from(value).ok())
    }

    /// The expression that was captured as `terminal`.
    pub(crate) fn node(&self, terminal: Terminal) -> Option<&Node> {
        self.nodes.get(usize::try_from(self.get(terminal)?).ok()?)
    }
}

impl Op {
    /// What the rule makes of its captures; `None` when the words make no sense together after all.
    pub(crate) fn apply(self, captures: &Captures<'_>) -> Option<Made> {
        let node = match self {
            Self::Amount => return length::amount(captures),
            Self::Fraction => return length::fraction(captures),
            Self::Mixed => return length::mixed(captures),
            Self::Date => calendar::date(captures),
            Self::Decade => calendar::decade(captures),
            Self::Century => calendar::century(captures),
            Self::Month => calendar::month(captures),
            Self::Quarter => calendar::quarter(captures),
            Self::Half => calendar::half(captures),
            Self::Share => length::share(captures),
            Self::Range => calendar::range(captures),
            Self::Holiday => relative::holiday(captures),
            Self::Deictic => relative::deictic(captures),
            Self::Relative => relative::relative(captures),
            Self::Anchored => relative::anchored(captures),
            Self::EventDay => relative::event_day(captures),
            Self::Weekend => Some(relative::weekend()),
            Self::LastQuarter => Some(relative::last_quarter(captures)),
            Self::YearAgo => Some(relative::year_ago()),
            Self::Second => compound::second(captures),
            Self::Skip => Some(length::skip()),
            Self::Edge => relative::edge(captures),
            Self::Of => compound::of(captures),
            Self::Length => length::length(captures),
            Self::Elapsed => length::elapsed(captures),
            Self::Set => length::set(captures),
            Self::Vague => length::vague(captures),
            Self::Clock => clock::clock(captures),
            Self::Past => clock::past(captures),
            Self::ClockBefore => clock::clock_before(captures),
            Self::Week => calendar::week(captures),
            Self::WeekDay => compound::week_day(captures),
            Self::Part => clock::part(captures),
            Self::PartOfDay => clock::part_of_day(captures),
            Self::Ago => compound::ago(captures),
            Self::Later => compound::later(captures),
            Self::Beside => compound::beside(captures),
            Self::FromToday => compound::from_today(captures),
            Self::Around => compound::around(captures),
            Self::SharedYear => compound::shared_year(captures),
            Self::Apposed => compound::apposed(captures),
            Self::Ended => compound::ended(captures),
            Self::HolidaySpan => compound::holiday_span(captures),
            Self::Within => compound::within(captures),
            Self::Join => compound::join(captures),
            Self::HourOfPart => compound::hour_of_part(captures),
            Self::SharedDay => compound::shared_day(captures),
            Self::Modify => compound::modify(captures),
            Self::Keep => compound::keep(captures),
        };
        node.map(Made::Node)
    }
}
