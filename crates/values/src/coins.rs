//! Coins with a name of their own (`five nickels`, `a dime`), and thousands that are called so (`10 grand`).

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::bounds;
use crate::lexeme::Kind;
use crate::lexicon::{Class, Coin};
use crate::line::Line;
use crate::numeral::Numeral;

/// The sum in coins that the number opens.
pub(crate) fn closed(line: Line<'_>, bare: Amount) -> Option<Amount> {
    let single = bare.numeral.amount()? == Decimal::ONE;
    let alone = line.is_all(bare.start, bare.end + 1);
    let coin = coin(line, bare.end, |coin| (if single { coin.one } else { coin.many }) && (alone || !coin.alone))?;
    let few = !bare.numeral.in_digits && bare.numeral.amount()? < Decimal::TEN;
    let lists = few && coin.priced && line.is_sign(bare.end + 1, ",") && !is_price(line, bare.start);
    let proven = alone || !single || !coin.priced || bare.numeral.in_digits || is_price(line, bare.start);
    (proven && !lists).then(|| sum(bare, bare.end + 1, coin))
}

/// Whether the words before `at` say that a price follows: `cost (him about) a dime`, not `did not cost a dime`.
fn is_price(line: Line<'_>, at: usize) -> bool {
    let first = bounds::first_word(line, at);
    let priced = line.before_is(first, Class::PRICING)
        || line.before_is(first, Class::STOP) && line.before_is(first.saturating_sub(1), Class::PRICING);
    priced && !bounds::is_negated(line, first)
}

/// `a dime`; and `dime`, where the text says nothing else.
pub(crate) fn one(line: Line<'_>, at: usize) -> Option<Amount> {
    if line.is_article(at) {
        let alone = line.is_all(at, at + 2);
        let adjective =
            line.is_sign(at + 2, ",") && line.kind(at + 3) == Some(Kind::Word) && !line.is(at + 3, Class::STOP);
        let joined = line.is(at + 2, Class::AND) || adjective;
        let coin = coin(line, at + 1, |coin| {
            coin.one && (alone || !coin.alone && !joined && (!coin.priced || is_price(line, at)))
        })?;
        return Some(sum(Amount::bare(Numeral::one(at)), at + 2, coin));
    }
    let coin = if line.is_all(at, at + 1) { coin(line, at, |coin| coin.one && !coin.many)? } else { return None };
    Some(sum(Amount::bare(Numeral::one(at)), at + 1, coin))
}

/// The coin named at `at`, with no noun behind it that it describes.
fn coin(line: Line<'_>, at: usize, fits: impl Fn(&Coin) -> bool) -> Option<Coin> {
    let coin = line.lexicon.coin(line.lexemes.get(at)?.word).filter(fits)?;
    let describes = line.kind(at + 1) == Some(Kind::Word) && !line.is(at + 1, Class::STOP);
    let joined = line.glued(at) && at > 0 || line.is_hyphen(at + 1) || line.glued(at + 1) && line.is_sign(at + 1, "’");
    (!describes && !joined).then_some(coin)
}

fn sum(bare: Amount, end: usize, coin: Coin) -> Amount {
    Amount { end, unit: Some(Unit::Money(coin.denomination)), times: coin.worth, ..bare }
}
