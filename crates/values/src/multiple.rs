//! Words that say how many times as much something is: `double the level` and `doubled` are 200 %, `halved` is 50 %.

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::lexeme::Kind;
use crate::lexicon::{Class, Share};
use crate::line::Line;
use crate::numeral::{self, Numeral};

/// The multiple at `at`, if its neighbours show that it is none of a *double room*, *double standards* or *doubled up*.
pub(crate) fn parse(line: Line<'_>, at: usize) -> Option<Amount> {
    let multiple = line.lexicon.multiple(line.lexemes.get(at)?.word)?;
    let joins = |hyphen: usize, glued: usize| line.is_hyphen(hyphen) && line.glued(glued);
    let apart = !(joins(at + 1, at + 1) || at > 0 && joins(at - 1, at));
    let proven = if multiple.past { goes_on(line, at + 1) } else { compares(line, at) };
    let numeral = Numeral { mantissa: Decimal::from(multiple.percent), ..Numeral::one(at) };
    let amount = Amount { unit: Some(Unit::Share(Share::Percent)), ..Amount::bare(numeral) };
    (apart && proven).then_some(amount)
}

/// `double the level`, `twice as many`, `more than double`, `will double by 1990`.
fn compares(line: Line<'_>, at: usize) -> bool {
    let verb = line.before_is(at, Class::AUXILIARY) && goes_on(line, at + 1);
    line.is(at + 1, Class::DETERMINER) || verb || reaches(line, at + 1)
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
