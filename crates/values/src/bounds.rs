//! Words before and behind an amount that bound it.

use dateline_text::Bound;

use crate::lexeme::Kind;
use crate::lexicon::{BoundWord, Class};
use crate::line::Line;

/// How many words may stand between a bound and its amount: "more than *a further* 200".
const SKIPS: usize = 3;

/// How far back a negation may stand.
const CLAUSE: usize = 10;

/// The bound that the words before lexeme `start` set.
pub(crate) fn before(line: Line<'_>, start: usize) -> Option<Bound> {
    let (first, word) = phrase_before(line, start)?;
    word.bound.map(|bound| if word.verb && is_negated(line, first) { turned(bound) } else { bound })
}

/// The first lexeme of the words before `start` that bound it, or `start`.
pub(crate) fn first_word(line: Line<'_>, start: usize) -> usize {
    phrase_before(line, start).map_or(start, |(first, _)| first)
}

/// The bounding phrase before `start`, with words such as *a further* between. An article alone may follow "nearly",
/// but "under a $10 billion contract" and "topped a 5 per cent hurdle" bound nothing.
fn phrase_before(line: Line<'_>, start: usize) -> Option<(usize, BoundWord)> {
    let mut at = start;
    for _ in 0..=SKIPS {
        if let Some(found) = phrase_ending(line, at) {
            return Some(found);
        }
        if !line.before_is(at, Class::SKIP) {
            break;
        }
        at -= 1;
    }
    let behind_article = if line.is_article(at.wrapping_sub(1)) { phrase_ending(line, at - 1) } else { None };
    behind_article.filter(|(_, bound)| at < start || !bound.preposition && !bound.verb)
}

fn phrase_ending(line: Line<'_>, at: usize) -> Option<(usize, BoundWord)> {
    let (first, word) = line.longest_before(at, &line.lexicon.bounds_before)?;
    word.bound.map(|_| (first, *word))
}

/// Whether a negation stands in the clause before lexeme `at`.
pub(crate) fn is_negated(line: Line<'_>, at: usize) -> bool {
    let ends_clause = |&before: &usize| matches!(line.surface(before), "," | ";" | ":" | "." | "but" | "—" | "(" | ")");
    (at.saturating_sub(CLAUSE)..at)
        .rev()
        .take_while(|before| !ends_clause(before))
        .any(|at| line.is(at, Class::NEGATOR))
}

fn turned(bound: Bound) -> Bound {
    match bound {
        Bound::AtLeast => Bound::AtMost,
        Bound::AtMost => Bound::AtLeast,
        other => other,
    }
}

/// The bound that the words from lexeme `end` on set, and the position behind them.
pub(crate) fn behind(line: Line<'_>, end: usize) -> Option<(Bound, usize)> {
    let (stop, bound) = line.longest(end, &line.lexicon.bounds_after, |_, _| true)?;
    let another = line.is(end, Class::AND)
        && (line.kind(stop) == Some(Kind::Digits)
            || line.is(stop, Class::NUMERAL)
            || line.is(stop, Class::OPENS_MONEY));
    (!another).then_some((*bound, stop))
}
