//! Cuts a sentence into the atoms that patterns match: words, numbers and marks, each with all it can stand for.

use std::borrow::Cow;

use dateline_text::Span;

use crate::class::{Class, Terminal};
use crate::lexicon::{Lexicon, Senses};

/// The most letters of an abbreviation such as `a.m.`, so that a long row of letters and full stops is read once.
const MOST_DOTTED: usize = 8;

/// The most digits of a number that counts time.
const MOST_DIGITS: usize = 7;

/// One step of a pattern can match one atom.
#[derive(Debug, Clone)]
pub(crate) struct Atom<'g> {
    /// Where it stands in the document.
    pub(crate) span: Span,
    /// Whether nothing stands between it and the atom before.
    pub(crate) glued: bool,
    /// What it can stand for, with values.
    pub(crate) senses: Cow<'g, Senses>,
}

impl Atom<'_> {
    /// The value that the atom has as `class`.
    pub(crate) fn value(&self, class: impl Into<Class>) -> Option<i32> {
        let class = class.into();
        self.senses.iter().find(|sense| sense.0 == class).map(|sense| sense.1)
    }
}

/// Cuts `span` of `text` into `atoms`.
pub(crate) fn scan<'g>(text: &str, span: Span, lexicon: &'g Lexicon, atoms: &mut Vec<Atom<'g>>) {
    Scanner { text, at: span.start, end: span.end, lexicon, atoms }.run();
}

/// The state of a scan.
struct Scanner<'a, 'g> {
    text: &'a str,
    at: usize,
    end: usize,
    lexicon: &'g Lexicon,
    atoms: &'a mut Vec<Atom<'g>>,
}

impl<'g> Scanner<'_, 'g> {
    /// Cuts until the end.
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        while self.at < self.end {
            match bytes[self.at] {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                b'0'..=b'9' => self.number(),
                b'a'..=b'z' | b'A'..=b'Z' => self.word(),
                byte if byte.is_ascii() => self.mark(char::from(byte)),
                _ => self.other(),
            }
        }
    }

    /// A character beyond ASCII, and what goes with it.
    fn other(&mut self) {
        match self.rest().chars().next() {
            Some(first) if first.is_whitespace() => self.at += first.len_utf8(),
            Some(first) if first.is_alphabetic() => self.word(),
            Some(first) => self.mark(first),
            None => self.at = self.end,
        }
    }

    /// What is still to be cut.
    fn rest(&self) -> &str {
        &self.text[self.at..self.end]
    }

    /// Takes the next `len` bytes as an atom.
    fn take(&mut self, len: usize, senses: Cow<'g, Senses>) {
        crate::work::count(len);
        let span = Span::new(self.at, self.at + len);
        let glued = self.atoms.last().is_some_and(|last| last.span.end == span.start);
        self.atoms.push(Atom { span, glued, senses });
        self.at = span.end;
    }

    /// A word, with the full stop of an abbreviation that the lexicon knows.
    fn word(&mut self) {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        crate::work::count(letters);
        let len = match bytes.get(letters) {
            Some(b'.') if letters == 1 => dotted_letters(bytes).unwrap_or(letters),
            Some(byte) if !byte.is_ascii() => word_length(rest),
            _ => letters,
        };
        let lexicon = self.lexicon;
        let dotted = if bytes.get(len) == Some(&b'.') { lexicon.senses(&bytes[..=len]) } else { &[] };
        if dotted.is_empty() {
            let senses = lexicon.senses(&bytes[..len]);
            self.take(len, Cow::Borrowed(senses));
        } else {
            self.take(len + 1, Cow::Borrowed(dotted));
        }
    }

    /// A number with what is written on to it: `1,000`, `2.5`, `21st`, `1990s`.
    fn number(&mut self) {
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let digits = digits_at(bytes, 0);
        let dotted =
            self.text[..self.at].ends_with('.') && self.text[..self.at - 1].ends_with(|c: char| c.is_ascii_digit());
        let (len, decimals) = if dotted { (digits, 0) } else { number_length(bytes, digits) };
        let suffix = &rest[len..][..suffix_length(&bytes[len..])];
        crate::work::count(len + suffix.len());
        let mut senses = Vec::new();
        if suffix.is_empty() {
            number_senses(&rest[..len], digits, decimals, &mut senses);
            return self.take(len, Cow::Owned(senses));
        }
        let whole = if len == digits { rest[..len].parse::<i32>().ok() } else { None };
        if let Some(value) = whole {
            suffixed_senses(value, len, suffix, &mut senses);
        }
        let len = if senses.is_empty() { len } else { len + suffix.len() };
        if senses.is_empty() {
            number_senses(&rest[..len], digits, decimals, &mut senses);
        }
        self.take(len, Cow::Owned(senses));
    }

    /// Whether figures are written on before and after the mark here, as in `9:12`.
    fn is_between_figures(&self) -> bool {
        let bytes = self.text.as_bytes();
        let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
        digit(self.at.checked_sub(1)) && digit(Some(self.at + 1))
    }

    /// One character that is neither letter nor digit.
    fn mark(&mut self, mark: char) {
        let len = mark.len_utf8();
        let lexicon = self.lexicon;
        let mut senses = Cow::Borrowed(lexicon.senses(&self.rest().as_bytes()[..len]));
        match mark {
            '-' | '‐' | '‑' | '–' | '—' | '−' => senses.to_mut().push((Terminal::Dash.into(), 0)),
            ':' if self.is_between_figures() => senses.to_mut().push((Terminal::Colon.into(), 0)),
            ':' => senses.to_mut().push((Terminal::End.into(), 0)),
            '~' if self.is_between_figures() => senses.to_mut().push((Terminal::Dash.into(), 0)),
            '\'' | '’' | '‘' | '`' => senses.to_mut().push((Terminal::Apostrophe.into(), 0)),
            _ => {}
        }
        self.take(len, senses);
    }
}

