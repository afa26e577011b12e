//! Two numbers that are the ends of one range, or that share a unit: `$1.2-1.5 billion`, `between 5 and 6 percent`.

use dateline_text::Bound;
use rust_decimal::Decimal;

use crate::amount::{self, Amount, Unit};
use crate::counted;
use crate::grammar::Grammar;
use crate::lexeme::Kind;
use crate::lexicon::Class;
use crate::line::Line;
use crate::numeral;

/// Two amounts that stand together.
pub(crate) struct Pair {
    pub(crate) low: Amount,
    pub(crate) high: Amount,
    /// The bounds of a range; `None` where each number stands for itself (`rose from 5 to 6 percent`).
    pub(crate) bounds: Option<(Bound, Bound)>,
}

/// What joins two numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    Slash,
    To,
    And,
}

/// The pair that `first` opens.
pub(crate) fn pair(line: Line<'_>, grammar: Grammar<'_>, first: Amount) -> Option<Pair> {
    let (joint, at) = joint(line, &first)?;
    let second = amount::parse_in_range(line, grammar, at)?;
    let counted = matches!(second.unit, Some(Unit::Counted(_)));
    if counted && first.unit.is_none() && !counted::may_open_range(line, &first) {
        return None;
    }
    let second = if joint == Joint::Slash { quoted(line, &first, second)? } else { second };
    let (low, high) = share(first, second)?;
    let ascending = low.value()? < high.value()?;
    let between = line.before_is(first.start, Class::BETWEEN);
    let from = line.before_is(first.start, Class::FROM);
    let incomplete = first.unit.is_none() || second.unit.is_none();
    let range = match joint {
        Joint::Dash | Joint::Slash => ascending,
        Joint::And => between,
        Joint::To if from => ascending && !changes(line, first.start - 1),
        Joint::To => {
            ascending
                && (incomplete && !is_step(line, &low, &high)
                    || opened(line, first.start)
                    || unchanged(line, &low, &high))
        }
    };
    let joined = range || joint == Joint::Slash || (joint == Joint::To && incomplete && from);
    joined.then_some(Pair { low, high, bounds: range.then_some((Bound::AtLeast, Bound::AtMost)) })
}

/// The joint behind `first` and the position after it.
fn joint(line: Line<'_>, first: &Amount) -> Option<(Joint, usize)> {
    let at = first.end;
    if line.is_hyphen(at) || line.is_sign(at, "—") {
        let even = line.glued(at) == line.glued(at + 1);
        return even.then_some((Joint::Dash, at + 1));
    }
    if line.is_sign(at, "/") && line.glued(at) && line.glued(at + 1) {
        return Some((Joint::Slash, at + 1));
    }
    if line.is(at, Class::TO) {
        return Some((Joint::To, at + 1));
    }
    line.is(at, Class::AND).then_some((Joint::And, at + 1))
}

/// The offered price behind the bid in a dealer's quote: `412.50/413.00 dlrs`, or only its last digits, `1.8425/35`.
fn quoted(line: Line<'_>, bid: &Amount, offer: Amount) -> Option<Amount> {
    let decimals = line.surface(bid.numeral.start).rsplit_once('.')?.1.len() as u32;
    let money = matches!(offer.unit, Some(Unit::Money(_) | Unit::Share(_)))
        && bid.numeral.in_digits
        && !bid.numeral.is_scaled();
    let digits = line.surface(offer.numeral.start);
    let width = digits.len() as u32;
    if !money || digits.contains('.') || width > decimals {
        return money.then_some(offer);
    }
    let step = Decimal::from(10u64.checked_pow(decimals)?);
    let last = Decimal::from(10u64.checked_pow(width)?);
    let ticks = bid.numeral.mantissa.checked_mul(step)?;
    let whole = ticks.checked_div(last)?.floor().checked_mul(last)?;
    let mantissa = whole.checked_add(offer.numeral.mantissa)?.checked_div(step)?;
    Some(Amount { numeral: numeral::Numeral { mantissa, ..offer.numeral }, ..offer })
}

/// Whether the words before a range of two whole amounts say that it is one.
fn opened(line: Line<'_>, start: usize) -> bool {
    let clause = start == 0 || line.kind(start - 1) == Some(Kind::Sign);
    clause || line.before_is(start, Class::RANGE_OPENER) || crate::bounds::before(line, start).is_some()
}

/// How much more than the low end of a range the high end is at most, where nothing else says that it is one.
const WIDTH: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// `bought $2 billion to $3 billion`: near each other, and nothing rises or falls from the one to the other.
fn unchanged(line: Line<'_>, low: &Amount, high: &Amount) -> bool {
    let near =
        low.value().and_then(|low| low.checked_mul(WIDTH)).zip(high.value()).is_some_and(|(most, high)| high <= most);
    near && !changes(line, low.start)
}

/// How far before "from" the word stands that says what changed.
const CLAUSE: usize = 14;

/// Whether something rises or falls just before lexeme `from`.
fn changes(line: Line<'_>, from: usize) -> bool {
    !line.before_is(from, Class::RANGING) && (from.saturating_sub(CLAUSE)..from).any(|at| line.is(at, Class::CHANGING))
}

/// `up 5 to 1,234 points`: a small change and the level it led to.
fn is_step(line: Line<'_>, low: &Amount, high: &Amount) -> bool {
    let far = low.value().and_then(|low| low.checked_mul(Decimal::TEN)).zip(high.value());
    line.before_is(low.start, Class::CHANGING) && far.is_some_and(|(ten_times, high)| high > ten_times)
}

/// Gives each of the two the unit and the magnitude that only the other one says.
fn share(mut low: Amount, mut high: Amount) -> Option<(Amount, Amount)> {
    match (low.unit, high.unit) {
        (None, None) => return None,
        (None, unit) => (low.unit, low.times) = (unit, high.times),
        // "$1.2 to 1.5 billion", but not "fell 151 points to 35,527".
        (unit, None) if low.start < low.numeral.start => (high.unit, high.times) = (unit, low.times),
        (_, None) => return None,
        (Some(one), Some(other)) if one != other => return None,
        _ => {}
    }
    let closing = high.numeral.is_scaled() && !low.numeral.is_scaled();
    if closing && low.numeral.mantissa < high.numeral.mantissa {
        low.numeral.scale = high.numeral.scale;
    }
    Some((low, high))
}

/// The position after the numbers that dashes, slashes and colons chain to the one that ends at `end`: scores,
/// telephone numbers and dates are not read number by number.
pub(crate) fn past_score(line: Line<'_>, mut end: usize) -> usize {
    let chained = |at: usize| line.is_hyphen(at) || matches!(line.surface(at), "/" | ":");
    while chained(end) && line.glued(end) && line.glued(end + 1) && line.kind(end + 1) == Some(Kind::Digits) {
        end += 2;
    }
    end
}
