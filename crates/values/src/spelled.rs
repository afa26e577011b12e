//! Reads numbers that are written in words: `twenty-five`, `two hundred and six thousand`, `half a billion`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::lexicon::{Class, NumberWord};
use crate::line::Line;
use crate::numeral::{self, Numeral};

/// The number in words that starts at `at`.
pub(crate) fn parse(line: Line<'_>, at: usize) -> Option<Numeral> {
    match number(line, at)? {
        NumberWord::Half => part_of(line, at, at + 1, Decimal::new(5, 1)),
        NumberWord::Part(4) => part_of(line, at, at + 1, Decimal::new(25, 2)),
        NumberWord::Article => article(line, at),
        NumberWord::Unit(above) => parts(line, at, above).or_else(|| cardinal(line, at)),
        NumberWord::Teen(_) | NumberWord::Tens(_) | NumberWord::Hundred => cardinal(line, at),
        _ => None,
    }
}

/// The end of a run of number words that make no one number: `nineteen ninety-one`, `flight eight zero three`.
pub(crate) fn dictated(line: Line<'_>, at: usize) -> Option<usize> {
    let digit =
        |at: usize| matches!(number(line, at), Some(NumberWord::Unit(_) | NumberWord::Teen(_) | NumberWord::Tens(_)));
    let first = parse(line, at).filter(|first| digit(at) && !first.is_scaled() && digit(first.end))?;
    let mut end = first.end;
    while digit(line.past_hyphen(end)) {
        end = line.past_hyphen(end) + 1;
    }
    Some(end)
}

fn number(line: Line<'_>, at: usize) -> Option<NumberWord> {
    line.lexicon.number(line.lexeme(at)?.word)
}

fn article_or_of(line: Line<'_>, mut at: usize) -> usize {
    if line.is(at, Class::OF) {
        at += 1;
    }
    at = line.past_hyphen(at);
    if number(line, at) == Some(NumberWord::Article) { line.past_hyphen(at + 1) } else { at }
}

fn words(start: usize, end: usize, mantissa: Decimal) -> Numeral {
    Numeral { mantissa, scale: Decimal::ONE, start, end, in_digits: false, letter: false }
}

/// A part of a magnitude: `half a billion`, `half-million`, `three quarters of a million`, `half a dozen`.
fn part_of(line: Line<'_>, start: usize, behind: usize, part: Decimal) -> Option<Numeral> {
    let at = article_or_of(line, behind);
    if number(line, at) == Some(NumberWord::Dozen) {
        return Some(words(start, at + 1, part.checked_mul(Decimal::from(12))?));
    }
    let whole = words(start, at, part);
    let scaled = numeral::scaled(line, whole, false);
    scaled.is_scaled().then_some(scaled)
}

/// `three quarters of a million`, `two-thirds of a billion`.
fn parts(line: Line<'_>, at: usize, above: u8) -> Option<Numeral> {
    let name = line.past_hyphen(at + 1);
    let NumberWord::Part(below) = number(line, name)? else { return None };
    let part = Decimal::from(above).checked_div(Decimal::from(below))?;
    (above < below).then(|| part_of(line, at, name + 1, part))?
}

/// `a million`, `a hundred`, `a dozen`, `a quarter million`, `a half billion`.
fn article(line: Line<'_>, at: usize) -> Option<Numeral> {
    let next = line.past_hyphen(at + 1);
    match number(line, next) {
        Some(NumberWord::Half) => part_of(line, at, next + 1, Decimal::new(5, 1)),
        Some(NumberWord::Part(4)) => part_of(line, at, next + 1, Decimal::new(25, 2)),
        Some(NumberWord::Hundred | NumberWord::Dozen) => {
            let inner = cardinal(line, next)?;
            Some(Numeral { start: at, ..inner })
        }
        _ => {
            let scaled = numeral::scaled(line, words(at, at + 1, Decimal::ONE), false);
            scaled.is_scaled().then(|| half_more(line, scaled))
        }
    }
}

/// What has been read of a number in words: `total` of the finished magnitudes, `group` below them.
struct Sum {
    total: u64,
    group: Option<u64>,
    last_scale: u64,
}

impl Sum {
    /// Takes in one word of the group below the magnitudes; whether it fits behind the words before it.
    fn take(&mut self, word: NumberWord) -> bool {
        let group = self.group.unwrap_or(0);
        let next = match word {
            NumberWord::Unit(n) if self.group.is_none() || open(group, 10) && n > 0 => group + u64::from(n),
            NumberWord::Teen(n) | NumberWord::Tens(n) if self.group.is_none() || open(group, 100) => {
                group + u64::from(n)
            }
            NumberWord::Hundred if group < 100 => group.max(1) * 100,
            NumberWord::Dozen if group < 1000 => group.max(1) * 12,
            _ => return false,
        };
        self.group = Some(next);
        true
    }

    /// Closes the group with a magnitude below the last one.
    fn close(&mut self, scale: u64) -> bool {
        let Some(group) = self.group else { return false };
        if scale >= self.last_scale {
            return false;
        }
        let Some(total) = group.checked_mul(scale).and_then(|sum| sum.checked_add(self.total)) else { return false };
        *self = Self { total, group: None, last_scale: scale };
        true
    }
}

