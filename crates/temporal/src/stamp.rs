//! A point of the calendar of some coarseness, with the parts that are not known left open, and its TIMEX3 value.

use std::fmt;

use jiff::civil::Date;

use crate::unit::{Season, Unit};

/// A point of the calendar. A month, a day or a week of which the number is 0 is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The year, negative before Christ; `None` where it is not known.
    pub(crate) year: Option<i16>,
    /// Which part of the year, or what larger thing the year begins.
    pub(crate) field: Field,
}

/// What a [`Stamp`] says beside its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// The thousand years of which `year` is one.
    Millennium,
    /// The hundred years of which `year` is one.
    Century,
    /// The ten years of which `year` is one.
    Decade,
    /// The year itself.
    Year,
    /// A half of the year.
    Half(u8),
    /// A quarter of the year.
    Quarter(u8),
    /// A season.
    Season(Season),
    /// A month.
    Month(u8),
    /// A week by ISO 8601; the year is the week's.
    Week(u8),
    /// The Saturday and Sunday of a week by ISO 8601.
    Weekend(u8),
    /// A day of a month.
    Day {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// A day of an unknown week: 1 (Monday) to 7.
    Weekday(u8),
}

impl Stamp {
    /// Nothing but a year.
    pub(crate) const fn year(year: i16) -> Self {
        Self { year: Some(year), field: Field::Year }
    }

    /// A part of a year that is not known.
    pub(crate) const fn undated(field: Field) -> Self {
        Self { year: None, field }
    }

    /// The thing of size `unit` that holds `date`.
    pub(crate) fn holding(date: Date, unit: Unit) -> Self {
        let month = date.month() as u8;
        let week = date.iso_week_date();
        let (year, field) = match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => {
                (date.year(), Field::Day { month, day: date.day() as u8 })
            }
            Unit::Weekend => (week.year(), Field::Weekend(week.week() as u8)),
            Unit::Week | Unit::Fortnight => (week.year(), Field::Week(week.week() as u8)),
            Unit::Month => (date.year(), Field::Month(month)),
            Unit::Quarter => (date.year(), Field::Quarter((month - 1) / 3 + 1)),
            Unit::Half => (date.year(), Field::Half((month - 1) / 6 + 1)),
            Unit::Year => (date.year(), Field::Year),
            Unit::Decade => (date.year(), Field::Decade),
            Unit::Century => (date.year(), Field::Century),
            Unit::Millennium => (date.year(), Field::Millennium),
        };
        Self { year: Some(year), field }
    }

    /// The thing of size `unit` of which nothing is known: `XXXX-WXX`.
    pub(crate) const fn unknown(unit: Unit) -> Self {
        Self::undated(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Night => Field::Day { month: 0, day: 0 },
            Unit::Weekend => Field::Weekend(0),
            Unit::Week | Unit::Fortnight => Field::Week(0),
            Unit::Month => Field::Month(0),
            Unit::Quarter => Field::Quarter(0),
            Unit::Half => Field::Half(0),
            Unit::Year => Field::Year,
            Unit::Decade => Field::Decade,
            Unit::Century => Field::Century,
            Unit::Millennium => Field::Millennium,
        })
    }

    /// How coarse the point is.
    pub(crate) const fn unit(self) -> Unit {
        match self.field {
            Field::Millennium => Unit::Millennium,
            Field::Century => Unit::Century,
            Field::Decade => Unit::Decade,
            Field::Year => Unit::Year,
            Field::Half(_) => Unit::Half,
            Field::Quarter(_) | Field::Season(_) => Unit::Quarter,
            Field::Month(_) => Unit::Month,
            Field::Week(_) => Unit::Week,
            Field::Weekend(_) => Unit::Weekend,
            Field::Day { .. } | Field::Weekday(_) => Unit::Day,
        }
    }

    /// The first day of the point, where all that it needs is known.
    pub(crate) fn first_day(self) -> Option<Date> {
        let year = self.year?;
        match self.field {
            Field::Millennium | Field::Century | Field::Decade | Field::Year => Date::new(year, 1, 1).ok(),
            Field::Half(half) => Date::new(year, i8::try_from(half).ok()? * 6 - 5, 1).ok(),
            Field::Quarter(quarter) => Date::new(year, i8::try_from(quarter).ok()? * 3 - 2, 1).ok(),
            Field::Season(season) => Date::new(year, season as i8 * 3 + 3, 1).ok(),
            Field::Month(month) => Date::new(year, i8::try_from(month).ok()?, 1).ok(),
            Field::Week(week) | Field::Weekend(week) => first_of_week(year, week),
            Field::Day { month, day } => Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok(),
            Field::Weekday(_) => None,
        }
    }
}

impl Stamp {
    /// The same part of the year in the last year in which it does not begin after `end`.
    pub(crate) fn in_year_before(self, end: Self) -> Self {
        let same = Self { year: end.year, ..self };
        let after = same.first_day().zip(end.first_day()).is_some_and(|(start, end)| start > end);
        Self { year: end.year.map(|year| year - i16::from(after)), ..self }
    }
}

/// The Monday of a week by ISO 8601.
fn first_of_week(year: i16, week: u8) -> Option<Date> {
    let monday = jiff::civil::Weekday::Monday;
    Some(jiff::civil::ISOWeekDate::new(year, i8::try_from(week).ok()?, monday).ok()?.date())
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = Years(self.year);
        match self.field {
            Field::Millennium => write_cut(f, self.year, 1000),
            Field::Century => write_cut(f, self.year, 100),
            Field::Decade => match self.year {
                Some(_) => write_cut(f, self.year, 10).and_then(|()| f.write_str("X")),
                None => f.write_str("XXXX"),
            },
            Field::Year => write!(f, "{year}"),
            Field::Half(half) => write!(f, "{year}-H{}", Digit(half)),
            Field::Quarter(quarter) => write!(f, "{year}-Q{}", Digit(quarter)),
            Field::Season(season) => write!(f, "{year}-{}", season.timex()),
            Field::Month(month) => write!(f, "{year}-{}", Two(month)),
            Field::Week(week) => write!(f, "{year}-W{}", Two(week)),
            Field::Weekend(week) => write!(f, "{year}-W{}-WE", Two(week)),
            Field::Day { month, day } => write!(f, "{year}-{}-{}", Two(month), Two(day)),
            Field::Weekday(day) => write!(f, "{year}-WXX-{day}"),
        }
    }
}

/// The year without its last digits: the century of 1914 is `19`.
fn write_cut(f: &mut fmt::Formatter<'_>, year: Option<i16>, by: i16) -> fmt::Result {
    let width = match by {
        10 => 3,
        100 => 2,
        _ => 1,
    };
    match year {
        Some(year) if year < 0 => write!(f, "BC{:0width$}", -i32::from(year) / i32::from(by)),
        Some(year) => write!(f, "{:0width$}", year / by),
        None => f.write_str(&"X".repeat(width)),
    }
}

/// A year of four digits, `XXXX` where it is not known.
struct Years(Option<i16>);

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(year) if year < 0 => write!(f, "BC{:04}", -i32::from(year)),
            Some(year) => write!(f, "{year:04}"),
            None => f.write_str("XXXX"),
        }
    }
}

/// Two digits, `XX` for 0.
struct Two(u8);

impl fmt::Display for Two {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 { f.write_str("XX") } else { write!(f, "{:02}", self.0) }
    }
}

/// One digit, `X` for 0.
struct Digit(u8);

impl fmt::Display for Digit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 { f.write_str("X") } else { write!(f, "{}", self.0) }
    }
}
