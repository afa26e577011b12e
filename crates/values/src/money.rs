//! Sums of money: `$1.2 billion`, `RM5`, `USD34.6 million`, `34 million Malaysian ringgit`, `75 USD million`, `700p`.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::lexeme::Kind;
use crate::lexicon::{Class, Denomination, MoneyWord, NumberWord, Role};
use crate::line::Line;
use crate::numeral::{self, Numeral};
use crate::share;

/// The sum that a currency opens at `at`.
pub(crate) fn opened(line: Line<'_>, at: usize) -> Option<Amount> {
    if !line.is(at, Class::OPENS_MONEY) {
        return None;
    }
    let (behind, word) = line.longest(at, &line.lexicon.currencies.before, |end, word| spelled(line, at, end, word))?;
    let letters = line.kind(behind - 1) == Some(Kind::Word);
    if letters && line.glued(at) && at > 0 && line.kind(at - 1) != Some(Kind::Sign) {
        return None;
    }
    let number = if word.role == Role::Sign { past_minus(line, behind) } else { behind };
    let numeral = numeral::parse(line, number, true)
        .filter(|numeral| numeral.in_digits || !matches!(word.role, Role::Weak | Role::Initials))?;
    let percentage = share::closed(line, Amount::bare(numeral)).is_some();
    if percentage || !ends(line, numeral.end) || !is_money(line, word, &numeral, behind) {
        return None;
    }
    let negative = number > behind;
    let mut sum = Amount { start: at, unit: Some(Unit::Money(word.denomination)), ..Amount::bare(numeral) };
    sum.numeral.mantissa.set_sign_negative(negative && !sum.numeral.mantissa.is_zero());
    sum.times = word.times;
    sum = signed(line, sum);
    Some(change_behind(line, named_again(line, sum)))
}

/// The sum that a currency behind the number closes.
pub(crate) fn closed(line: Line<'_>, bare: Amount) -> Option<Amount> {
    let at = line.past_hyphen(bare.end);
    let phrases = &line.lexicon.currencies.behind;
    let (end, word) =
        line.longest(at, phrases, |end, word| spelled(line, at, end, word) && fits(line, bare, at..end, word))?;
    if !ends(line, end) || is_weight(line, &bare, word, end) || opens_another(line, at, end, word) {
        return None;
    }
    let mut sum = Amount { end, unit: Some(Unit::Money(word.denomination)), times: word.times, ..bare };
    if word.role == Role::Code && !bare.numeral.is_scaled() && !line.is_hyphen(end) {
        sum.numeral = numeral::scaled(line, Numeral { end, ..sum.numeral }, true);
        sum.end = sum.numeral.end;
    }
    Some(change(line, sum))
}

/// `a dollar`, `half a dollar`, `half a cent`, where no noun follows that the currency would only describe (`a dollar
/// bill`).
pub(crate) fn one(line: Line<'_>, at: usize) -> Option<Amount> {
    let half = line.lexicon.number(line.lexeme(at)?.word) == Some(NumberWord::Half) && line.is_article(at + 1);
    if !half && !line.is_article(at) {
        return None;
    }
    let phrases = &line.lexicon.currencies.behind;
    let named = |word: &MoneyWord| {
        let minor = matches!(word.denomination, Denomination::Minor(_));
        word.role == Role::Name && word.least.is_zero() && (half || !minor)
    };
    let (end, word) = line.longest(at + 1 + usize::from(half), phrases, |_, word| named(word))?;
    let singular = !line.surface(end - 1).ends_with(['s', 'S']) && !line.surface(end - 1).eq_ignore_ascii_case("pound");
    let describes = line.kind(end) == Some(Kind::Word) && !line.is(end, Class::STOP) || line.is_hyphen(end);
    let mantissa = if half { Decimal::new(5, 1) } else { Decimal::ONE };
    let numeral = Numeral { mantissa, ..Numeral::one(at) };
    let sum = Amount { end, unit: Some(Unit::Money(word.denomination)), ..Amount::bare(numeral) };
    (singular && !describes).then(|| if half { sum } else { change(line, sum) })
}

/// Whether the lexemes `at..end` are written as `word` wants them.
fn spelled(line: Line<'_>, at: usize, end: usize, word: &MoneyWord) -> bool {
    match &word.exactly {
        Some(spelling) => line.span(at, end).of(line.text) == &**spelling,
        None if word.role == Role::Sign && end - at > 1 => evenly_spaced(line, at, end),
        None => true,
    }
}

