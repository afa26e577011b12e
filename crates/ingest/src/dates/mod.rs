//! Calendar dates as text writes them, and the publication date they give a page.

mod byline;
mod dateline;
mod english;
mod reference;

use dateline_text::Span;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

pub(crate) use byline::{in_byline, is_date_line};
pub(crate) use dateline::dateline;
pub(crate) use reference::complete;

/// A date of which the year may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "a day of the month is a day")]
pub(crate) struct Day {
    /// The year, where the text says it.
    pub(crate) year: Option<i16>,
    /// 1 to 12.
    pub(crate) month: i8,
    /// 1 to 31.
    pub(crate) day: i8,
}

impl Day {
    /// A day that exists in its year (or in some year, when none is said), between 1700 and 2200.
    fn new(year: Option<i16>, month: i8, day: i8) -> Option<Self> {
        let in_range = year.is_none_or(|year| (1700..2200).contains(&year));
        let exists = Date::new(year.unwrap_or(2000), month, day).is_ok();
        (in_range && exists).then_some(Self { year, month, day })
    }

    /// The date, when the year is known.
    pub(crate) fn date(self) -> Option<Date> {
        self.in_year(self.year?)
    }

    /// The date in `year`; none for 29 February in most years.
    fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

/// A date found in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where it stands.
    pub(crate) span: Span,
    /// What it says.
    pub(crate) day: Day,
}

/// All dates with at least a month and a day in `text`, in order, not overlapping.
pub(crate) fn find(text: &str) -> Vec<Found> {
    english::find(text)
}

/// A regular expression for a full date, with numbered groups.
pub(crate) fn full_date_pattern() -> &'static str {
    english::ENGLISH.full()
}

/// A regular expression for the name of a weekday.
pub(crate) fn weekday_pattern() -> &'static str {
    english::ENGLISH.weekday()
}

/// The date of a metadata field: ISO 8601, RFC 2822, written out, or seconds (milliseconds) since 1970 in UTC; ambiguous
/// and unreadable ones give none.
pub(crate) fn metadata(field: &str) -> Option<Date> {
    let field = field.trim();
    let digits = field.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        8 | 14 => Day::new(field[..4].parse().ok(), field[4..6].parse().ok()?, field[6..8].parse().ok()?)?.date(),
        10 | 13 if digits == field.len() => {
            let seconds = field[..10].parse().ok()?;
            Some(Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC).date())
        }
        _ => find(field).iter().find_map(|found| found.day.date()),
    }
}

/// How a date in digits is meant when both of its first numbers could be the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Order {
    /// Nobody knows.
    #[default]
    Unclear,
    /// 04-03-2019 is the 3rd of April.
    MonthFirst,
}

/// [`metadata`] of a field whose dates are written in this order.
pub(crate) fn metadata_in(field: &str, order: Order) -> Option<Date> {
    let month_first = || {
        let day = field.trim().get(..10)?;
        let mut parts = day.split(['-', '/']);
        let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
        if ![month, day, year].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) {
            return None;
        }
        Day::new(Some(year.parse().ok()?), month.parse().ok()?, day.parse().ok()?)?.date()
    };
    let clear = (order == Order::MonthFirst).then(month_first).flatten();
    clear.or_else(|| metadata(field))
}

/// An example in a data file: a text, and the day that is found in it (empty for none).
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
struct Example {
    text: String,
    date: String,
}

#[cfg(test)]
impl Example {
    /// Asserts that `found` is what the example says.
    fn check(&self, found: Option<Day>) {
        let written = found.map(|day| {
            let year = day.year.map_or("XXXX".to_owned(), |year| year.to_string());
            format!("{year}-{:02}-{:02}", day.month, day.day)
        });
        assert_eq!(written.unwrap_or_default(), self.date, "{:?}", self.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_makes_dates_in_digits_clear() {
        for (field, expected) in [
            ("04-03-2019", Some("2019-04-03")),
            (" 12/31/2019 08:00", Some("2019-12-31")),
            ("31-12-2019", Some("2019-12-31")),
            ("2019-04-03", Some("2019-04-03")),
            ("+4-03-2019", None),
            ("None", None),
        ] {
            let found = metadata_in(field, Order::MonthFirst).map(|date| date.to_string());
            assert_eq!(found.as_deref(), expected, "{field:?}");
        }
    }

    #[test]
    fn metadata_fields_are_read_when_they_are_clear() {
        for (field, expected) in [
            ("2021-05-27", Some("2021-05-27")),
            ("2021-05-27T23:30:00+08:00", Some("2021-05-27")),
            ("2021-05-27 10:00:00", Some("2021-05-27")),
            ("26-FEB-1987 15:01:01.79", Some("1987-02-26")),
            ("20210527", Some("2021-05-27")),
            ("20210527T101500Z", Some("2021-05-27")),
            ("Thu, 27 May 2021 10:00:00 GMT", Some("2021-05-27")),
            ("May 27, 2021", Some("2021-05-27")),
            ("12-31-2019", Some("2019-12-31")),
            ("04-03-2019", None),
            ("None", None),
            ("1622110112", Some("2021-05-27")),
            ("1622110112000", Some("2021-05-27")),
            ("20210527101500", Some("2021-05-27")),
            ("10101010", None),
            ("16221", None),
            ("", None),
        ] {
            assert_eq!(metadata(field).map(|date| date.to_string()).as_deref(), expected, "{field:?}");
        }
    }
}
