//! The country of a body and the nouns that describe it, where the text says so.

use std::ops::Range;

use dateline_text::{Analysis, Upos};

use super::{country::only_country, member::Member};
use crate::{
    lexicon::{Country, Lexicon},
    words::{is_capitalised, is_possessive_mark, lower, singular},
};

/// Reads the words around the name `tokens` of `member`: "Malaysia's Petronas", "CNPC, China's energy company,".
pub(crate) fn read(analysis: &Analysis, sentence: &Range<usize>, tokens: &Range<usize>, member: &mut Member) {
    let (mut country, mut nouns) = before(analysis, sentence, tokens.start);
    if tokens.end < sentence.end && matches!(analysis.word(tokens.end), "," | "-" | "–" | "—") {
        let (home, described) = after(analysis, sentence, tokens.end + 1);
        country = country.or(home);
        nouns.extend(described);
    }
    member.country = member.country.or(country).or_else(|| only_country(&member.name));
    nouns.retain(|noun| !member.nouns.contains(noun));
    member.nouns.extend(nouns);
}

/// "Malaysia's Petronas", "Malaysian state oil firm Petronas".
fn before(analysis: &Analysis, sentence: &Range<usize>, name: usize) -> (Option<Country>, Vec<String>) {
    let mut nouns = Vec::new();
    for token in (sentence.start..name).rev().take(8) {
        if let Some(country) = country_at(analysis, token) {
            // A country without possessive or people form before a name is another thing: "Russia Gazprom".
            let owns = is_possessive_mark(analysis, token + 1) || is_people(analysis, token);
            return (owns.then_some(country), nouns);
        }
        let word = singular(analysis, token);
        if Lexicon::get().bodies.is_body_noun(&word) && nouns.is_empty() {
            nouns.push(word);
        } else if !is_possessive_mark(analysis, token) && !describes(analysis, token) {
            break;
        }
    }
    (None, nouns)
}

/// ", China's state-owned energy company," or ", the Dutch chemical group,".
fn after(analysis: &Analysis, sentence: &Range<usize>, start: usize) -> (Option<Country>, Vec<String>) {
    let mut country = None;
    for token in start..sentence.end.min(start + 10) {
        let found = country_at(analysis, token);
        if country.is_none() && found.is_some() {
            country = found;
            continue;
        }
        let word = singular(analysis, token);
        if Lexicon::get().bodies.is_body_noun(&word) {
            return (country, vec![word]);
        }
        let leading = matches!(lower(analysis, token).as_str(), "the" | "a" | "an" | "one" | "of" | "one-time");
        if !leading && !is_possessive_mark(analysis, token) && !describes(analysis, token) {
            break;
        }
    }
    (None, Vec::new())
}

/// Whether the word may stand between country and noun of a description.
fn describes(analysis: &Analysis, token: usize) -> bool {
    let word = lower(analysis, token);
    Lexicon::get().bodies.describing.contains(&word)
        || word == "-"
        || matches!(analysis.tokens[token].upos, Upos::Adj | Upos::Noun) && !is_capitalised(analysis, token)
}

fn country_at(analysis: &Analysis, token: usize) -> Option<Country> {
    let countries = &Lexicon::get().countries;
    let word = analysis.word(token);
    if !is_capitalised(analysis, token) {
        return None;
    }
    let pair = token.checked_sub(1).map(|first| format!("{} {word}", analysis.word(first)));
    let named = pair.and_then(|pair| countries.named(&pair).or_else(|| countries.of_people(&pair)));
    named.or_else(|| countries.named(word)).or_else(|| countries.of_people(word))
}

fn is_people(analysis: &Analysis, token: usize) -> bool {
    Lexicon::get().countries.of_people(analysis.word(token)).is_some()
}
