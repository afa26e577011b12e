//! Counted things: a number and the noun phrase behind it (`18 Sukhoi fighter jets`, `40 million tons`).

use dateline_text::Span;
use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::bounds;
use crate::grammar::Grammar;
use crate::lexeme::Kind;
use crate::lexicon::Class;
use crate::line::Line;

/// How many words a noun phrase may have.
const LONGEST: usize = 7;

/// The counted thing behind the number.
pub(crate) fn closed(line: Line<'_>, grammar: Grammar<'_>, bare: Amount) -> Option<Amount> {
    if !is_count(line, &bare) {
        return None;
    }
    let noun = bounds::behind(line, bare.end).map_or(bare.end, |(_, stop)| stop);
    let noun = if line.is(noun, Class::MORE) && !line.glued(noun) { noun + 1 } else { noun };
    let end = measure(line, noun).or_else(|| noun_phrase(line, grammar, &bare, noun))?;
    let from = line.past_hyphen(noun);
    Some(Amount { end, unit: Some(Unit::Counted(line.span(from, end))), ..bare })
}

/// Whether a number without a noun can be the first of a range of counts.
pub(crate) fn may_open_range(line: Line<'_>, first: &Amount) -> bool {
    first.numeral.amount().is_some_and(|amount| !is_year(line, first, amount)) && !is_label(line, first.start)
}

/// Whether the number can count anything: no year, no label, no pronoun, no negative number.
fn is_count(line: Line<'_>, bare: &Amount) -> bool {
    let Some(amount) = bare.numeral.amount() else { return false };
    let letter = bare.numeral.letter && !letter_counts(line, bare.numeral.end - 1);
    let part = bare.numeral.in_digits && amount > Decimal::ZERO && amount < Decimal::ONE;
    (amount > Decimal::ONE || part)
        && !letter
        && !is_name(line, bare)
        && !is_year(line, bare, amount)
        && !is_label(line, bare.start)
}

/// `the Three Gorges`: a capital in the middle of a sentence, and another one behind it, make the number a name.
fn is_name(line: Line<'_>, bare: &Amount) -> bool {
    let inside = bare.start > 0 && line.surface(bare.start - 1).starts_with(char::is_lowercase);
    !bare.numeral.in_digits && inside && is_capital(line, bare.start) && is_capital(line, bare.end)
}

/// Whether the letter at `at` may multiply a counted thing, as in `2bn people`.
fn letter_counts(line: Line<'_>, at: usize) -> bool {
    let magnitude = line.lexicon.magnitude(line.word(at));
    magnitude.is_some_and(|magnitude| magnitude.counts) && !line.surface(at).starts_with(char::is_uppercase)
}

/// Four digits without a comma from 1800 to 2100 are a year, unless a bound says that they are a round count.
fn is_year(line: Line<'_>, bare: &Amount, amount: Decimal) -> bool {
    let digits = line.surface(bare.numeral.start);
    let plain =
        bare.numeral.in_digits && !bare.numeral.is_scaled() && digits.len() == 4 && !digits.contains([',', '.']);
    let near = amount >= Decimal::from(1800) && amount <= Decimal::from(2100);
    let round = (amount % Decimal::ONE_HUNDRED).is_zero() && bounds::before(line, bare.start).is_some();
    plain && near && !round
}

/// `Boeing 737 jets`, `No. 5 seeds`, `page 12`: the word before makes the number a name, unless it is a verb, as in `will
/// order 15 jets`.
fn is_label(line: Line<'_>, start: usize) -> bool {
    let before = if start > 1 && line.is_sign(start - 1, ".") { start - 1 } else { start };
    let grouped = line.surface(start).contains(',');
    let verb = before > 1 && line.before_is(before - 1, Class::AUXILIARY) && !is_capital(line, before - 1);
    !grouped && !verb && line.before_is(before, Class::LABEL) || (start > 0 && line.is_sign(start - 1, "#"))
}

/// The end of a unit of measure at `at`; a hyphen may join it to the number.
fn measure(line: Line<'_>, at: usize) -> Option<usize> {
    let from = line.past_hyphen(at);
    let written = |end: usize, exactly: &Option<Box<str>>| {
        exactly.as_deref().is_none_or(|spelling| line.span(from, end).of(line.text) == spelling)
    };
    let (end, _) = line.longest(from, &line.lexicon.measures, |end, measure| written(end, &measure.exactly))?;
    let names_more = from == at && line.past_hyphen(end) > end && line.kind(end + 1) == Some(Kind::Word);
    (!names_more && (!line.glued(end) || line.kind(end) == Some(Kind::Sign))).then_some(end)
}

/// The end of the noun phrase at `at`: as the tagger has it, or else by form, since a tagger that errs is no proof.
///
/// Behind an article the number belongs to a modifier, as in *a 60,000 subscriber network*.
fn noun_phrase(line: Line<'_>, grammar: Grammar<'_>, bare: &Amount, at: usize) -> Option<usize> {
    let number = line.span(bare.numeral.start, bare.numeral.end);
    if line.glued(at) || line.is_article(bare.start.wrapping_sub(1)) || grammar.is_label(number) {
        return None;
    }
    by_grammar(line, grammar, bare, at).or_else(|| by_form(line, at))
}

