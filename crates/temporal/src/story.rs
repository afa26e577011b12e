//! What an article has said about time so far, and how its descriptions of points are read against that.
//!
//! There are three ways to fill in what an expression leaves open:
//! - **report**: the reference date is known, and the story is news. Bare months, weekdays and days lie on the side of
//!   the reference date to which their clause points.
//! - **narrative**: the text tells of years long before its reference date ([`crate::narrative`]). Bare months and days
//!   belong to the year, and days of the month to the month, that was mentioned last.
//! - **undated**: there is no reference date. Nothing is guessed, but once the article has named a month or day with
//!   its year in a clause that does not speak of the future, `this November`, `early September` and `this year` take
//!   that year, unless a later year has been named since. A bare year is no such date: it is as likely background.

use std::cell::OnceCell;

use jiff::civil::Date;

use crate::calendar::{Pick, offset, shift, weekday_near, year_of};
use crate::direction::Direction;
use crate::holidays::Holidays;
use crate::length::Length;
use crate::meaning::{From, Point};
use crate::origin::{coarser, day_near, fill_from, pick, shift_from, weekend_near};
use crate::stamp::{Field, Stamp};
use crate::unit::{Unit, Vague};

/// What a point turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A point of the calendar.
    Stamp(Stamp),
    /// No definite point: `several years ago`.
    Vague(Vague),
}

/// How many years back, and ahead, a narrative may step by a bare year.
const ASIDE_BACK: i16 = 3;
const ASIDE_AHEAD: i16 = 10;

/// The state of one article.
#[derive(Debug, Clone)]
pub(crate) struct Story<'a> {
    /// The reference date.
    pub(crate) reference: Option<Date>,
    /// Whether the text tells of years long past.
    pub(crate) narrative: bool,
    /// The point that was mentioned last.
    pub(crate) mention: Option<Stamp>,
    /// The latest quarter that was mentioned and is over: "the quarter" of a report on earnings.
    pub(crate) quarter: Option<Stamp>,
    /// Whether the next point only says when a quarter ends, so that the quarter stays what was mentioned last.
    holds_quarter: bool,
    /// The latest year that was mentioned outside of talk of the future.
    latest: Option<i16>,
    /// The last month or day of that year that was mentioned with its year.
    dated: Option<Stamp>,
    /// The text of the article.
    pub(crate) text: &'a str,
    /// Whether it is about the United States, once that has been asked.
    pub(crate) american: OnceCell<bool>,
    /// The days with names.
    pub(crate) holidays: &'a Holidays,
}

impl<'a> Story<'a> {
    /// An article of which nothing has been read.
    pub(crate) fn new(text: &'a str, reference: Option<Date>, narrative: bool, holidays: &'a Holidays) -> Self {
        Self {
            reference,
            narrative,
            mention: None,
            quarter: None,
            holds_quarter: false,
            latest: None,
            dated: None,
            text,
            american: OnceCell::new(),
            holidays,
        }
    }

    /// Remembers the point that the text has mentioned; `explicit` says that it came with its own year.
    pub(crate) fn remember(&mut self, stamp: Stamp, explicit: bool, direction: Direction) {
        let held = std::mem::take(&mut self.holds_quarter);
        if stamp.year.is_some() && !self.is_aside(stamp) && !held {
            self.mention = Some(stamp);
        }
        if matches!(stamp.field, Field::Quarter(1..)) && self.is_reported(stamp) {
            self.quarter = Some(stamp);
        }
        if explicit && !direction.is_ahead() {
            self.latest = self.latest.max(stamp.year);
            let full = matches!(stamp.field, Field::Month(_) | Field::Day { .. });
            if full && stamp.year == self.latest {
                self.dated = Some(stamp);
            }
        }
    }

    /// Takes note of `the quarter ended Sept. 30` before its day is read.
    pub(crate) fn hold_quarter(&mut self) {
        self.holds_quarter = self.mention.is_some_and(|mention| mention.unit() == Unit::Quarter);
    }

    /// Whether a quarter can be the one that an article reports on: it is over, and no later one has been mentioned.
    fn is_reported(&self, quarter: Stamp) -> bool {
        let first = quarter.first_day();
        let over =
            first.and_then(|day| shift(day, Unit::Quarter, 1)).zip(self.reference).is_none_or(|(end, now)| end <= now);
        over && first >= self.quarter.and_then(Stamp::first_day)
    }