/// Whether `group` has room for a number below `below`: 20 for units, 300 for tens.
fn open(group: u64, below: u64) -> bool {
    group > 0 && group.is_multiple_of(below) && !(below == 10 && group % 100 == 10)
}

fn cardinal(line: Line<'_>, start: usize) -> Option<Numeral> {
    let mut sum = Sum { total: 0, group: None, last_scale: u64::MAX };
    let (mut end, mut closed) = (start, start);
    let mut at = start;
    while let Some(word) = number(line, at) {
        if !sum.take(word) {
            break;
        }
        end = at + 1;
        at = next_word(line, end, &sum);
        while let Some(scale) = whole_scale(line, at) {
            if (closed == start && !more_follows(line, at + 1)) || !sum.close(scale) {
                break;
            }
            (end, closed) = (at + 1, at + 1);
            at = next_word(line, end, &sum);
        }
    }
    finish(line, start, end, closed, &sum)
}

/// The position of the next word of the number: past a hyphen, or past the `and` that only hundreds and magnitudes have.
fn next_word(line: Line<'_>, end: usize, sum: &Sum) -> usize {
    let spaced = line.is_hyphen(end)
        && !line.glued(end)
        && !line.glued(end + 1)
        && sum.group.is_some_and(|group| open(group, 10));
    let at = if spaced && matches!(number(line, end + 1), Some(NumberWord::Unit(_))) {
        end + 1
    } else {
        line.past_hyphen(end)
    };
    let round = sum.group.is_none_or(|group| group >= 100 && group.is_multiple_of(100));
    let below = matches!(number(line, at + 1), Some(NumberWord::Unit(_) | NumberWord::Teen(_) | NumberWord::Tens(_)));
    if round && line.is(at, Class::AND) && below { at + 1 } else { at }
}

/// A magnitude at `at` that is a word.
fn whole_scale(line: Line<'_>, at: usize) -> Option<u64> {
    let magnitude = line.lexicon.magnitude(line.lexeme(at)?.word)?;
    if magnitude.letter { None } else { magnitude.value.to_u64() }
}

/// Whether more of the number follows the magnitude, so that it does not end the number.
fn more_follows(line: Line<'_>, at: usize) -> bool {
    let at = if line.is(at, Class::AND) { at + 1 } else { line.past_hyphen(at) };
    matches!(number(line, at), Some(NumberWord::Unit(_) | NumberWord::Teen(_) | NumberWord::Tens(_)))
}

/// The number, with its decimals, its half and the magnitudes that end it.
fn finish(line: Line<'_>, start: usize, end: usize, closed: usize, sum: &Sum) -> Option<Numeral> {
    if end == start {
        return None;
    }
    let total = Decimal::from(sum.total).checked_add(Decimal::from(sum.group.unwrap_or(0)))?;
    let plain = words(start, end, total);
    if closed > start {
        return Some(plain);
    }
    let scaled = numeral::scaled(line, and_a_half(line, point(line, plain)), false);
    Some(half_more(line, scaled))
}

/// `two point five`: digits in words behind the point.
fn point(line: Line<'_>, numeral: Numeral) -> Numeral {
    let (mut value, mut place, mut at) = (numeral.mantissa, Decimal::ONE, numeral.end + 1);
    if number(line, numeral.end) != Some(NumberWord::Point) {
        return numeral;
    }
    while let (Some(NumberWord::Unit(digit)), true) = (number(line, at), place.scale() < 9) {
        place *= Decimal::new(1, 1);
        value += place * Decimal::from(digit);
        at += 1;
    }
    if place == Decimal::ONE { numeral } else { Numeral { mantissa: value, end: at, ..numeral } }
}

/// `and a half`, `-and-a-half`, `and three quarters` behind a number and before its magnitude.
pub(crate) fn and_a_half(line: Line<'_>, numeral: Numeral) -> Numeral {
    match tail(line, numeral.end) {
        Some((part, end)) if numeral.mantissa < Decimal::ONE_HUNDRED => {
            Numeral { mantissa: numeral.mantissa + part, end, ..numeral }
        }
        _ => numeral,
    }
}

/// `a million and a half`: the half is of the magnitude.
fn half_more(line: Line<'_>, numeral: Numeral) -> Numeral {
    match tail(line, numeral.end) {
        Some((part, end)) if numeral.is_scaled() => Numeral { mantissa: numeral.mantissa + part, end, ..numeral },
        _ => numeral,
    }
}

/// `and a half`, `and one third`, `and three quarters`, as the fraction and the position after it.
fn tail(line: Line<'_>, at: usize) -> Option<(Decimal, usize)> {
    let and = line.past_hyphen(at);
    if !line.is(and, Class::AND) {
        return None;
    }
    let count = line.past_hyphen(and + 1);
    let above = match number(line, count)? {
        NumberWord::Article => 1,
        NumberWord::Unit(n) if n > 0 => n,
        _ => return None,
    };
    let name = line.past_hyphen(count + 1);
    let below = match number(line, name)? {
        NumberWord::Half => 2,
        NumberWord::Part(part) => part,
        _ => return None,
    };
    (above < below).then(|| Some((Decimal::from(above).checked_div(Decimal::from(below))?, name + 1)))?
}
