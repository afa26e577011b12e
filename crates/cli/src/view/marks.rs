//! What is marked in the text: names, times, amounts, and the words that tell events.

use anstyle::Style;
use dateline_text::{Analysis, Bound, Event, Span, Time, Value};

use super::{Look, ink::Ink, palette};

/// A stretch of text with what is to be said about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    span: Span,
    style: Style,
    /// What stands in the bracket after the words.
    bracket: String,
    /// What stands after the words in colour, and how; a name's colour says enough.
    note: Option<(String, Style)>,
}

/// The marks of a document, in text order; each either holds the next, or ends before it.
#[derive(Debug)]
pub(super) struct Marks(Vec<Mark>);

impl Marks {
    pub(super) fn new(analysis: &Analysis, events: &[Event]) -> Self {
        let mut marks = triggers(events);
        let text = &analysis.document.text;
        marks.extend(
            analysis.times.iter().map(|time| normalised(text, time.span, palette::TIME, "time", &time_label(time))),
        );
        marks.extend(
            analysis
                .values
                .iter()
                .map(|value| normalised(text, value.span, palette::VALUE, "value", &value_label(value))),
        );
        marks.extend(analysis.entities.iter().map(|entity| Mark {
            span: entity.span,
            style: palette::entity(entity.kind),
            bracket: format!(" {}", entity.kind),
            note: None,
        }));
        // Stable: of marks on the same words the first stays, a trigger before a time before a name.
        marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        marks.dedup_by_key(|mark| mark.span);
        Self(nested(marks))
    }

    /// Writes the text of `span` with its marks. A mark that reaches beyond is left out.
    pub(super) fn write(&self, text: &str, span: Span, plain: Style, look: Look) -> Ink {
        let first = self.0.partition_point(|mark| mark.span.start < span.start);
        let inside = self.0[first..].iter().take_while(|mark| mark.span.start < span.end);
        let inside: Vec<_> = inside.filter(|mark| mark.span.end <= span.end).cloned().collect();
        let mut pen = Pen { text, look, ink: Ink::new(look) };
        pen.write(span, &inside, plain);
        pen.ink
    }
}

/// Drops marks that cross the border of an earlier one.
fn nested(marks: Vec<Mark>) -> Vec<Mark> {
    let mut open: Vec<usize> = Vec::new();
    let mut kept: Vec<Mark> = Vec::new();
    for mark in marks {
        open.retain(|&end| end > mark.span.start);
        if open.iter().all(|&end| mark.span.end <= end) {
            open.push(mark.span.end);
            kept.push(mark);
        }
    }
    kept
}

/// One mark a trigger, with the numbers of all events that it tells.
fn triggers(events: &[Event]) -> Vec<Mark> {
    let mut told: Vec<(Span, Vec<usize>)> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        for mention in &event.mentions {
            match told.iter_mut().find(|(span, _)| *span == mention.span) {
                Some((_, numbers)) => numbers.push(index + 1),
                None => told.push((mention.span, vec![index + 1])),
            }
        }
    }
    let mark = |(span, numbers): (Span, Vec<usize>)| Mark {
        span,
        style: palette::TRIGGER,
        bracket: numbers.iter().fold(String::new(), |bracket, number| format!("{bracket} #{number}")),
        note: Some((numbers.iter().map(|&number| raised(number)).collect::<Vec<_>>().join("˒"), palette::NUMBER)),
    };
    told.into_iter().map(mark).collect()
}

/// A number in raised digits.
fn raised(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}

/// A time or an amount, with what it means where that is not what it says.
fn normalised(text: &str, span: Span, style: Style, what: &str, meaning: &str) -> Mark {
    if span.of(text) == meaning {
        return Mark { span, style, bracket: format!(" {what}"), note: None };
    }
    let said = format!(" → {meaning}");
    Mark { span, style, note: Some((said.clone(), palette::FAINT)), bracket: said }
}

/// A time as TIMEX3 writes it, with its modifier.
pub(super) fn time_label(time: &Time) -> String {
    let modifier = time.modifier.as_ref().map(|modifier| format!(" {modifier}")).unwrap_or_default();
    format!("{}{modifier}", time.value)
}