    /// Whether a bare year lies so far from where the narrative stands that it is an aside, not the next step.
    fn is_aside(&self, stamp: Stamp) -> bool {
        let (Some(now), Some(said)) = (self.mention.and_then(|mention| mention.year), stamp.year) else { return false };
        self.narrative && stamp.field == Field::Year && !(now - ASIDE_BACK..=now + ASIDE_AHEAD).contains(&said)
    }

    /// Reads a point.
    pub(crate) fn read(&self, point: &Point, direction: Direction) -> Reading {
        let stamp = match point {
            Point::Stamp(stamp) if stamp.year.is_some() => *stamp,
            Point::Stamp(stamp) => self.fill(stamp.field, pick(direction)),
            Point::Offset(unit, steps, From::Reference) => self.offset(*unit, *steps),
            Point::Offset(unit, steps, From::Mention) => self.offset_from_mention(*unit, *steps),
            Point::Nearest(field, steps, from) => self.nearest(*field, *steps, *from, direction),
            Point::Quarter(year) => self.last_quarter(*year),
            Point::Within(field, whole) => self.within(*field, whole, direction),
            Point::Shift(length, sign, from) => return self.shift(*length, *sign, *from),
            Point::Beside(length, sign, point) => return self.beside(*length, *sign, point, direction),
            Point::Around(unit, point) => self.around(*unit, point, direction),
            Point::EventDay(days) => self.event_day(*days),
            Point::Ended(unit, end) => self.ended(*unit, end),
            Point::Holiday(holiday, year, steps) => self.holiday(*holiday, year.as_deref(), *steps, direction),
        };
        Reading::Stamp(stamp)
    }

    /// Reads a point that must be definite; a vague one is of unknown year.
    pub(crate) fn stamp(&self, point: &Point, direction: Direction) -> Stamp {
        match self.read(point, direction) {
            Reading::Stamp(stamp) => stamp,
            Reading::Vague(_) => Stamp::unknown(Unit::Year),
        }
    }

    /// The date that tells the year of an undated article, unless the article has gone on to a later year.
    fn dated(&self) -> Option<Stamp> {
        self.dated.filter(|dated| dated.year >= self.latest)
    }

    /// The point whose year is to be used where there is no reference date to count from.
    pub(crate) fn anchor(&self) -> Option<Stamp> {
        match self.reference {
            _ if self.narrative => self.mention,
            None => self.dated(),
            Some(_) => None,
        }
    }

    /// A part of a year, or a day of a month or week, of which the rest is open.
    fn fill(&self, field: Field, pick: Pick) -> Stamp {
        if self.narrative || self.reference.is_none() {
            return self.anchor().map_or(Stamp::undated(field), |anchor| fill_from(field, anchor));
        }
        let Some(now) = self.reference else { return Stamp::undated(field) };
        match field {
            Field::Weekday(day) => {
                let near = weekday_near(day, now, pick).map(|date| self.led(date, now, pick));
                near.map_or(Stamp::undated(field), |date| Stamp::holding(date, Unit::Day))
            }
            Field::Day { month: 0, day } => day_near(day, now, pick).unwrap_or(Stamp::undated(field)),
            _ => Stamp { year: year_of(field, now, pick), field },
        }
    }

    /// The weekday that a story opens with. No story leads with what is six days old: it was written, or happened where
    /// the clocks are ahead, a day after the date it bears.
    fn led(&self, date: Date, now: Date, pick: Pick) -> Date {
        let tomorrow = shift(date, Unit::Week, 1).filter(|&next| shift(now, Unit::Day, 1) == Some(next));
        tomorrow.filter(|_| self.mention.is_none() && pick != Pick::Over).unwrap_or(date)
    }

    /// `last year`, `today`.
    fn offset(&self, unit: Unit, steps: i32) -> Stamp {
        if self.narrative {
            return self.offset_from_mention(unit, steps);
        }
        if let Some(now) = self.reference {
            return offset(now, unit, steps).unwrap_or(Stamp::unknown(unit));
        }
        match (unit, self.dated().and_then(|dated| dated.year)) {
            (Unit::Year, Some(year)) => {
                Stamp { year: i16::try_from(steps).ok().map(|steps| year + steps), field: Field::Year }
            }
            _ => Stamp::unknown(unit),
        }
    }

