//! Coins with a name of their own (`five nickels`, `a dime`), and thousands that are called so (`10 grand`).

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::bounds;
use crate::lexeme::Kind;
use crate::lexicon::{Class, Coin, Proof};
use crate::line::Line;
use crate::numeral::Numeral;

/// The sum in coins that the number opens.
pub(crate) fn closed(line: Line<'_>, bare: Amount) -> Option<Amount> {
    let amount = bare.numeral.amount()?;
    let single = amount == Decimal::ONE;
    let alone = line.is_all(bare.start, bare.end + 1);
    let coin = coin(line, bare.end, |coin| if single { coin.one } else { coin.many })?;
    // "one dime" may stand in an idiom, "two grand, gilded halls" is no sum.
    let doubtful = !bare.numeral.in_digits && (single || amount < Decimal::TEN && line.is_sign(bare.end + 1, ","));
    let proven = match coin.proof {
        Proof::Free => true,
        Proof::Priced => alone || !doubtful || is_price(line, bare.start),
        Proof::Alone => alone,
    };
    proven.then(|| sum(bare, bare.end + 1, coin))
}

/// `a dime`; and `dime`, where the text says nothing else.
pub(crate) fn one(line: Line<'_>, at: usize) -> Option<Amount> {
    if !line.is_article(at) {
        let coin = if line.is_all(at, at + 1) { coin(line, at, |coin| coin.one && !coin.many)? } else { return None };
        return Some(sum(Amount::bare(Numeral::one(at)), at + 1, coin));
    }
    let coin = coin(line, at + 1, |coin| coin.one)?;
    let alone = line.is_all(at, at + 2);
    let proven = match coin.proof {
        Proof::Free => !is_joined(line, at + 2),
        Proof::Priced => !is_joined(line, at + 2) && is_price(line, at),
        Proof::Alone => false,
    };
    (alone || proven).then(|| sum(Amount::bare(Numeral::one(at)), at + 2, coin))
}

/// Whether what may be a coin is the first of several adjectives or nouns: `a grand, sweeping view`, `a nickel and copper
/// mine`.
fn is_joined(line: Line<'_>, at: usize) -> bool {
    let listed = line.is_sign(at, ",") && line.kind(at + 1) == Some(Kind::Word) && !line.is(at + 1, Class::STOP);
    line.is(at, Class::AND) || listed
}

/// Whether the words before `at` say that a price follows: `cost (him about) a dime`, not `did not cost a dime`.
fn is_price(line: Line<'_>, at: usize) -> bool {
    let first = bounds::first_word(line, at);
    let priced = line.before_is(first, Class::PRICING)
        || line.before_is(first, Class::STOP) && line.before_is(first.saturating_sub(1), Class::PRICING);
    priced && !bounds::is_negated(line, first)
}

/// The coin named at `at`, with no noun behind it that it describes.
fn coin(line: Line<'_>, at: usize, fits: impl Fn(&Coin) -> bool) -> Option<Coin> {
    let coin = line.lexicon.coin(line.lexeme(at)?.word).filter(fits)?;
    let describes = line.kind(at + 1) == Some(Kind::Word) && !line.is(at + 1, Class::STOP);
    let joined = line.glued(at) && at > 0 || line.is_hyphen(at + 1) || line.glued(at + 1) && line.is_sign(at + 1, "’");
    (!describes && !joined).then_some(coin)
}

fn sum(bare: Amount, end: usize, coin: Coin) -> Amount {
    Amount { end, unit: Some(Unit::Money(coin.denomination)), times: coin.worth, ..bare }
}