/// `c$5` and, in text with spaces between all words, `c $ 5`; but not `gave us $5`.
fn evenly_spaced(line: Line<'_>, at: usize, end: usize) -> bool {
    (at + 1..end).all(|inner| line.glued(inner)) || !line.glued(end)
}

/// Whether a currency before the number makes money of it.
fn is_money(line: Line<'_>, word: &MoneyWord, numeral: &Numeral, behind: usize) -> bool {
    let single = behind > 0 && line.surface(behind - 1).len() == 1 && line.kind(behind - 1) == Some(Kind::Word);
    match word.role {
        Role::Weak | Role::Initials => looks_like_money(line, numeral) && (!single || line.glued(behind)),
        Role::Code => !line.is_hyphen(behind),
        _ => true,
    }
}

/// Whether the number alone looks like a sum: it has a magnitude, thousands, or two decimals.
fn looks_like_money(line: Line<'_>, numeral: &Numeral) -> bool {
    let digits = line.surface(numeral.start);
    let decimals = digits.rsplit_once('.').is_some_and(|(_, decimals)| decimals.len() == 2);
    numeral.is_scaled() || digits.contains(',') || decimals
}

/// Whether `word` can close the number before it.
fn fits(line: Line<'_>, bare: Amount, Range { start: at, end }: Range<usize>, word: &MoneyWord) -> bool {
    let large = || bare.numeral.amount().is_some_and(|amount| amount.abs() >= word.least);
    match word.role {
        Role::Tight => {
            let rate = line.is(end, Class::RATE) || line.is_all(bare.start, end);
            bare.numeral.in_digits && (line.glued(at) || rate) && at == bare.end && !bare.numeral.is_scaled()
        }
        Role::Weak => looks_like_money(line, &bare.numeral),
        Role::Initials => {
            looks_like_money(line, &bare.numeral) || line.kind(end) != Some(Kind::Word) || line.is(end, Class::STOP)
        }
        Role::Name if is_stage_name(line, &bare, at) => false,
        Role::Name => large() || looks_like_money(line, &bare.numeral),
        Role::Sign | Role::Code => true,
    }
}

/// `50 Cent`: the singular with a capital behind a number of more than one.
fn is_stage_name(line: Line<'_>, bare: &Amount, at: usize) -> bool {
    line.surface(at) == "Cent" && bare.numeral.amount() != Some(Decimal::ONE)
}

/// Whether the word after a sum starts apart from it, as in `$5 a`, not `$5x`.
fn ends(line: Line<'_>, end: usize) -> bool {
    !line.glued(end) || line.kind(end) == Some(Kind::Sign)
}

/// `50 pounds of cocaine`, `weighs 50 pounds`: no magnitude, and something says weight.
fn is_weight(line: Line<'_>, bare: &Amount, word: &MoneyWord, end: usize) -> bool {
    let pounds = matches!(word.denomination, Denomination::Shared(_)) && line.surface(end - 1).starts_with(['p', 'P']);
    let said = (bare.start.saturating_sub(3)..bare.start).chain(end..end + 4).any(|at| line.is(at, Class::WEIGHT));
    pounds && !bare.numeral.is_scaled() && (said || line.is(end, Class::OF))
}

/// Whether a sign between two numbers belongs to the second: `in 1990 $ 14 million`, `1 $10 bill`; not `10 $ 30 cents`.
fn opens_another(line: Line<'_>, at: usize, end: usize, word: &MoneyWord) -> bool {
    let sign = matches!(word.role, Role::Sign | Role::Code);
    if !sign || line.kind(end) != Some(Kind::Digits) || line.glued(at) && !line.glued(end) {
        return false;
    }
    if line.glued(end) || word.role == Role::Code {
        return line.glued(end);
    }
    let Some(next) = numeral::parse(line, end, true) else { return false };
    let phrases = &line.lexicon.currencies.behind;
    let closes = |word: &MoneyWord| match word.denomination {
        Denomination::Minor(_) => true,
        _ => matches!(word.role, Role::Sign | Role::Code),
    };
    line.longest(next.end, phrases, |stop, word| spelled(line, next.end, stop, word) && closes(word)).is_none()
}

/// The number behind a sign with a minus between: `$-5`.
fn past_minus(line: Line<'_>, at: usize) -> usize {
    if line.is_hyphen(at) && line.glued(at) && line.glued(at + 1) { at + 1 } else { at }
}