    /// `the following day`, `that year`.
    fn offset_from_mention(&self, unit: Unit, steps: i32) -> Stamp {
        let Some(mention) = self.mention.or_else(|| self.today()) else { return Stamp::unknown(unit) };
        if mention.unit() > unit {
            return coarser(mention, unit, steps);
        }
        if let (Some(year), Unit::Year) = (mention.year, unit) {
            return Stamp { year: i16::try_from(steps).ok().map(|steps| year + steps), field: Field::Year };
        }
        mention.first_day().and_then(|day| offset(day, unit, steps)).unwrap_or(Stamp::unknown(unit))
    }

    /// The reference date as a point.
    fn today(&self) -> Option<Stamp> {
        self.reference.map(|now| Stamp::holding(now, Unit::Day))
    }

    /// `last June`, `this Tuesday`, `next summer`.
    fn nearest(&self, field: Field, steps: i32, from: From, direction: Direction) -> Stamp {
        let origin = match from {
            From::Reference if !self.narrative => self.reference,
            _ => self.mention.and_then(Stamp::first_day).or(self.reference),
        };
        let Some(now) = origin else { return self.fill(field, Pick::ThisYear) };
        let pick = match (steps, direction) {
            (..0, _) => Pick::Last,
            (1.., _) => Pick::Next,
            (0, Direction::Past | Direction::Over) if matches!(field, Field::Weekday(_)) => Pick::LastOrNow,
            (0, _) if matches!(field, Field::Weekday(_)) => Pick::NextOrNow,
            (0, _) => Pick::ThisYear,
        };
        match field {
            Field::Weekend(_) => weekend_near(now, direction).unwrap_or(Stamp::unknown(Unit::Weekend)),
            Field::Weekday(day) => {
                weekday_near(day, now, pick).map_or(Stamp::undated(field), |day| Stamp::holding(day, Unit::Day))
            }
            _ => Stamp { year: year_of(field, now, pick), field },
        }
    }

    /// The quarter that was mentioned last, in `year` where that is said.
    fn last_quarter(&self, year: Option<i16>) -> Stamp {
        let reference = self.reference.map(Date::year);
        match (self.quarter, year) {
            (Some(quarter), year) => Stamp { year: year.or(quarter.year), ..quarter },
            (None, Some(year)) => Stamp::year(year),
            (None, None) => Stamp { year: reference, field: Field::Quarter(0) },
        }
    }

    /// A part of a larger thing.
    fn within(&self, field: Field, whole: &Point, direction: Direction) -> Stamp {
        let whole = self.stamp(whole, direction);
        match (field, whole.field) {
            (Field::Weekday(day), Field::Week(_)) => whole
                .first_day()
                .and_then(|monday| shift(monday, Unit::Day, i32::from(day) - 1))
                .map_or(Stamp::undated(field), |date| Stamp::holding(date, Unit::Day)),
            (Field::Day { month: 0, day }, Field::Month(month)) => Stamp { field: Field::Day { month, day }, ..whole },
            (Field::Weekday(_), _) => Stamp::undated(field),
            (_, Field::Year) => Stamp { field, ..whole },
            _ => whole,
        }
    }

    /// `two days ago`, `a year earlier`.
    fn shift(&self, length: Length, sign: i32, from: From) -> Reading {
        // A report on a quarter that says "a year ago" compares it with the same quarter.
        let quarterly = length == Length { amount: 100, unit: Unit::Year }
            && self.mention.is_some_and(|last| last.unit() == Unit::Quarter);
        let origin = match from {
            From::Reference if !quarterly => self.today(),
            _ => self.mention.or_else(|| self.today()),
        };
        shift_from(length, sign, origin, from == From::Reference && !quarterly)
    }

    /// `two weeks before Christmas`.
    fn beside(&self, length: Length, sign: i32, point: &Point, direction: Direction) -> Reading {
        shift_from(length, sign, Some(self.stamp(point, direction)), false)
    }

    /// `the week of March 6`.
    fn around(&self, unit: Unit, point: &Point, direction: Direction) -> Stamp {
        let inner = self.stamp(point, direction);
        inner.first_day().map_or(Stamp::unknown(unit), |day| Stamp::holding(day, unit))
    }
}