/// Whether the character only changes the one before.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}')
}

/// The length of a word that is not all ASCII.
fn word_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphabetic() && !is_combining(c)).unwrap_or(text.len())
}

/// The length of `a.m` and `U.S` without the last full stop: single letters with full stops between.
fn dotted_letters(bytes: &[u8]) -> Option<usize> {
    let mut len = 1;
    while len < 2 * MOST_DOTTED
        && bytes.get(len) == Some(&b'.')
        && bytes.get(len + 1).is_some_and(u8::is_ascii_alphabetic)
    {
        len += 2;
    }
    let ends = bytes.get(len).is_none_or(|byte| !byte.is_ascii_alphabetic());
    (len > 1 && ends && bytes[0].is_ascii_alphabetic()).then_some(len)
}

/// How many digits stand at `at`.
fn digits_at(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// The length of a number with its thousands and decimals, and the number of decimals.
fn number_length(bytes: &[u8], digits: usize) -> (usize, usize) {
    let mut len = digits;
    while digits <= 3 && bytes.get(len) == Some(&b',') && digits_at(bytes, len + 1) == 3 {
        len += 4;
    }
    let decimals = if bytes.get(len) == Some(&b'.') { digits_at(bytes, len + 1) } else { 0 };
    let clock = decimals == 2 && is_meridiem(&bytes[len + 3..]);
    let dotted_again =
        bytes.get(len + 1 + decimals) == Some(&b'.') && bytes.get(len + 2 + decimals).is_some_and(u8::is_ascii_digit);
    if decimals == 0 || dotted_again || clock { (len, 0) } else { (len + 1 + decimals, decimals) }
}

/// Whether `a.m.` or `p.m.` begins here, after a blank or at once: 8.30 before it is a time of day.
fn is_meridiem(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b" ").unwrap_or(bytes);
    matches!(bytes, [b'a' | b'A' | b'p' | b'P', b'm' | b'M', rest @ ..] | [b'a' | b'A' | b'p' | b'P', b'.', b'm' | b'M', rest @ ..]
        if !rest.first().is_some_and(u8::is_ascii_alphabetic))
}

/// How many letters follow a number at once.
fn suffix_length(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// What plain digits can stand for.
fn number_senses(text: &str, digits: usize, decimals: usize, senses: &mut Vec<(Class, i32)>) {
    let plain: String = text.chars().filter(|&c| c != ',').collect();
    let whole = plain.split('.').next().unwrap_or_default();
    let Some(value) = (whole.len() <= MOST_DIGITS).then(|| whole.parse::<i32>().ok()).flatten() else { return };
    let hundredths = plain.split('.').nth(1).map_or(0, hundredths);
    senses.push((Terminal::Amount.into(), value * 100 + hundredths));
    if decimals > 0 || digits != text.len() {
        return;
    }
    let mut add = |terminal: Terminal, holds: bool| {
        if holds {
            senses.push((terminal.into(), value));
        }
    };
    add(Terminal::Day, digits <= 2 && (1..=31).contains(&value));
    add(Terminal::MonthNumber, digits <= 2 && (1..=12).contains(&value));
    add(Terminal::Hour, digits <= 2 && value <= 24);
    add(Terminal::Minute, digits == 2 && value < 60);
    add(Terminal::HourMinute, digits == 4 && value < 2460 && value % 100 < 60);
    add(Terminal::TwoDigits, digits == 2);
    add(Terminal::AncientYear, (2..=3).contains(&digits) && value > 0);
    add(Terminal::Year, digits == 4 && (1000..2200).contains(&value));
}

/// The first two decimals as hundredths.
fn hundredths(decimals: &str) -> i32 {
    let mut digits = decimals.bytes().map(|byte| i32::from(byte - b'0')).chain(std::iter::repeat(0));
    digits.next().unwrap_or(0) * 10 + digits.next().unwrap_or(0)
}

/// What digits with letters can stand for: an ordinal or a decade.
fn suffixed_senses(value: i32, digits: usize, suffix: &str, senses: &mut Vec<(Class, i32)>) {
    match suffix {
        "st" | "nd" | "rd" | "th" if digits <= 4 => add_ordinal(value, senses),
        "s" if digits == 4 && value % 10 == 0 && (1000..2200).contains(&value) => {
            senses.push((Terminal::Decade.into(), value));
        }
        "s" if digits == 2 && value % 10 == 0 => senses.push((Terminal::Decade.into(), value)),
        _ => {}
    }
}

/// The senses of the ordinal of `value`.
pub(crate) fn add_ordinal(value: i32, senses: &mut Vec<(Class, i32)>) {
    senses.push((Terminal::Ordinal.into(), value));
    if (1..=31).contains(&value) {
        senses.push((Terminal::DayOrdinal.into(), value));
    }
}
