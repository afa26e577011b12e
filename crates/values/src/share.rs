//! Percentages and percentage points (`17%`, `0.3 per cent`, `25 basis points`), and fractions of a whole
//! (`a third of`, `two-thirds`, `by half`).

use rust_decimal::Decimal;
use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

use crate::amount::{Amount, Unit};
use crate::lexeme::Kind;
use crate::lexicon::{Class, NumberWord, Share};
use crate::line::Line;
use crate::multiple;
use crate::numeral::{self, Numeral};
use crate::spelled;

/// The percentage that a sign or word behind the number makes.
pub(crate) fn closed(line: Line<'_>, bare: Amount) -> Option<Amount> {
    let at = line.past_hyphen(bare.end);
    let tight = line.glued(at) && at == bare.end && bare.numeral.in_digits;
    let last = |end: usize| bare.numeral.in_digits && (line.kind(end) != Some(Kind::Word) || line.is(end, Class::STOP));
    let (end, word) = line.longest(at, &line.lexicon.shares, |end, word| tight || !word.tight || last(end))?;
    let runs_on = line.glued(end) && line.kind(end) != Some(Kind::Sign);
    if bare.numeral.letter || runs_on {
        return None;
    }
    let times = match word.share {
        Share::Percent => Decimal::ONE,
        Share::Fold if multiple::changes(line, bare.start, end) => Decimal::ONE_HUNDRED,
        Share::Fold => return None,
        Share::Points(scale) => scale,
    };
    let share = if word.share == Share::Fold { Share::Percent } else { word.share };
    Some(Amount { end, times, unit: Some(Unit::Share(share)), ..bare })
}

/// A fraction at `at` that is a share of something, with whether its percentage is exact.
pub(crate) fn fraction(line: Line<'_>, at: usize) -> Option<(Amount, bool)> {
    if let Some(share) = in_digits(line, at) {
        return Some(share);
    }
    let dozen = |at: usize| line.lexicon.number(line.word(at)) == Some(NumberWord::Dozen);
    if spelled::parse(line, at).is_some_and(|numeral| numeral.is_scaled() || dozen(numeral.end - 1)) {
        return None;
    }
    let (above, name) = numerator(line, at)?;
    let below = match line.lexicon.number(line.lexeme(name)?.word)? {
        NumberWord::Half => 2,
        NumberWord::Part(part) => part,
        _ => return None,
    };
    if above.is_some_and(|above| above >= below) {
        return None;
    }
    let start = if above.is_some() { at } else { name };
    let part = Decimal::from(above.unwrap_or(1)).checked_div(Decimal::from(below))?;
    if let Some((share, end)) = of_one_percent(line, name + 1) {
        return finished(start, end, share, part);
    }
    let whole = is_share(line, start, name + 1, above);
    whole.then(|| finished(start, name + 1, Share::Percent, part.checked_mul(Decimal::ONE_HUNDRED)?))?
}

/// `2/3 of the market`, `a 1/3 stake`, `a 1/4 point`.
fn in_digits(line: Line<'_>, at: usize) -> Option<(Amount, bool)> {
    let numeral = numeral::parse(line, at, false).filter(|numeral| numeral.start == at && numeral.end == at + 3)?;
    let part = numeral.in_digits && line.is_sign(at + 1, "/") && numeral.mantissa < Decimal::ONE;
    let clean = !line.glued(at) || at == 0 || line.is_sign(at - 1, "(");
    let of = line.is(at + 3, Class::OF) && line.is(at + 4, Class::DETERMINER);
    let whole = (of || line.is(line.past_hyphen(at + 3), Class::STAKE)) && !line.is(at + 5, Class::TIME);
    if part && clean && line.is(line.past_hyphen(at + 3), Class::POINT) {
        return finished(at, line.past_hyphen(at + 3) + 1, Share::Points(Decimal::ONE), numeral.mantissa);
    }
    let worth = numeral.mantissa.checked_mul(Decimal::ONE_HUNDRED)?;
    (part && clean && whole).then(|| finished(at, at + 3, Share::Percent, worth))?
}

/// The fraction `start..end` as an amount of two decimals, with whether they say all.
fn finished(start: usize, end: usize, share: Share, worth: Decimal) -> Option<(Amount, bool)> {
    let worth = if let Share::Points(scale) = share { worth.checked_mul(scale)? } else { worth };
    let rounded = worth.round_dp_with_strategy(2, MidpointAwayFromZero).normalize();
    let exact = (rounded - worth).abs() < Decimal::new(1, 6);
    let mantissa = if exact || worth.scale() > 6 { rounded } else { worth };
    let numeral = Numeral { mantissa, scale: Decimal::ONE, start, end, in_digits: false, letter: false };
    let amount = Amount { unit: Some(Unit::Share(share)), ..Amount::bare(numeral) };
    Some((amount, mantissa == worth || exact))
}

