//! Where something stands in a document, and the words around it.

use serde::Serialize;

use crate::Words;

/// A stretch of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The line that it begins in, from 1, where the text is known.
    pub line: Option<usize>,
    /// The code point in the line, from 1, where the text is known.
    pub column: Option<usize>,
}

/// A stretch of text with what stands around it, in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// What stands before; begins with an ellipsis where something was left out.
    pub before: String,
    /// The words themselves.
    pub text: String,
    /// What stands after; ends with an ellipsis where something was left out.
    pub after: String,
}

/// Characters on each side.
const AROUND: usize = 90;

/// The byte before which `offset` code points stand.
fn byte(text: &str, offset: usize) -> Option<usize> {
    let starts = text.char_indices().map(|(byte, _)| byte);
    starts.chain([text.len()]).nth(offset)
}

/// The text at these code points, where there is one.
pub(crate) fn slice(text: &str, words: &Words) -> Option<String> {
    let (start, end) = (byte(text, words.start)?, byte(text, words.end)?);
    text.get(start..end).map(str::to_owned)
}

impl Place {
    /// Where `words` stand.
    pub(crate) fn of(words: &Words, text: Option<&str>) -> Self {
        let before = text.and_then(|text| text.get(..byte(text, words.start)?));
        let column = |before: &str| before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
        Self {
            start: words.start,
            end: words.end,
            line: before.map(|before| before.matches('\n').count() + 1),
            column: before.map(column),
        }
    }
}

impl Excerpt {
    /// The words around `words`; nothing where they do not lie in the text.
    pub(crate) fn of(words: &Words, text: &str) -> Option<Self> {
        let (start, end) = (byte(text, words.start)?, byte(text, words.end)?);
        let (before, after) = (&text[..start], text.get(end..)?);
        Some(Self { before: end_of(before), text: one_line(text.get(start..end)?), after: start_of(after) })
    }
}

/// The text in one line: any space is one blank.
fn one_line(text: &str) -> String {
    let mut line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.starts_with(char::is_whitespace) && !line.is_empty() {
        line.insert(0, ' ');
    }
    if text.ends_with(char::is_whitespace) {
        line.push(' ');
    }
    line
}

/// The last characters, from the start of a word.
fn end_of(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().rev().nth(AROUND) else {
        return one_line(text).trim_start().to_owned();
    };
    let kept = &text[cut..];
    let kept = kept.split_once(char::is_whitespace).map_or(kept, |(_, words)| words);
    format!("…{}", one_line(kept).trim_start())
}

/// The first characters, to the end of a word.
fn start_of(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(AROUND) else {
        return one_line(text).trim_end().to_owned();
    };
    let kept = &text[..cut];
    let kept = kept.rsplit_once(char::is_whitespace).map_or(kept, |(words, _)| words);
    format!("{}…", one_line(kept).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(start: usize, end: usize) -> Words {
        Words { start, end, text: String::new() }
    }

    #[test]
    fn lines_and_columns_count_characters_from_1() {
        let text = "naïve\r\n👩 met Léa";
        let place = Place::of(&words(9, 12), Some(text));
        assert_eq!((place.line, place.column), (Some(2), Some(3)));
        assert_eq!(slice(text, &words(9, 12)).as_deref(), Some("met"));
        assert_eq!(Place::of(&words(9, 12), None).line, None);
        assert_eq!(Place::of(&words(99, 120), Some(text)).line, None);
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        let excerpt = Excerpt::of(&words(6, 9), "\nHe \n met\n\nher .\n").unwrap();
        assert_eq!([excerpt.before, excerpt.text, excerpt.after], ["He ", "met", " her ."]);
        assert_eq!(Excerpt::of(&words(40, 70), "short"), None);
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        let text = format!("{}bought{}", "before ".repeat(30), " after".repeat(30));
        let excerpt = Excerpt::of(&words(210, 216), &text).unwrap();
        assert!(excerpt.before.starts_with("…before before") && excerpt.before.ends_with("before "), "{excerpt:?}");
        assert!(excerpt.after.starts_with(" after after") && excerpt.after.ends_with("after…"), "{excerpt:?}");
        assert!(excerpt.before.chars().count() <= AROUND + 1, "{excerpt:?}");
        let word = "é".repeat(1000);
        assert_eq!(Excerpt::of(&words(500, 501), &word).unwrap().before.chars().count(), AROUND + 2);
    }
}
