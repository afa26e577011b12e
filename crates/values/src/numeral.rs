//! Reads numbers: digits with fractions and magnitudes (`2 1/2 million`), or words (`two and a half million`).

use rust_decimal::Decimal;

use crate::digits;
use crate::lexeme::Kind;
use crate::lexicon::{Class, NumberWord};
use crate::line::Line;
use crate::spelled;

/// A number in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// The number without its magnitude: 1.2 of *1.2 billion*.
    pub(crate) mantissa: Decimal,
    /// The magnitude: 1000000000 of *1.2 billion*, 1 where there is none.
    pub(crate) scale: Decimal,
    /// First lexeme, a minus included.
    pub(crate) start: usize,
    /// One past the last lexeme.
    pub(crate) end: usize,
    /// Whether it is written with digits.
    pub(crate) in_digits: bool,
    /// Whether the magnitude is a letter, which only money and counted things may have.
    pub(crate) letter: bool,
}

impl Numeral {
    /// The number, or `None` when it does not fit.
    pub(crate) fn amount(&self) -> Option<Decimal> {
        self.mantissa.checked_mul(self.scale)
    }

    /// The article at `at` as the number one.
    pub(crate) fn one(at: usize) -> Self {
        Self { mantissa: Decimal::ONE, scale: Decimal::ONE, start: at, end: at + 1, in_digits: false, letter: false }
    }

    /// Whether the number has a magnitude.
    pub(crate) fn is_scaled(&self) -> bool {
        self.scale != Decimal::ONE
    }
}

/// The number that starts at `at`; `in_money` says that a currency sign stands before it.
pub(crate) fn parse(line: Line<'_>, at: usize, in_money: bool) -> Option<Numeral> {
    let (number, negative) = minus(line, at);
    let mut numeral = match line.kind(number)? {
        Kind::Digits => digital(line, number, in_money)?,
        Kind::Sign => vulgar(line, number)?,
        Kind::Word => spelled::parse(line, number)?,
    };
    if negative {
        numeral.mantissa.set_sign_negative(true);
        numeral.start = at;
    }
    Some(numeral)
}

/// The position of the number proper, and whether a minus stands before it.
fn minus(line: Line<'_>, at: usize) -> (usize, bool) {
    let word = line.word(at);
    let said = line.lexicon.number(word) == Some(NumberWord::Minus);
    let sign = line.is_hyphen(at) && line.glued(at + 1) && !line.glued(at) && line.kind(at + 1) == Some(Kind::Digits);
    // "plus or minus 3 points" is a bound.
    let either = said && at > 1 && line.before_is(at, Class::TO) && line.surface(at - 2).eq_ignore_ascii_case("plus");
    if (said || sign) && !either { (at + 1, true) } else { (at, false) }
}

/// `½`, with a magnitude perhaps.
fn vulgar(line: Line<'_>, at: usize) -> Option<Numeral> {
    let mantissa = digits::vulgar_fraction(line.surface(at))?;
    let numeral = Numeral { mantissa, scale: Decimal::ONE, start: at, end: at + 1, in_digits: true, letter: false };
    Some(scaled(line, numeral, false))
}

/// Digits, then a fraction, then magnitudes.
fn digital(line: Line<'_>, at: usize, in_money: bool) -> Option<Numeral> {
    let whole = digits::parse(line.surface(at))?;
    let (mantissa, end) = fraction(line, at, whole).unwrap_or((whole, at + 1));
    let numeral = Numeral { mantissa, scale: Decimal::ONE, start: at, end, in_digits: true, letter: false };
    Some(scaled(line, spelled::and_a_half(line, numeral), in_money))
}

/// `3/4`, `7 3/4`, `10-7/8`, `2½`: the fraction at or behind the number `whole` at `at`.
fn fraction(line: Line<'_>, at: usize, whole: Decimal) -> Option<(Decimal, usize)> {
    if let Some(part) = digits::vulgar_fraction(line.surface(at + 1)) {
        return Some((whole.checked_add(part)?, at + 2));
    }
    if let Some((part, end)) = ratio(line, at) {
        return Some((part, end));
    }
    let (part, end) = ratio(line, line.past_hyphen(at + 1).max(at + 1))?;
    (whole.fract().is_zero() && part < Decimal::ONE).then_some((whole.checked_add(part)?, end))
}

