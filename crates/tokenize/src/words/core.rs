//! Cuts inside what stands between blanks, once its punctuation is off.

use std::sync::LazyLock;

use dateline_text::Span;
use regex::Regex;

use super::{fold, is_apostrophe};
use crate::lexicon::ENGLISH;

/// Addresses, and names of files: one word, whatever stands in them.
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let address = r"^(?:(?:https?|ftp)://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|co|uk|html?|pdf|docx?|xlsx?|ppt|jpe?g|png|gif)(?:/\S*)?)$";
    Regex::new(address).expect("the pattern is constant")
});

/// Dates, fractions, telephone numbers, times of day: digits whose signs stay inside.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"^(?:\d{1,4}/\d{1,2}/\d{2,4}|\d{1,2}/\d{1,2}|\d{1,4}-\d{1,2}-\d{1,4}|\d{4}-\d{2}-\d{2}T[\d:.Z+-]+|\+?(?:\d{1,4}[-/.])*\d{3}-\d{4}|\d+(?:-\d+){3,})$";
    Regex::new(number).expect("the pattern is constant")
});

/// Appends the words of `span`.
pub(super) fn split(text: &str, span: Span, words: &mut Vec<Span>) {
    let word = span.of(text);
    if ADDRESS.is_match(word) || NUMBER.is_match(word) {
        words.push(span);
    } else if let Some(at) = cut(word) {
        let (left, right) = (Span::new(span.start, span.start + at.start), Span::new(span.start + at.end, span.end));
        if !left.is_empty() {
            split(text, left, words);
        }
        if !at.is_empty() {
            words.push(at.shifted(span.start));
        }
        if !right.is_empty() {
            split(text, right, words);
        }
    } else if let Some(lengths) = contraction(word) {
        let mut start = span.start;
        for &len in lengths {
            words.push(Span::new(start, start + len));
            start += len;
        }
    } else {
        words.push(span);
    }
}

/// The first place where the word is cut: the separator there, or an empty span between two words.
fn cut(word: &str) -> Option<Span> {
    separator(word)
        .or_else(|| clitic(word).or_else(|| currency(word)).or_else(|| unit(word)).map(|at| Span::new(at, at)))
}

/// The first separator inside the word that is a word of its own.
fn separator(word: &str) -> Option<Span> {
    let mut from = 0;
    for (at, character) in word.char_indices() {
        if at < from {
            continue;
        }
        let end = at + character.len_utf8();
        let (before, after) = (&word[..at], &word[end..]);
        if character == '-' && !after.starts_with('-') && keeps_hyphen(before, after) {
            continue;
        }
        let len = separator_len(character, before, after, &word[at..]);
        if len > 0 {
            return Some(Span::new(at, at + len));
        }
        from = end;
    }
    None
}

/// The length in bytes of the separator that starts here; 0 when the character belongs to the word.
fn separator_len(character: char, before: &str, after: &str, from_here: &str) -> usize {
    let digit_before = before.ends_with(|c: char| c.is_ascii_digit());
    let digit_after = after.starts_with(|c: char| c.is_ascii_digit());
    let run = from_here.len() - from_here.trim_start_matches(character).len();
    match character {
        '-' | '–' | '—' | '―' | '…' => run,
        '.' if run > 1 => run,
        '/' if before.len() == 1 && after.len() <= 1 => 0,
        '/' | '\\' | '|' | '"' | '“' | '”' | '«' | '»' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | ';' => {
            character.len_utf8()
        }
        ',' | ':' if digit_before && digit_after => 0,
        ':' if before.is_empty() || after.is_empty() => 0,
        '!' | '?' if !before.is_empty() && !after.is_empty() => run,
        ',' | ':' | '%' => 1,
        '$' if !ENGLISH.currency.iter().any(|prefix| prefix.strip_suffix('$') == Some(before)) => 1,
        '£' | '€' | '¥' | '₹' => character.len_utf8(),
        _ => 0,
    }
}

/// Whether the hyphen between the two halves stays inside a word: `co-founder`, `career-wise`, `e-mail`.
fn keeps_hyphen(before: &str, after: &str) -> bool {
    let first = fold(before.rsplit(['-', '/']).next().unwrap_or_default());
    let last = fold(after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default());
    let prefixed = ENGLISH.prefixes.contains(first.as_str()) && after.starts_with(char::is_alphanumeric);
    // `a-` and `un-` are affixes before a lower-case word only, and single letters name things: `A-list`.
    let is_letter = first.len() == 1;
    prefixed && (!is_letter || first == "e" && after.starts_with(char::is_lowercase))
        || ENGLISH.suffixes.contains(last.as_str()) && !before.is_empty() && last.len() == after.len()
}

/// Where the clitic at the end of the word starts.
fn clitic(word: &str) -> Option<usize> {
    if !word.contains(is_apostrophe) {
        return None;
    }
    let folded = fold(word);
    let clitic = ENGLISH.clitics.iter().find(|clitic| folded.len() > clitic.len() && folded.ends_with(**clitic))?;
    let kept = clitic.chars().count();
    let at = word.char_indices().rev().nth(kept - 1)?.0;
    (at > 0).then_some(at)
}

/// Where digits start behind the letters or the sign of a currency.
fn currency(word: &str) -> Option<usize> {
    ENGLISH.currency.iter().find_map(|prefix| {
        let rest = word.strip_prefix(prefix)?;
        let starts = rest.starts_with(|c: char| c.is_ascii_digit()) && (prefix.len() > 1 || prefix.ends_with('$'));
        (starts && !is_ordinal(rest)).then_some(prefix.len())
    })
}

/// Where a unit starts behind a number: `1.2|bn`, `7:30|PM`.
fn unit(word: &str) -> Option<usize> {
    let number = word.len()
        - word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '+' | '-')).len();
    let (digits, letters) = word.split_at(number);
    let is_number = digits.ends_with(|c: char| c.is_ascii_digit()) && !letters.is_empty();
    (is_number && ENGLISH.units.contains(fold(letters).as_str())).then_some(number)
}

/// `1st`, `20th`, `1970s` are single words.
fn is_ordinal(rest: &str) -> bool {
    let letters = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(letters, "st" | "nd" | "rd" | "th" | "s")
}

/// The lengths in bytes of the words inside `cannot`, `gonna`, ...
fn contraction(word: &str) -> Option<&'static [usize]> {
    let folded = fold(word);
    ENGLISH.contractions.iter().find(|(form, _)| *form == folded).map(|(_, lengths)| lengths.as_slice())
}
