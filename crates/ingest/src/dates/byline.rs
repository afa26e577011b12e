//! Publication dates in author and date lines, by `dates/bylines.toml`.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::{Day, find};

/// `dates/bylines.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    published: Vec<String>,
    updated: Vec<String>,
    around: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    example: Vec<super::Example>,
}

static FILE: LazyLock<File> =
    LazyLock::new(|| toml::from_str(include_str!("../../dates/bylines.toml")).expect("dates/bylines.toml is tested"));

/// The words that say what the date after them is; the group `updated` holds those of which the date does not count.
static LABELS: LazyLock<Regex> = LazyLock::new(|| {
    let words = |words: &[String]| {
        let mut words: Vec<String> = words.iter().map(|word| regex::escape(word)).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.join("|")
    };
    let pattern = format!(
        r"(?i)(?:^|[^\p{{L}}])(?:(?<published>{})|(?<updated>{}))(?:[^\p{{L}}]|$)",
        words(&FILE.published),
        words(&FILE.updated)
    );
    Regex::new(&pattern).expect("dates/bylines.toml is tested")
});

/// What may stand beside the date of a date line.
static AROUND: LazyLock<Regex> = LazyLock::new(|| {
    let weekday = super::english::ENGLISH.weekday();
    let parts = format!(r"{}|{weekday}\.?", FILE.around.join("|"));
    Regex::new(&format!(r"^(?i)(?:[\s,.|/·•–—:()-]|(?:{parts})\b|\))*$")).expect("dates/bylines.toml is tested")
});

/// The publication date that an author or date line names; one after "updated" is none.
pub(crate) fn in_byline(line: &str) -> Option<Day> {
    let days = find(line).into_iter().filter_map(|found| Some((label_before(line, found.span.start)?, found.day)));
    let days: Vec<(Label, Day)> = days.collect();
    let labelled = days.iter().find(|(label, _)| *label == Label::Published);
    labelled.or_else(|| days.first()).map(|&(_, day)| day)
}

/// What stands before a date and says what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Published,
    Unlabelled,
}

/// The label that governs the date at byte `at`; `None` when it is the date of an update.
fn label_before(line: &str, at: usize) -> Option<Label> {
    let Some(last) = last_label(&line[..at]) else { return Some(Label::Unlabelled) };
    last.then_some(Label::Published)
}

/// Whether the last label in `text` is one of publication.
fn last_label(text: &str) -> Option<bool> {
    let mut from = 0;
    let mut last = None;
    while let Some(captures) = LABELS.captures_at(text, from) {
        let label = captures.name("published").or_else(|| captures.name("updated"))?;
        last = Some(captures.name("published").is_some());
        from = label.end();
    }
    last
}

/// Whether the line is nothing but one date, or a date and a time of day.
pub(crate) fn is_date_line(line: &str) -> bool {
    if line.len() > 80 {
        return false;
    }
    let found = find(line);
    let [date] = found.as_slice() else { return false };
    AROUND.is_match(&line[..date.span.start]) && AROUND.is_match(&line[date.span.end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_beside_the_words_hold() {
        for example in &FILE.example {
            example.check(in_byline(&example.text));
        }
    }

    #[test]
    fn a_date_line_holds_nothing_else() {
        for line in [
            "May 27, 2021",
            "Thu 27 May 2021 10.15 BST",
            "May 27, 2021 at 10:30 a.m. EDT",
            "2021-05-27T10:30:00Z",
            "Published: May 27, 2021 | 10:30 IST",
            "27 May",
        ] {
            assert!(is_date_line(line), "{line:?}");
        }
        for line in ["LONDON 1996-08-30", "May 27, 2021 was a Thursday", "Talks, May 27", "Thursday", "May 3 - June 5"]
        {
            assert!(!is_date_line(line), "{line:?}");
        }
    }
}
