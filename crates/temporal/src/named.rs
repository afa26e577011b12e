//! Points that a name gives: holidays, the last day of a quarter, the day of an event.

use crate::calendar::{offset, shift};
use crate::direction::Direction;
use crate::meaning::Point;
use crate::stamp::{Field, Stamp};
use crate::story::Story;
use crate::unit::Unit;

/// How many days before a holiday it is talked of more than the one before.
const NEAR_HOLIDAY: i32 = 31;

impl Story<'_> {
    /// `the day after his death`: deaths come up by their day. What `the day before` precedes is mostly still to come.
    pub(crate) fn event_day(&self, days: i32) -> Stamp {
        let event = if days < 0 { None } else { self.mention };
        let event = event.filter(|stamp| matches!(stamp.field, Field::Day { .. })).and_then(Stamp::first_day);
        event.and_then(|day| offset(day, Unit::Day, days)).unwrap_or(Stamp::unknown(Unit::Day))
    }

    /// `the quarter ended Sept. 30`: the calendar's quarter that holds its middle.
    pub(crate) fn ended(&self, unit: Unit, end: &Point) -> Stamp {
        let middle = self.stamp(end, Direction::Over).first_day().and_then(|day| shift(day, Unit::Day, -45));
        middle.map_or(Stamp::unknown(unit), |day| Stamp::holding(day, unit))
    }

    /// Whether the article keeps the holiday on the day that is known of it.
    fn keeps(&self, holiday: usize) -> bool {
        let american = || *self.american.get_or_init(|| self.holidays.tells_of_america(self.text));
        !self.holidays.is_american(holiday) || american()
    }

    /// `Christmas`, `last Thanksgiving`, `Christmas 2012`.
    pub(crate) fn holiday(&self, holiday: usize, year: Option<&Point>, steps: i32, direction: Direction) -> Stamp {
        let kept = self.keeps(holiday);
        let (month, day) = self.holidays.fixed(holiday).filter(|_| kept).unwrap_or((0, 0));
        let fallback = Stamp::undated(Field::Day { month, day });
        let date = |year| self.holidays.on(holiday, year).filter(|_| kept);
        let on = |year| date(year).map(|date| Stamp::holding(date, Unit::Day));
        if let Some(year) = year {
            let year = self.stamp(year, direction).year;
            return year.and_then(on).unwrap_or(Stamp { year, ..fallback });
        }
        let Some(now) = self.reference.filter(|_| !self.narrative) else {
            return self.anchor().and_then(|anchor| anchor.year).and_then(on).unwrap_or(fallback);
        };
        let days = (-1..=1).filter_map(|years| date(now.year() + years));
        let next = days.clone().find(|&day| day >= now);
        let last = days.rev().find(|&day| day <= now);
        // The shops of December prepare for the Christmas to come, whatever the tense.
        let near = next.zip(shift(now, Unit::Day, NEAR_HOLIDAY)).is_some_and(|(day, end)| day <= end)
            && last.zip(shift(now, Unit::Day, -NEAR_HOLIDAY)).is_none_or(|(day, begin)| day < begin);
        let future = steps > 0 || (steps == 0 && (direction.is_ahead() || (near && direction != Direction::Over)));
        let found = if future { next } else { last };
        found.map_or(fallback, |date| Stamp::holding(date, Unit::Day))
    }
}
