//! Cuts a sentence into the atoms that patterns match: words, numbers and marks, each with all it can stand for.

use dateline_text::Span;

use crate::class::{Class, Terminal};
use crate::lexicon::Lexicon;

/// The longest word that the lexicon can hold, in bytes.
const LONGEST_WORD: usize = 24;

/// The most digits of a number that counts time.
const MOST_DIGITS: usize = 7;

/// One step of a pattern can match one atom.
#[derive(Debug, Clone)]
pub(crate) struct Atom {
    /// Where it stands in the document.
    pub(crate) span: Span,
    /// Whether nothing stands between it and the atom before.
    pub(crate) glued: bool,
    /// What it can stand for, with values.
    pub(crate) senses: Vec<(Class, i32)>,
}

impl Atom {
    /// The atom, moved: what has been passed is not looked at again.
    pub(crate) fn take(&mut self) -> Self {
        Self { senses: std::mem::take(&mut self.senses), ..*self }
    }

    /// The value that the atom has as `class`.
    pub(crate) fn value(&self, class: impl Into<Class>) -> Option<i32> {
        let class = class.into();
        self.senses.iter().find(|sense| sense.0 == class).map(|sense| sense.1)
    }
}

/// The atoms of `span` of `text`.
pub(crate) fn scan(text: &str, span: Span, lexicon: &Lexicon) -> Vec<Atom> {
    let mut scanner = Scanner { text, at: span.start, end: span.end, lexicon, atoms: Vec::new() };
    scanner.run();
    scanner.atoms
}

/// The state of a scan.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    lexicon: &'a Lexicon,
    atoms: Vec<Atom>,
}

impl Scanner<'_> {
    /// Cuts until the end.
    fn run(&mut self) {
        while let Some(first) = self.rest().chars().next() {
            match first {
                _ if first.is_whitespace() => self.at += first.len_utf8(),
                '0'..='9' => self.number(),
                _ if first.is_alphabetic() => self.word(),
                _ => self.mark(first),
            }
        }
    }

    /// What is still to be cut.
    fn rest(&self) -> &str {
        &self.text[self.at..self.end]
    }

    /// Takes the next `len` bytes as an atom.
    fn take(&mut self, len: usize, senses: Vec<(Class, i32)>) {
        let span = Span::new(self.at, self.at + len);
        let glued = self.atoms.last().is_some_and(|last| last.span.end == span.start);
        self.atoms.push(Atom { span, glued, senses });
        self.at = span.end;
    }

    /// A word, with the full stop of an abbreviation that the lexicon knows.
    fn word(&mut self) {
        let rest = self.rest();
        let len = rest.find(|c: char| !c.is_alphabetic() && !is_combining(c)).unwrap_or(rest.len());
        let len = dotted_letters(rest).unwrap_or(len);
        if rest.as_bytes().get(len) == Some(&b'.') {
            let senses = self.look_up(&rest[..=len]);
            if !senses.is_empty() {
                return self.take(len + 1, senses);
            }
        }
        let senses = self.look_up(&rest[..len]);
        self.take(len, senses);
    }

    /// What the lexicon says of `word`.
    fn look_up(&self, word: &str) -> Vec<(Class, i32)> {
        let mut buffer = [0; LONGEST_WORD];
        let Some(buffer) = buffer.get_mut(..word.len()) else { return Vec::new() };
        buffer.copy_from_slice(word.as_bytes());
        buffer.make_ascii_lowercase();
        let capital = word.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
        let senses = std::str::from_utf8(buffer).map_or(&[][..], |lower| self.lexicon.senses(lower));
        senses.iter().filter(|sense| capital || !sense.capital).map(|sense| (sense.class, sense.value)).collect()
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
        let mut senses = Vec::new();
        if suffix.is_empty() {
            number_senses(&rest[..len], digits, decimals, &mut senses);
            return self.take(len, senses);
        }
        let whole = if len == digits { rest[..len].parse::<i32>().ok() } else { None };
        if let Some(value) = whole {
            suffixed_senses(value, len, suffix, &mut senses);
        }
        let len = if senses.is_empty() { len } else { len + suffix.len() };
        if senses.is_empty() {
            number_senses(&rest[..len], digits, decimals, &mut senses);
        }
        self.take(len, senses);
    }

    /// One character that is neither letter nor digit.
    fn mark(&mut self, mark: char) {
        let len = mark.len_utf8();
        let mut senses = self.look_up(&self.rest()[..len]);
        match mark {
            '-' | '‐' | '‑' | '–' | '—' | '−' => senses.push((Terminal::Dash.into(), 0)),
            '\'' | '’' | '‘' | '`' => senses.push((Terminal::Apostrophe.into(), 0)),
            _ => {}
        }
        self.take(len, senses);
    }
}

/// Whether the character only changes the one before.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}')
}

/// The length of `a.m` and `U.S` without the last full stop: single letters with full stops between.
fn dotted_letters(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut len = 1;
    while bytes.get(len) == Some(&b'.') && bytes.get(len + 1).is_some_and(u8::is_ascii_alphabetic) {
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