/// `-$5 million`, `minus $5 million`.
fn signed(line: Line<'_>, mut sum: Amount) -> Amount {
    let at = sum.start;
    let sign = at > 0 && line.is_hyphen(at - 1) && line.glued(at) && (at == 1 || !line.glued(at - 1));
    if sign {
        sum.start = at - 1;
        sum.numeral.mantissa.set_sign_negative(true);
    }
    sum
}

/// `$10 dollars`, `$5 million USD`: the currency said again belongs to the sum, and the more exact one counts.
fn named_again(line: Line<'_>, sum: Amount) -> Amount {
    let again = |word: &MoneyWord| {
        matches!(word.role, Role::Name | Role::Code) && !matches!(word.denomination, Denomination::Minor(_))
    };
    let phrases = &line.lexicon.currencies.behind;
    let at = sum.end;
    let Some((end, word)) = line.longest(at, phrases, |end, word| again(word) && spelled(line, at, end, word)) else {
        return sum;
    };
    let dollars = matches!(word.denomination, Denomination::Shared(_));
    let tight_sign = line.glued(sum.numeral.start) && word.role == Role::Name;
    if tight_sign || !ends(line, end) || line.kind(end) == Some(Kind::Digits) {
        return sum;
    }
    let unit = if dollars { sum.unit } else { Some(Unit::Money(word.denomination)) };
    Amount { end, unit, ..sum }
}

/// `3 dollars 50 cents`, `3 dollars and 50 cents`, `15 dollars 50`: small change behind a whole sum.
fn change(line: Line<'_>, sum: Amount) -> Amount {
    let minor = matches!(sum.unit, Some(Unit::Money(Denomination::Minor(_))));
    if minor || sum.numeral.is_scaled() || !sum.numeral.mantissa.fract().is_zero() {
        return sum;
    }
    let at = if line.is(sum.end, Class::AND) { sum.end + 1 } else { sum.end };
    let Some(coins) = numeral::parse(line, at, false).filter(|coins| !coins.is_scaled() && coins.start == at) else {
        return sum;
    };
    match minor_behind(line, coins) {
        Some((end, ratio)) => with_change(sum, coins, end, ratio),
        None if stands_alone(line, coins.end) && sum.start == sum.numeral.start => {
            with_change(sum, coins, coins.end, Decimal::ONE_HUNDRED)
        }
        None => sum,
    }
}

/// The small change that the number `coins` counts: the position behind it and how many make one.
fn minor_behind(line: Line<'_>, coins: Numeral) -> Option<(usize, Decimal)> {
    let phrases = &line.lexicon.currencies.behind;
    let small = |word: &MoneyWord| matches!(word.denomination, Denomination::Minor(_));
    let tight = |word: &MoneyWord| word.role == Role::Tight && coins.in_digits && line.glued(coins.end);
    let (end, word) =
        line.longest(coins.end, phrases, |_, word| small(word) && (word.role == Role::Name || tight(word)))?;
    let Denomination::Minor(minor) = word.denomination else { return None };
    ends(line, end).then(|| (end, line.lexicon.currencies.minors[usize::from(minor)].ratio))
}

/// `$20 and 43c`, and, with the change in words, `c $ 100 and fifty`.
fn change_behind(line: Line<'_>, sum: Amount) -> Amount {
    let words = line.is(sum.end, Class::AND) && line.kind(sum.end + 1) == Some(Kind::Word);
    let with = change(line, Amount { start: sum.numeral.start, ..sum });
    let coins = line.kind(with.end - 1) == Some(Kind::Word) && with.end > sum.end;
    if words || coins { Amount { start: sum.start, ..with } } else { sum }
}

fn with_change(sum: Amount, coins: Numeral, end: usize, ratio: Decimal) -> Amount {
    let share = coins.mantissa.checked_div(ratio).filter(|share| *share < Decimal::ONE && !share.is_sign_negative());
    share.map_or(sum, |change| Amount { end, change, ..sum })
}

/// Whether a bare number of coins is followed by nothing that it could count.
fn stands_alone(line: Line<'_>, at: usize) -> bool {
    let punctuation = line.kind(at) == Some(Kind::Sign) && !line.is_hyphen(at) && !line.is(at, Class::OPENS_MONEY);
    at >= line.lexemes.len()
        || punctuation && !matches!(line.surface(at), "%" | "/" | ",")
        || line.is(at, Class::AND)
        || matches!(line.surface(at), "more" | "each")
}
