//! Finds written dates, by the forms of `dates/english.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

use dateline_text::Span;
use regex::{Captures, Regex};
use serde::Deserialize;

use super::{Day, Found};

/// `dates/english.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    months: BTreeMap<String, Vec<String>>,
    weekdays: Weekdays,
    forms: Forms,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Weekdays {
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Forms {
    full: Vec<String>,
    ambiguous: Vec<String>,
    without_year: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
struct Example {
    text: String,
    dates: Vec<String>,
}

/// The file, compiled.
pub(super) struct English {
    /// Month names in lower case, without a dot.
    months: BTreeMap<String, i8>,
    /// One alternation of all month names.
    month: String,
    /// One alternation of all weekday names.
    weekday: String,
    /// One alternation of the forms with a year.
    full: String,
    dates: Regex,
}

/// The file, parsed; it is part of the program.
static FILE: LazyLock<File> =
    LazyLock::new(|| toml::from_str(include_str!("../../dates/english.toml")).expect("dates/english.toml is tested"));

/// The dates of English.
pub(super) static ENGLISH: LazyLock<English> = LazyLock::new(|| English::compile(&FILE));

impl English {
    fn compile(file: &File) -> Self {
        let months = file.months.iter().flat_map(|(number, names)| {
            let number = number.parse().expect("month keys are numbers");
            names.iter().map(move |name| (name.to_lowercase(), number))
        });
        let all_months = file.months.values().flatten();
        let mut english = Self {
            months: months.collect(),
            month: alternation(all_months),
            weekday: alternation(&file.weekdays.names),
            full: String::new(),
            dates: Regex::new("^$").expect("an empty pattern is valid"),
        };
        let with_year = file.forms.full.iter().chain(&file.forms.ambiguous).map(|form| english.expand(form));
        english.full = format!("(?:{})", with_year.collect::<Vec<_>>().join("|"));
        let forms = [&file.forms.full, &file.forms.ambiguous, &file.forms.without_year];
        let all = forms.into_iter().flatten().map(|form| english.expand(form)).collect::<Vec<_>>();
        english.dates = Regex::new(&format!("(?i){}", all.join("|"))).expect("dates/english.toml is tested");
        english
    }

    /// A form with its placeholders replaced by patterns. Groups are numbered: a name may stand only once in a pattern.
    fn expand(&self, form: &str) -> String {
        let pattern = form
            .replace(' ', r"[\s\u{a0}]+")
            .replace("{weekday}", &format!(r"(?:{}\.?,?\s+(?:the\s+)?)?", self.weekday))
            .replace("{month}", &format!(r"({}\b\.?)", self.month))
            .replace("{day}", r"(\d{1,2})(?:st|nd|rd|th)?")
            .replace("{year}", r"((?:1[7-9]|2[01])\d{2})");
        let digits = ["{mm}", "{dd}", "{aa}", "{bb}"];
        let pattern = digits.iter().fold(pattern, |pattern, name| pattern.replace(name, r"(\d{1,2})"));
        format!(r"\b{pattern}(?:\b|T\d)")
    }

    /// A pattern for a date with its year.
    pub(super) fn full(&self) -> &str {
        &self.full
    }

    /// The weekdays as an alternation without a group.
    pub(super) fn weekday(&self) -> &str {
        &self.weekday
    }

    fn day(&self, captures: &Captures<'_>) -> Option<Day> {
        let parts: Vec<&str> = captures.iter().skip(1).flatten().map(|part| part.as_str()).collect();
        let year = parts.iter().find(|part| part.len() == 4 && is_number(part)).and_then(|year| year.parse().ok());
        let numbers: Vec<i8> = parts
            .iter()
            .filter(|part| part.len() <= 2 && is_number(part))
            .filter_map(|part| part.parse().ok())
            .collect();
        let month = parts.iter().find_map(|part| self.months.get(&part.trim_end_matches('.').to_lowercase()));
        match (month, numbers.as_slice()) {
            (Some(&month), &[day]) => Day::new(year, month, day),
            (None, &[month, day]) if parts[0].len() == 4 => Day::new(year, month, day),
            (None, &[one, other]) => Day::new(year, one, other)
                .xor(Day::new(year, other, one))
                .or_else(|| Day::new(year, one, other).filter(|_| one == other)),
            _ => None,
        }
    }
}

/// A match without the `T` and first digit of the time of day, by which ISO dates end.
fn without_time(found: &str) -> &str {
    let time = found.len().checked_sub(2).filter(|&at| found.as_bytes()[at].eq_ignore_ascii_case(&b'T'));
    let is_time = |at: &usize| found.as_bytes()[at + 1].is_ascii_digit();
    &found[..time.filter(is_time).unwrap_or(found.len())]
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The names as an alternation, longest first so that none hides a longer one.
fn alternation<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    let mut names: Vec<&str> = names.into_iter().map(String::as_str).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    format!("(?:{})", names.join("|"))
}

/// All dates in `text`, in order.
pub(super) fn find(text: &str) -> Vec<Found> {
    let english = &*ENGLISH;
    let found = english.dates.captures_iter(text).filter_map(|captures| {
        let whole = captures.get(0)?;
        let end = whole.start() + without_time(whole.as_str()).len();
        Some(Found { span: Span::new(whole.start(), end), day: english.day(&captures)? })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_beside_the_forms_hold() {
        for example in &FILE.example {
            let found = find(&example.text).into_iter().map(|found| {
                let year = found.day.year.map_or("XXXX".to_owned(), |year| year.to_string());
                format!("{year}-{:02}-{:02}", found.day.month, found.day.day)
            });
            assert_eq!(found.collect::<Vec<_>>(), example.dates, "{:?}", example.text);
        }
    }
}
