//! Decides whether a number is a year, or counts or names something: `2008 people were killed`, `a 2015 Volkswagen`.

use crate::filter::{Surroundings, is_digits, is_joint, starts_upper};
use crate::meaning::{Meaning, Point};
use crate::stamp::{Field, Stamp};

/// Years of which news speaks without saying `the year`.
const PLAUSIBLE: std::ops::RangeInclusive<i16> = 1900..=2050;

/// How many words after a maker's name may lie what happened to it: `the 2015 Volkswagen emissions scandal`.
const REACH: isize = 4;

impl Surroundings<'_> {
    /// Whether a number is a year.
    pub(crate) fn accept_year(&self, year: i16) -> bool {
        let surface = self.span().of(self.text);
        if !is_digits(surface) {
            return surface.contains(|c: char| c.is_ascii_digit()) || self.accept_spelled_year(year, surface);
        }
        if surface.len() != 4 {
            return true;
        }
        let percent = matches!(self.word(1).as_str(), "%" | "percent" | "pct");
        if percent || self.follows_count(year) {
            return false;
        }
        if self.cues.makes.contains(&self.word(1)) {
            return self.is_dated() || self.is_of_event();
        }
        !self.is_before_counted() || self.says_when(year)
    }

    /// Whether a year in words is one: `twelve hundred students` are not, nor are `two thousand men`.
    fn accept_spelled_year(&self, year: i16, surface: &str) -> bool {
        let alone = surface.split(' ').next() == Some("the") || surface.contains("year");
        alone || year % 100 != 0 && !self.is_before_counted() || self.is_dated() && self.ends_phrase()
    }

    /// Whether no noun that the number could count follows.
    fn ends_phrase(&self) -> bool {
        let next = self.word(1);
        !next.starts_with(char::is_alphabetic) || self.cues.after_head.contains(&next)
    }

    /// Whether the word before says that the number counts or names something: `Boeing 1707`, `more than 2000`.
    fn follows_count(&self, year: i16) -> bool {
        let before = self.word(-1);
        let bound = self.cues.before_bound.contains(&before);
        let compared = before == "than" && self.cues.more.contains(&self.word(-2));
        self.cues.before_count.contains(&before) || (bound && (compared || !is_plausible(year)))
    }

    /// Whether a noun follows that a number may count.
    fn is_before_counted(&self) -> bool {
        self.neighbour(1).is_some_and(|next| !next.glued) && self.cues.counted.contains(&self.word(1))
    }

    /// Whether the word before tells when: `in 2015 Volkswagen said`.
    fn is_dated(&self) -> bool {
        let before = self.word(-1);
        self.cues.before_year.contains(&before) || self.cues.before_year_or_count.contains(&before)
    }

    /// Whether a number before what it could count is a year all the same: `In 2008 voters chose`, `by 2012 votes`.
    fn says_when(&self, year: i16) -> bool {
        let before = self.word(-1);
        let open = self.opens_clause();
        if self.cues.before_year.contains(&before) {
            return open || !is_round(year);
        }
        if self.cues.before_year_or_count.contains(&before) {
            return open || (before != "by" && is_plausible(year));
        }
        let goes_on = is_joint(&before) || matches!(before.as_str(), "and" | "to" | "or" | "through");
        (goes_on && self.is_year(-2)) || (before == "the" && is_plausible(year))
    }

    /// Whether the preposition before the number opens its clause.
    fn opens_clause(&self) -> bool {
        let capital = self.neighbour(-1).is_some_and(|atom| starts_upper(atom.span.of(self.text)));
        capital || self.word(-2).starts_with(|c: char| !c.is_alphanumeric())
    }

    /// Whether the atom `by` places away is a year.
    fn is_year(&self, by: isize) -> bool {
        let node = self.neighbour(by).and_then(|atom| self.parsed.node(atom));
        node.is_some_and(|node| {
            matches!(node.meaning, Meaning::Point(Point::Stamp(Stamp { year: Some(_), field: Field::Year }), None))
        })
    }

    /// Whether what happened to the maker follows its name.
    fn is_of_event(&self) -> bool {
        (2..=REACH).any(|by| self.cues.happenings.contains(&self.word(by)))
    }
}

/// Whether a number is one of hundreds, as counts are more often than years.
const fn is_round(year: i16) -> bool {
    year % 100 == 0 && !matches!(year, 1900 | 2000)
}

/// Whether a number is a year of which news speaks, and no round one.
fn is_plausible(year: i16) -> bool {
    year % 100 != 0 && PLAUSIBLE.contains(&year)
}
