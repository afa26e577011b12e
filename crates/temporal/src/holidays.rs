//! The days that have names, and when they fall.

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

/// The holidays of `grammar/1-core/holidays*.toml`, by index.
#[derive(Debug, Default)]
pub(crate) struct Holidays {
    days: Vec<(Day, Keeper)>,
    /// Words that an article about the United States has all of.
    american: Vec<String>,
}

/// Who keeps a day under its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeper {
    /// All who call it so.
    All,
    /// Many countries, each on another day; this is that of the United States.
    American,
}

/// A rule that gives the day in any year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    /// The same day of the same month.
    Fixed { month: i8, day: i8 },
    /// The `nth` such weekday of a month; -1 is the last.
    Nth { nth: i8, weekday: Weekday, month: i8 },
    /// So many days after the `nth` such weekday of a month: the Tuesday after the first Monday.
    After { nth: i8, weekday: Weekday, month: i8, days: i32 },
    /// So many days after Easter Sunday.
    Easter(i32),
    /// A day of which the name does not say when it is: every country has its own Independence Day.
    Open,
}

/// The file of holidays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    american: Vec<String>,
    holiday: Vec<Entry>,
}

/// A holiday as it is written: `on` is `12-25`, `4 thursday 11`, `-1 monday 5`, `1 monday 11 + 1`, `easter -2` or
/// `open`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    on: String,
    #[serde(default)]
    american: bool,
    patterns: Vec<String>,
}

impl Holidays {
    /// Adds the holidays of one file; returns the patterns of each with its index.
    pub(crate) fn add_file(&mut self, text: &str) -> Result<Vec<(i32, Vec<String>)>, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        self.american.extend(file.american);
        let mut names = Vec::new();
        for entry in file.holiday {
            let day = read_day(&entry.on).ok_or_else(|| format!("no holiday is on {:?}", entry.on))?;
            let number = i32::try_from(self.days.len()).map_err(|error| error.to_string())?;
            self.days.push((day, if entry.american { Keeper::American } else { Keeper::All }));
            names.push((number, entry.patterns));
        }
        Ok(names)
    }

    /// The day of the holiday in `year`.
    pub(crate) fn on(&self, holiday: usize, year: i16) -> Option<Date> {
        match self.days.get(holiday)?.0 {
            Day::Fixed { month, day } => Date::new(year, month, day).ok(),
            Day::Nth { nth, weekday, month } => Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok(),
            Day::After { nth, weekday, month, days } => {
                let first = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
                first.checked_add(jiff::Span::new().days(days)).ok()
            }
            Day::Open => None,
            Day::Easter(after) => easter(year)?.checked_add(jiff::Span::new().days(after)).ok(),
        }
    }

    /// Whether the holiday is the American one of its name, which holds in articles about the United States alone.
    pub(crate) fn is_american(&self, holiday: usize) -> bool {
        self.days.get(holiday).is_some_and(|day| day.1 == Keeper::American)
    }

    /// Whether `text` is about the United States, as far as its words tell.
    pub(crate) fn tells_of_america(&self, text: &str) -> bool {
        self.american.iter().all(|word| text.contains(word.as_str()))
    }

    /// Month and day of the holiday, where they are the same in all years.
    pub(crate) fn fixed(&self, holiday: usize) -> Option<(u8, u8)> {
        match self.days.get(holiday)?.0 {
            Day::Fixed { month, day } => Some((month.unsigned_abs(), day.unsigned_abs())),
            _ => None,
        }
    }
}

/// Reads the `on` of a holiday.
fn read_day(text: &str) -> Option<Day> {
    if let Some(after) = text.strip_prefix("easter ") {
        return after.parse().ok().map(Day::Easter);
    }
    if text == "open" {
        return Some(Day::Open);
    }
    if let Some((month, day)) = text.split_once('-').filter(|(month, _)| !month.is_empty()) {
        return Some(Day::Fixed { month: month.parse().ok()?, day: day.parse().ok()? });
    }
    if let Some((day, days)) = text.split_once(" + ") {
        let Day::Nth { nth, weekday, month } = read_day(day)? else { return None };
        return Some(Day::After { nth, weekday, month, days: days.parse().ok()? });
    }
    let mut words = text.split(' ');
    let nth = words.next()?.parse().ok()?;
    let weekday = match words.next()? {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    };
    Some(Day::Nth { nth, weekday, month: words.next()?.parse().ok()? })
}

/// Easter Sunday of the western churches (Gauss's rule as given by Butcher, Nature, 1876).
#[allow(clippy::many_single_char_names, reason = "the names are the rule's own")]
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_as_the_tables_say() {
        for (year, month, day) in [(2000, 4, 23), (2013, 3, 31), (2019, 4, 21), (2024, 3, 31), (2038, 4, 25)] {
            assert_eq!(easter(year), Date::new(year, month, day).ok());
        }
    }

    #[test]
    fn days_are_read() {
        assert_eq!(read_day("12-25"), Some(Day::Fixed { month: 12, day: 25 }));
        assert_eq!(read_day("-1 monday 5"), Some(Day::Nth { nth: -1, weekday: Weekday::Monday, month: 5 }));
        assert_eq!(read_day("easter -2"), Some(Day::Easter(-2)));
        assert_eq!(read_day("open"), Some(Day::Open));
    }
}
