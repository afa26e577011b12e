//! Fills in a point from the origin it is counted from: the reference date or a time that the text has mentioned.

use jiff::civil::Date;

use crate::calendar::{Pick, offset, shift, weekday_near};
use crate::direction::Direction;
use crate::length::Length;
use crate::stamp::{Field, Stamp};
use crate::story::Reading;
use crate::unit::{Unit, Vague};

/// The last weekend that has begun, or the next where the clause speaks of the future.
pub(crate) fn weekend_near(now: Date, direction: Direction) -> Option<Stamp> {
    let begun = now.weekday().to_monday_one_offset() >= 6 || direction.is_ahead();
    offset(now, Unit::Weekend, if begun { 0 } else { -1 })
}

/// Which reading a clause means.
pub(crate) const fn pick(direction: Direction) -> Pick {
    match direction {
        Direction::Over => Pick::Over,
        Direction::Past => Pick::LastOrNow,
        Direction::Planned => Pick::Planned,
        Direction::Future => Pick::NextOrNow,
        Direction::Unknown => Pick::Nearest,
    }
}

/// A part of a year in the year of `anchor`; a day of a month in its month.
pub(crate) fn fill_from(field: Field, anchor: Stamp) -> Stamp {
    match (field, anchor.field) {
        (Field::Weekday(day), Field::Day { .. }) => anchor
            .first_day()
            .and_then(|near| weekday_near(day, near, Pick::NextOrNow))
            .map_or(Stamp::undated(field), |date| Stamp::holding(date, Unit::Day)),
        (Field::Weekday(_), _) => Stamp::undated(field),
        (Field::Day { month: 0, day }, Field::Day { month, .. } | Field::Month(month)) => {
            Stamp { field: Field::Day { month, day }, ..anchor }
        }
        _ => Stamp { field, ..anchor },
    }
}

/// The day with this number of the current, the last or the next month.
pub(crate) fn day_near(day: u8, now: Date, pick: Pick) -> Option<Stamp> {
    let today = now.day().unsigned_abs();
    let months = match pick {
        Pick::NextOrNow | Pick::Next => i32::from(day < today),
        _ => -i32::from(day > today),
    };
    let month = shift(now.first_of_month(), Unit::Month, months)?;
    let date = Date::new(month.year(), month.month(), i8::try_from(day).ok()?).ok()?;
    Some(Stamp::holding(date, Unit::Day))
}

/// A thing of size `unit`, `steps` from a mention that is coarser than it: `that day` after `June 1944`.
pub(crate) fn coarser(mention: Stamp, unit: Unit, steps: i32) -> Stamp {
    let field = match (unit, mention.field) {
        (Unit::Day | Unit::Night, Field::Month(month)) => Field::Day { month, day: 0 },
        _ => Stamp::unknown(unit).field,
    };
    let year = if steps == 0 || mention.unit() <= Unit::Year { mention.year } else { None };
    Stamp { year, field }
}

/// `length` before or after `origin`. `own` says that the unit of the length is what the result is as coarse as;
/// otherwise a quarter stays a quarter, and nothing becomes finer than the origin.
pub(crate) fn shift_from(length: Length, sign: i32, origin: Option<Stamp>, own: bool) -> Reading {
    let length = length.in_calendar_units();
    let Some(count) = length.whole() else {
        return Reading::Vague(if sign < 0 { Vague::Past } else { Vague::Future });
    };
    let unknown = Stamp::unknown(length.unit);
    let Some(origin) = origin else { return Reading::Stamp(unknown) };
    if origin.unit() > length.unit && !own {
        return Reading::Stamp(coarser(origin, length.unit, sign));
    }
    let keeps = !own && origin.unit() == Unit::Quarter && length.unit == Unit::Year;
    if let (true, Some(year)) = (keeps || length.unit == Unit::Year, origin.year) {
        let year = i32::from(year) + sign * count;
        let field = if keeps { origin.field } else { Field::Year };
        return Reading::Stamp(Stamp { year: i16::try_from(year).ok(), field });
    }
    let moved = origin.first_day().and_then(|day| offset(day, length.unit, sign.saturating_mul(count)));
    Reading::Stamp(moved.unwrap_or(unknown))
}