/// An amount with its bound and its currency or unit: `≥ 1,100,000,000 USD`.
pub(super) fn value_label(value: &Value) -> String {
    let bound = match value.bound {
        Bound::Exact => "",
        Bound::AtLeast => "≥ ",
        Bound::AtMost => "≤ ",
        Bound::About => "≈ ",
    };
    let unit = value.currency.as_deref().or(value.unit.as_deref()).unwrap_or_default();
    let space = if unit == "%" || unit.is_empty() { "" } else { " " };
    format!("{bound}{}{space}{unit}", grouped(&value.amount.normalize().to_string()))
}

/// A decimal number with its whole part in groups of three.
fn grouped(number: &str) -> String {
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let grouped = digits.parse().map_or(digits.to_owned(), crate::figures::grouped);
    fraction.map_or(format!("{sign}{grouped}"), |fraction| format!("{sign}{grouped}.{fraction}"))
}

/// Writes marked text.
struct Pen<'a> {
    text: &'a str,
    look: Look,
    ink: Ink,
}

impl Pen<'_> {
    /// Writes `span`, with `marks` inside it, in `style` where nothing is marked.
    fn write(&mut self, span: Span, mut marks: &[Mark], style: Style) {
        let mut at = span.start;
        while let Some((mark, rest)) = marks.split_first() {
            let inside = rest.partition_point(|inner| inner.span.start < mark.span.end);
            self.ink.put(&self.text[at..mark.span.start], style);
            self.mark(mark, &rest[..inside]);
            at = mark.span.end;
            marks = &rest[inside..];
        }
        self.ink.put(&self.text[at..span.end], style);
    }

    fn mark(&mut self, mark: &Mark, inside: &[Mark]) {
        if self.look.colours {
            self.write(mark.span, inside, mark.style);
            if let Some((note, style)) = &mark.note {
                self.ink.put(note, *style);
            }
        } else {
            self.ink.put("[", palette::PLAIN);
            self.write(mark.span, inside, mark.style);
            self.ink.put(&mark.bracket, palette::PLAIN);
            self.ink.put("]", palette::PLAIN);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The ASEAN Summit in 2019 ended.";

    fn mark(words: &str, bracket: &str) -> Mark {
        let start = TEXT.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        Mark {
            span,
            style: palette::TIME,
            bracket: format!(" {bracket}"),
            note: Some((format!("<{bracket}>"), palette::FAINT)),
        }
    }

    fn written(marks: Vec<Mark>, colours: bool) -> String {
        let end = TEXT.find(" ended").unwrap();
        let look = Look { width: 80, colours };
        Marks(nested(marks)).write(TEXT, Span::new(0, end), palette::PLAIN, look).lines("", "")
    }

    #[test]
    fn a_mark_inside_another_is_written_inside_it() {
        let marks = vec![mark("ASEAN Summit", "misc"), mark("Summit", "#1"), mark("2019", "time")];
        assert_eq!(written(marks, false), "The [ASEAN [Summit #1] misc] in [2019 time]\n");
    }

    #[test]
    fn colours_need_no_brackets() {
        let said = written(vec![mark("2019", "time")], true);
        assert_eq!(said, "The ASEAN Summit in \u{1b}[33m2019\u{1b}[0m\u{1b}[2m<time>\u{1b}[0m\n");
    }

    #[test]
    fn marks_that_cross_another_or_the_end_of_the_sentence_are_left_out() {
        let marks = vec![mark("ASEAN Summit", "misc"), mark("Summit in", "misc"), mark("2019 ended", "time")];
        assert_eq!(written(marks, false), "The [ASEAN Summit misc] in 2019\n");
    }

    #[test]
    fn numbers_are_raised_and_grouped() {
        assert_eq!(raised(120), "¹²⁰");
        let cases = ["-1234.5", "0.25", "1100000000", "99999999999999999999999"];
        assert_eq!(cases.map(grouped), ["-1,234.5", "0.25", "1,100,000,000", "99999999999999999999999"]);
    }
}