/// `(half) a percentage point`, `(a quarter) of a percent`, `(quarter)-point`: the unit and the position after it.
fn of_one_percent(line: Line<'_>, at: usize) -> Option<(Share, usize)> {
    let of = if line.is(at, Class::OF) { at + 1 } else { line.past_hyphen(at) };
    let word = line.lexicon.number(line.lexeme(of)?.word);
    let one = matches!(word, Some(NumberWord::Article | NumberWord::Unit(1)));
    let unit = if one { line.past_hyphen(of + 1) } else { of };
    if of > at && !one && line.is(at, Class::OF) {
        return None;
    }
    if let Some((end, word)) = line.longest(unit, &line.lexicon.shares, |_, word| !word.tight) {
        return Some((word.share, end));
    }
    line.is(unit, Class::POINT).then_some((Share::Points(Decimal::ONE), unit + 1))
}

/// `one in three`, `nine out of 10`: a share of a whole, with whether its percentage is exact.
pub(crate) fn one_in(line: Line<'_>, first: Amount) -> Option<(Amount, bool)> {
    let out_of = line.surface(first.end).eq_ignore_ascii_case("out") && line.is(first.end + 1, Class::OF);
    let at = if out_of { first.end + 2 } else { first.end + usize::from(line.is(first.end, Class::WITHIN)) };
    let whole = numeral::parse(line, at, false).filter(|whole| at > first.end && whole.start == at)?;
    let (above, below) = (first.numeral.amount()?, whole.amount()?);
    let usual = below <= Decimal::TEN || below == Decimal::from(20) || below == Decimal::ONE_HUNDRED;
    let plain = above >= Decimal::ONE && above < below && above.fract().is_zero() && below.fract().is_zero();
    let times = line.is(whole.end, Class::TIME) || share_word(line, whole.end);
    if !usual || !plain || times || first.unit.is_some() || whole.is_scaled() {
        return None;
    }
    let part = above.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(below)?;
    finished(first.start, whole.end, Share::Percent, part)
}

/// Whether a unit of percentages stands at `at`.
fn share_word(line: Line<'_>, at: usize) -> bool {
    line.longest(at, &line.lexicon.shares, |_, word| !word.tight).is_some()
}

/// The number above the line, where it is said (`two` of *two-thirds*), and the position of the denominator.
fn numerator(line: Line<'_>, at: usize) -> Option<(Option<u8>, usize)> {
    match line.lexicon.number(line.lexeme(at)?.word)? {
        NumberWord::Unit(above) if above > 0 => Some((Some(above), line.past_hyphen(at + 1))),
        NumberWord::Article => Some((None, at + 1)),
        NumberWord::Half | NumberWord::Part(4) => Some((None, at)),
        _ => None,
    }
}

/// Whether the fraction `start..end` is part of a whole, and neither an ordinal nor a period.
fn is_share(line: Line<'_>, start: usize, end: usize, above: Option<u8>) -> bool {
    let part = line.lexicon.number(line.word(end - 1));
    let half = part == Some(NumberWord::Half);
    let calendar = half || part == Some(NumberWord::Part(4));
    if runs_on(line, end) || (line.before_is(start, Class::PERIOD) && (above.is_none() || calendar)) {
        return false;
    }
    let article = start > 0 && line.lexicon.number(line.word(start - 1)) == Some(NumberWord::Article);
    let opener = start.checked_sub(1 + usize::from(article)).is_some_and(|before| line.is(before, Class::SHARE_OPENER));
    let of = line.is(end, Class::OF) && !line.is(end + 1, Class::TIME) && !line.is(end + 2, Class::TIME);
    let said = above.is_some() || article || half;
    let stake = line.is(end, Class::STAKE);
    let ends = end >= line.lexemes.len() || line.kind(end) == Some(Kind::Sign) && !line.is_hyphen(end);
    said && of
        || half && line.is(end, Class::SHARE)
        || (above.is_some() || article) && stake
        || said && opener && (ends || line.is(end, Class::STOP))
        || above.is_some_and(|above| above > 1) && (ends || line.is(end, Class::STOP))
}

/// `half-year`, `half-brother`, `third-quarter`.
fn runs_on(line: Line<'_>, end: usize) -> bool {
    line.is_hyphen(end) && line.glued(end) && !line.is(end + 1, Class::STAKE)
}
