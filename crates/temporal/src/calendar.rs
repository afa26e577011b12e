//! Arithmetic on points of the calendar, by `jiff`.

use jiff::civil::Date;

use crate::stamp::{Field, Stamp};
use crate::unit::{Season, Unit};

/// `date` moved by `count` of `unit`; `None` when that leaves the calendar.
pub(crate) fn shift(date: Date, unit: Unit, count: i32) -> Option<Date> {
    let count = i64::from(count);
    let (months, days) = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(date),
        Unit::Day | Unit::Night => (0, count),
        Unit::Weekend | Unit::Week => (0, count * 7),
        Unit::Fortnight => (0, count * 14),
        Unit::Month => (count, 0),
        Unit::Quarter => (count * 3, 0),
        Unit::Half => (count * 6, 0),
        Unit::Year => (count * 12, 0),
        Unit::Decade => (count * 120, 0),
        Unit::Century => (count * 1200, 0),
        Unit::Millennium => (count * 12000, 0),
    };
    let span = jiff::Span::new().try_months(months).ok()?.try_days(days).ok()?;
    date.checked_add(span).ok()
}

/// Where in its year a part of a year lies, in days, by months of 31; `None` where it recurs or is not known.
fn rank(field: Field) -> Option<i32> {
    let months = |month: u8| i32::from(month) * 31;
    match field {
        Field::Half(half) if half > 0 => Some(months(half * 6 - 5)),
        Field::Quarter(quarter) if quarter > 0 => Some(months(quarter * 3 - 2)),
        Field::Season(season) => Some(months(season as u8 * 3 + 3)),
        Field::Month(month) if month > 0 => Some(months(month)),
        Field::Day { month, day } if month > 0 => Some(months(month) + i32::from(day)),
        _ => None,
    }
}

/// The same measure for the part of `now` that is as coarse as `field`, with the year to which it belongs.
fn rank_of_now(now: Date, field: Field) -> (i16, i32) {
    let month = now.month().unsigned_abs();
    let same = match field {
        Field::Season(_) => Field::Season(Season::of_month(month)),
        Field::Day { .. } => Field::Day { month, day: now.day().unsigned_abs() },
        Field::Quarter(_) => Field::Quarter((month - 1) / 3 + 1),
        Field::Half(_) => Field::Half((month - 1) / 6 + 1),
        _ => Field::Month(month),
    };
    // January and February are the winter of the year before.
    let year = if same == Field::Season(Season::Winter) && month < 3 { now.year() - 1 } else { now.year() };
    (year, rank(same).unwrap_or(0))
}

/// Which of several readings of a part of a year is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pick {
    /// The last that is over or current.
    Over,
    /// The last that is over or current, unless the next is much nearer.
    LastOrNow,
    /// The last before the current one.
    Last,
    /// The next after the current one.
    Next,
    /// The next, or the one just over: a march planned for Saturday may have been called off on Saturday.
    Planned,
    /// The next, or the current one, unless the last is much nearer.
    NextOrNow,
    /// The one of the current year.
    ThisYear,
    /// The next where it is near, the last otherwise.
    Nearest,
}

/// Days in a year of [`rank`].
const YEAR: i32 = 12 * 31;

/// How near, in days, a reading against the tense of its clause must be to win: nobody writes in October of the
/// December before as "December".
const fn near(field: Field) -> i32 {
    match field {
        Field::Day { .. } => 3 * 31,
        Field::Month(_) => 2 * 31,
        Field::Quarter(_) | Field::Half(_) => 6 * 31,
        _ => 0,
    }
}

/// The year of the part of a year `field` that `pick` means, seen from `now`; for February 29, a leap year.
pub(crate) fn year_of(field: Field, now: Date, pick: Pick) -> Option<i16> {
    let year = plain_year_of(field, now, pick)?;
    if field != (Field::Day { month: 2, day: 29 }) {
        return Some(year);
    }
    let ahead = matches!(pick, Pick::Next | Pick::NextOrNow | Pick::Planned) || year > now.year();
    (0..8).map(|by| if ahead { year + by } else { year - by }).find(|&year| Date::new(year, 2, 29).is_ok())
}

