//! Words that say how many times as much something is: `double the level` and `doubled` are 200 %, `halved` is 50 %.

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::lexeme::Kind;
use crate::lexicon::{Class, MultipleForm, Share};
use crate::line::Line;
use crate::numeral::{self, Numeral};

/// How far behind "twice as" another "as" may stand.
const COMPARISON: usize = 5;

/// How far before "fourfold" the word may stand that says what rose.
const CHANGE: usize = 4;

/// The multiple at `at`, if its neighbours show that it is none of a *double room*, *double standards* or *doubled up*.
pub(crate) fn parse(line: Line<'_>, at: usize) -> Option<Amount> {
    let multiple = line.lexicon.multiple(line.lexeme(at)?.word)?;
    let joins = |hyphen: usize, glued: usize| line.is_hyphen(hyphen) && line.glued(glued);
    let apart = !(joins(at + 1, at + 1) || at > 0 && joins(at - 1, at));
    let proven = match multiple.form {
        MultipleForm::Doubled => goes_on(line, at + 1),
        MultipleForm::Double => !is_noun(line, at) && doubles(line, at),
        MultipleForm::Twice => compares(line, at + 1),
        MultipleForm::Fold => changes(line, at, at + 1),
    };
    let numeral = Numeral { mantissa: Decimal::from(multiple.percent), ..Numeral::one(at) };
    let amount = Amount { unit: Some(Unit::Share(Share::Percent)), ..Amount::bare(numeral) };
    (apart && proven).then_some(amount)
}

/// Whether something rises or falls by the multiple `start..end`: `rose fourfold`, `a tenfold increase`; not `the aim
/// is twofold`.
pub(crate) fn changes(line: Line<'_>, start: usize, end: usize) -> bool {
    let is_change = |at: usize| line.is(at, Class::CHANGING);
    is_change(end) || line.is(end, Class::STAKE) || (start.saturating_sub(CHANGE)..start).any(is_change)
}

/// `the doubles`, `both halves`.
fn is_noun(line: Line<'_>, at: usize) -> bool {
    line.before_is(at, Class::NOUN_OPENER)
}

/// `double the level`, `will double by 1990`, `to double to $5 million`.
fn doubles(line: Line<'_>, at: usize) -> bool {
    let verb = line.before_is(at, Class::AUXILIARY) && goes_on(line, at + 1);
    compares(line, at + 1) || verb || reaches(line, at + 1)
}

/// Whether what the multiple is compared with stands at `at`: `the level`, `last year's figure`, `as many`.
fn compares(line: Line<'_>, at: usize) -> bool {
    if line.is(at, Class::AS) {
        let again = (at + 2..at + 2 + COMPARISON).any(|at| line.is(at, Class::AS));
        return line.is(at + 1, Class::DEGREE) || again;
    }
    line.is(at, Class::DETERMINER) && !is_when(line, at)
}

/// Whether a time when something happened stands at `at`: `(twice) this week`, `(twice) the next day`; not `last year's
/// figure`, nor `the previous year`.
fn is_when(line: Line<'_>, at: usize) -> bool {
    if line.is(at, Class::DEICTIC) {
        return is_occasion(line, at + 1);
    }
    let Some(time) = (at + 1..at + 4).find(|&time| line.is(time, Class::TIME)) else { return false };
    let compared = (at..=time + 1).any(|at| line.is(at, Class::EARLIER));
    let broken = (at..time).any(|at| line.kind(at) == Some(Kind::Sign) || line.is(at, Class::OF));
    let describes = match line.kind(time + 1) {
        Some(Kind::Word) => !line.is(time + 1, Class::STOP),
        Some(Kind::Sign) => line.glued(time + 1) && (line.is_hyphen(time + 1) || line.glued(time + 2)),
        Some(Kind::Digits) | None => false,
    };
    !compared && !broken && !describes
}

/// Whether the noun at `at` behind "this" or "last" is an occasion: `season`, but not `amount` or `year's sales`.
fn is_occasion(line: Line<'_>, at: usize) -> bool {
    let noun = line.kind(at) == Some(Kind::Word) && !line.is(at, Class::STOP);
    let owner = |at: usize| line.glued(at) && line.glued(at + 1) && line.kind(at) == Some(Kind::Sign);
    let compared = (at..at + 3).any(|at| line.is(at, Class::MEASURED) || owner(at));
    noun && !compared
}

/// `to $5 million`, `to 20 percent`.
fn reaches(line: Line<'_>, at: usize) -> bool {
    line.is(at, Class::TO) && (line.is(at + 1, Class::OPENS_MONEY) || numeral::parse(line, at + 1, false).is_some())
}

/// Whether the verb before `at` has no noun that it might describe and no particle that gives it another meaning.
fn goes_on(line: Line<'_>, at: usize) -> bool {
    match line.kind(at) {
        Some(Kind::Word) if line.is(at, Class::TO) => reaches(line, at),
        Some(Kind::Word) if line.is(at, Class::PARTICLE) => false,
        Some(Kind::Word) => line.is(at, Class::STOP) || line.is(at, Class::DETERMINER),
        Some(Kind::Digits) => false,
        Some(Kind::Sign) | None => true,
    }
}