/// The end of the noun phrase that the tagger says the number counts.
fn by_grammar(line: Line<'_>, grammar: Grammar<'_>, bare: &Amount, at: usize) -> Option<usize> {
    let nouns = grammar.counted_nouns(line.span(bare.numeral.start, bare.numeral.end));
    nouns
        .take(LONGEST)
        .filter_map(|noun| end_at(line, at, noun.span))
        .find(|&end| is_plural(line, end - 1) || line.is(end - 1, Class::SUBSTANTIVE))
        .filter(|&end| !is_stop(line, at) && !is_forbidden(line, end - 1))
}

/// The lexeme boundary at the end of `noun`, if the phrase up to there is short and unbroken.
fn end_at(line: Line<'_>, at: usize, noun: Span) -> Option<usize> {
    let ahead = line.lexemes[at..].iter().take(3 * LONGEST).position(|lexeme| lexeme.span.end >= noun.end)?;
    let end = at + ahead + 1;
    let broken = (at..end).any(|inner| matches!(line.surface(inner), "," | ";" | ":" | "(" | ")" | "."));
    (!broken && line.lexemes[end - 1].span.end == noun.end).then_some(end)
}

/// The end of the noun phrase at `at` by the form of its words: up to the first plural, past plurals that modify
/// another (`sales representatives`) and names that go on (`Grant Industries Inc common shares`).
fn by_form(line: Line<'_>, at: usize) -> Option<usize> {
    let (mut from, mut found) = (at, None);
    for _ in 0..LONGEST {
        let Some(end) = compound(line, from) else { break };
        let people = found.is_none() && line.is(from, Class::SUBSTANTIVE) && !leads_on(line, end);
        if people || is_plural(line, end - 1) {
            found = Some(end);
            let name_goes_on = is_capital(line, end - 1) && (is_capital(line, end) || leads_on(line, end));
            if !line.is(end - 1, Class::MODIFYING) && !name_goes_on {
                break;
            }
        }
        from = end;
    }
    found.filter(|&end| !is_forbidden(line, end - 1))
}

/// Whether a noun may still follow at `at`: `12 dead whales`.
fn leads_on(line: Line<'_>, at: usize) -> bool {
    let next = if line.is(at, Class::MODIFYING) { at + 1 } else { at };
    compound(line, next).is_some_and(|end| is_plural(line, end - 1))
}

fn is_capital(line: Line<'_>, at: usize) -> bool {
    line.surface(at).starts_with(char::is_uppercase)
}

/// The end of the word at `at`, with the parts that hyphens and the like join to it: `surface-to-air`, `MiG-29s`;
/// or of the number of a model behind its name: `Boeing 777-300ERs`.
fn compound(line: Line<'_>, at: usize) -> Option<usize> {
    let mut end = at + 1;
    while line.glued(end)
        && line.glued(end + 1)
        && (line.is_hyphen(end) || matches!(line.surface(end), "/" | "&" | "’" | "'"))
    {
        end += 2;
    }
    while line.glued(end) && line.kind(end) != Some(Kind::Sign) {
        end += 1;
    }
    let model =
        line.kind(at)? == Kind::Digits && at > 0 && line.kind(at - 1) == Some(Kind::Word) && is_capital(line, at - 1);
    let opens = model || line.kind(at)? == Kind::Word || line.is_sign(at, "-");
    let stops = end == at + 1 && (is_stop(line, at) || line.is(at, Class::TIME) || line.is(at, Class::NUMERAL));
    (opens && !stops && line.kind(end - 1) != Some(Kind::Sign)).then_some(end)
}

/// Whether no noun phrase goes past lexeme `at`; `US` is no pronoun.
fn is_stop(line: Line<'_>, at: usize) -> bool {
    line.is(at, Class::STOP) && !matches!(line.surface(at), "US" | "U.S." | "U.S" | "IT")
}

/// Whether lexeme `at` is a plural noun by its form.
fn is_plural(line: Line<'_>, at: usize) -> bool {
    let word = line.surface(at);
    let lower = word.to_ascii_lowercase();
    let people = is_capital(line, at) && (lower.ends_with("is") || lower.ends_with("us"));
    let initials =
        word.len() > 2 && word.ends_with('s') && word[..word.len() - 1].bytes().all(|byte| byte.is_ascii_uppercase());
    let form = (lower.len() > 3 || line.glued(at))
        && lower.len() > 2
        && lower.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| lower.ends_with(end));
    let number = lower == "s" && line.glued(at) && line.kind(at.wrapping_sub(1)) == Some(Kind::Digits);
    (form || people || initials || number || line.is(at, Class::COLLECTIVE)) && !line.is(at, Class::NEVER)
}

/// Whether lexeme `at` heads no counted thing.
fn is_forbidden(line: Line<'_>, at: usize) -> bool {
    line.is(at, Class::TIME) || line.is(at, Class::NEVER)
}