/// The year as [`year_of`] gives it, leap year or not.
fn plain_year_of(field: Field, now: Date, pick: Pick) -> Option<i16> {
    let (year, current) = rank_of_now(now, field);
    let said = rank(field)?;
    let (back, ahead) = ((current - said).rem_euclid(YEAR), (said - current).rem_euclid(YEAR));
    let last = year - i16::from(said > current);
    let next = year + i16::from(said < current);
    let reported = matches!(field, Field::Quarter(_) | Field::Half(_));
    Some(match pick {
        Pick::ThisYear => year,
        Pick::Last => year - i16::from(said >= current),
        Pick::Next => year + i16::from(said <= current),
        Pick::LastOrNow if ahead <= near(field) && !reported => next,
        Pick::NextOrNow | Pick::Planned if back <= near(field) => last,
        Pick::NextOrNow | Pick::Planned => next,
        Pick::Nearest if ahead <= 2 * near(field) && !reported => next,
        Pick::Over | Pick::LastOrNow | Pick::Nearest => last,
    })
}

/// The day with this weekday (1 to 7) that `pick` means, seen from `now`.
pub(crate) fn weekday_near(weekday: u8, now: Date, pick: Pick) -> Option<Date> {
    let today = i32::from(now.weekday().to_monday_one_offset());
    let ahead = (i32::from(weekday) - today).rem_euclid(7);
    let days = match pick {
        Pick::Over | Pick::LastOrNow | Pick::Nearest => {
            if ahead == 0 {
                0
            } else {
                ahead - 7
            }
        }
        Pick::Last => {
            if ahead == 0 {
                -7
            } else {
                ahead - 7
            }
        }
        Pick::Next => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        Pick::Planned if ahead == 6 => -1,
        Pick::NextOrNow | Pick::Planned => ahead,
        Pick::ThisYear => i32::from(weekday) - today,
    };
    shift(now, Unit::Day, days)
}

/// The stamp of size `unit`, so many steps from `now`.
pub(crate) fn offset(now: Date, unit: Unit, steps: i32) -> Option<Stamp> {
    shift(now, unit, steps).map(|date| Stamp::holding(date, unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_bare_month_lies_where_it_is_picked() {
        let now = date(2013, 3, 22);
        let year = |month, pick| year_of(Field::Month(month), now, pick);
        assert_eq!(year(10, Pick::LastOrNow), Some(2012));
        assert_eq!(year(3, Pick::LastOrNow), Some(2013));
        assert_eq!(year(4, Pick::LastOrNow), Some(2013), "April is nearer than the April before");
        assert_eq!(year(3, Pick::Last), Some(2012));
        assert_eq!(year(6, Pick::NextOrNow), Some(2013));
        assert_eq!(year(12, Pick::NextOrNow), Some(2013));
        assert_eq!(year(1, Pick::Next), Some(2014));
    }

    #[test]
    fn the_29th_of_february_lies_in_a_leap_year() {
        let field = Field::Day { month: 2, day: 29 };
        assert_eq!(year_of(field, date(2013, 3, 22), Pick::LastOrNow), Some(2012));
        assert_eq!(year_of(field, date(2013, 1, 22), Pick::Next), Some(2016));
    }

    #[test]
    fn january_belongs_to_the_winter_of_the_year_before() {
        let season = |date, pick| year_of(Field::Season(Season::Winter), date, pick);
        assert_eq!(season(date(2013, 1, 5), Pick::LastOrNow), Some(2012));
        assert_eq!(season(date(2013, 3, 22), Pick::Last), Some(2012));
    }

    #[test]
    fn weekdays_are_counted_from_the_reference_date() {
        let friday = date(2013, 3, 22);
        assert_eq!(weekday_near(4, friday, Pick::LastOrNow), Some(date(2013, 3, 21)));
        assert_eq!(weekday_near(5, friday, Pick::LastOrNow), Some(friday));
        assert_eq!(weekday_near(5, friday, Pick::Last), Some(date(2013, 3, 15)));
        assert_eq!(weekday_near(7, friday, Pick::NextOrNow), Some(date(2013, 3, 24)));
    }
}
