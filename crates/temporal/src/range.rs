//! Ranges of two linked expressions, as event records want them: `start/end`.

use dateline_text::{Document, Span, Time, TimeKind};

/// Words that stand between the two ends of a range.
const LINKS: [&str; 7] = ["-", "–", "—", "to", "through", "until", "till"];

/// The range of which `times[index]` is an end, with the value `start/end`; the expression itself where it is no end.
///
/// TIMEX3 annotates `2014–2017` and `between 2014 and 2017` as two expressions; an event has one time. Two dates make
/// a range when a dash or `to` stands between them, or `and` between them and `between` before.
pub fn joined(document: &Document, times: &[Time], index: usize) -> Option<Time> {
    let time = times.get(index)?;
    let before = index.checked_sub(1).and_then(|before| times.get(before));
    let after = times.get(index + 1);
    let pairs = [(Some(time), after), (before, Some(time))];
    let found = pairs.into_iter().find_map(|(first, second)| join(document, first?, second?));
    Some(found.unwrap_or_else(|| time.clone()))
}

/// The range from `first` to `second`, if they are linked.
fn join(document: &Document, first: &Time, second: &Time) -> Option<Time> {
    let dates = first.kind == TimeKind::Date && second.kind == TimeKind::Date;
    let definite =
        |time: &Time| time.value.starts_with(|c: char| c.is_ascii_digit() || c == 'X') && !time.value.contains('/');
    if !dates || !definite(first) || !definite(second) || first.span.end > second.span.start {
        return None;
    }
    let between = document.text.get(first.span.end..second.span.start)?.trim();
    let lead = document.text.get(..first.span.start)?.trim_end();
    let linked = LINKS.contains(&between) || (between == "and" && ends_with_word(lead, "between"));
    linked.then(|| Time {
        span: Span::new(first.span.start, second.span.end),
        kind: TimeKind::Date,
        value: format!("{}/{}", first.value, second.value),
        modifier: None,
    })
}

/// Whether the last word of `text` is `word`, in any case.
fn ends_with_word(text: &str, word: &str) -> bool {
    text.rsplit(|c: char| !c.is_alphabetic()).next().is_some_and(|last| last.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value of the time `index` of `text`, joined with its neighbours.
    fn value(text: &str, words: &[(&str, &str)], index: usize) -> String {
        let document = Document::plain("example", text);
        let time = |&(word, value): &(&str, &str)| {
            let start = text.find(word).unwrap();
            Time {
                span: Span::new(start, start + word.len()),
                kind: TimeKind::Date,
                value: value.into(),
                modifier: None,
            }
        };
        let times: Vec<Time> = words.iter().map(time).collect();
        joined(&document, &times, index).unwrap().value
    }

    #[test]
    fn linked_dates_are_one_range() {
        let years = [("2014", "2014"), ("2017", "2017")];
        for text in ["In 2014–2017", "Between 2014 and 2017", "from 2014 to 2017", "from 2014 until 2017"] {
            assert_eq!(value(text, &years, 0), "2014/2017", "{text}");
            assert_eq!(value(text, &years, 1), "2014/2017", "{text}");
        }
    }

    #[test]
    fn a_list_is_no_range() {
        let years = [("2014", "2014"), ("2017", "2017")];
        assert_eq!(value("in 2014 and 2017", &years, 0), "2014");
        assert_eq!(value("from 2014 to now", &[("2014", "2014"), ("now", "PRESENT_REF")], 0), "2014");
    }
}