/// `3/4` or, in text with spaces between all words, `3 / 4`: halves to sixty-fourths, as prices have them.
fn ratio(line: Line<'_>, at: usize) -> Option<(Decimal, usize)> {
    let apart = line.glued(at + 1) != line.glued(at + 2);
    let shape = line.kind(at)? == Kind::Digits && line.is_sign(at + 1, "/") && line.kind(at + 2)? == Kind::Digits;
    if !shape || apart || line.is_sign(at + 3, "/") && line.glued(at + 3) {
        return None;
    }
    let above: u32 = line.surface(at).parse().ok()?;
    let below: u32 = line.surface(at + 2).parse().ok()?;
    let common = matches!(below, 2 | 3 | 4 | 5 | 6 | 8 | 10 | 16 | 32 | 64);
    (common && above > 0 && above < below)
        .then(|| Some((Decimal::from(above).checked_div(Decimal::from(below))?, at + 3)))?
}

/// `numeral` with the magnitudes behind it: `million`, `hundred thousand`, `lakh crore`, and `m` beside digits.
pub(crate) fn scaled(line: Line<'_>, mut numeral: Numeral, in_money: bool) -> Numeral {
    loop {
        let at = line.past_hyphen(numeral.end);
        let Some((magnitude, width)) = magnitude(line, at, in_money, &numeral) else { return added(line, numeral) };
        let Some(scale) = numeral.scale.checked_mul(magnitude.value) else { return numeral };
        numeral.scale = scale;
        numeral.letter |= magnitude.letter;
        numeral.end = at + width;
        if numeral.letter || scale > Decimal::from(1_000_000_000_000_000u64) {
            return numeral;
        }
    }
}

/// `1 crore 20 lakh`: digits of a smaller magnitude, which must be a word, behind a greater one.
fn added(line: Line<'_>, numeral: Numeral) -> Numeral {
    let more = || {
        let behind = numeral.in_digits && numeral.is_scaled() && line.kind(numeral.end) == Some(Kind::Digits);
        let number = if behind { digits::parse(line.surface(numeral.end))? } else { return None };
        let magnitude = line.lexicon.magnitude(line.lexeme(numeral.end + 1)?.word)?;
        let part = number.checked_mul(magnitude.value)?.checked_div(numeral.scale)?;
        (!magnitude.letter && part < Decimal::ONE).then_some(part)
    };
    let sum = more().and_then(|part| numeral.mantissa.checked_add(part));
    sum.map_or(numeral, |mantissa| Numeral { mantissa, end: numeral.end + 2, ..numeral })
}

/// The magnitude at `at`, with its width in lexemes.
fn magnitude(
    line: Line<'_>,
    at: usize,
    in_money: bool,
    numeral: &Numeral,
) -> Option<(crate::lexicon::Magnitude, usize)> {
    let word = line.lexeme(at)?.word;
    if numeral.in_digits && line.lexicon.number(word) == Some(NumberWord::Hundred) && !numeral.is_scaled() {
        return Some((crate::lexicon::Magnitude { value: Decimal::ONE_HUNDRED, letter: false, counts: true }, 1));
    }
    let magnitude = line.lexicon.magnitude(word)?;
    let beside = line.glued(at) && at == numeral.end && !numeral.is_scaled();
    let ends = line.kind(at + 1) != Some(Kind::Digits) || !line.glued(at + 1);
    (!magnitude.letter || (numeral.in_digits && ends && (beside || in_money && free(line, at))))
        .then_some((magnitude, 1))
}

/// Whether a spaced letter can be a magnitude: `$ 5 m`, `Rs 50 cr`, but not `$5 T-shirts` or `$ 5 b. 1950`.
fn free(line: Line<'_>, at: usize) -> bool {
    let hyphen = line.is_hyphen(at + 1) && line.glued(at + 1);
    let initial = line.surface(at).len() == 1
        && line.is_sign(at + 1, ".")
        && line.surface(at + 2).starts_with(char::is_uppercase);
    !hyphen && !initial && !line.is(at, Class::STOP)
}
