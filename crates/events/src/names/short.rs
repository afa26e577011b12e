//! Whether one name is a short form of another.

use crate::{
    lexicon::{Lexicon, fold},
    names::form::NameForm,
};

/// First words that many organisations share: alone they are no short form.
const GENERIC: &[&str] = &[
    "first",
    "national",
    "united",
    "general",
    "international",
    "royal",
    "new",
    "bank",
    "ministry",
    "american",
    "state",
    "federal",
    "central",
    "european",
    "north",
    "south",
    "east",
    "west",
    "world",
    "joint",
    "public",
    "great",
    "grand",
    "standard",
    "department",
    "association",
    "university",
    "committee",
    "council",
    "commission",
    "group",
    "organization",
    "organisation",
    "union",
    "working",
    "supreme",
];

/// How a name fits a longer one, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// The same words.
    Same,
    /// Words of it, where short forms keep them: the first of a body, the last of a person.
    Part,
    /// Other words of it.
    Within,
    /// Its initials.
    Initials,
}

/// How the person's name `short` is a short form of `full`: "Badawi", "S. Lavrov", "George Bush".
pub(crate) fn person(short: &NameForm, full: &NameForm) -> Option<Fit> {
    let (a, b) = (&short.core, &full.core);
    if a.is_empty() || a.len() > b.len() || genders_differ(short, full) {
        return None;
    }
    // "King Hussein" is no short form of "Saddam Hussein".
    if short.reigns && !full.reigns {
        return None;
    }
    if let [only] = a.as_slice() {
        let whole = only.chars().count() > 1 && !Lexicon::get().people.particles.contains(only);
        let fit = if b.last() == Some(only) { Fit::Part } else { Fit::Within };
        return (whole && b.contains(only)).then_some(fit);
    }
    let same_end = a.last() == b.last() || a.first() == b.first() && a.len() > 2;
    (same_end && subsequence(a, b)).then_some(Fit::Part)
}

/// Whether honorifics show two people: "Mrs Clinton" is not "Mr Clinton".
pub(crate) fn genders_differ(a: &NameForm, b: &NameForm) -> bool {
    matches!((a.gender, b.gender), (Some(x), Some(y)) if x != y)
}

/// Whether the words of `a` stand in `b` in that order; an initial stands for a word.
fn subsequence(a: &[String], b: &[String]) -> bool {
    let mut rest = b.iter();
    a.iter().all(|word| rest.any(|other| same_word(word, other)))
}

fn same_word(a: &str, b: &str) -> bool {
    a == b || (a.chars().count() == 1 || b.chars().count() == 1) && a.chars().next() == b.chars().next()
}

/// How the organisation's name `short` is a short form of `full`: "Penril" of "Penril Corp", "IC Gas", "HP".
pub(crate) fn body(short: &NameForm, full: &NameForm) -> Option<Fit> {
    // "Aloha Inc" is whole: no short form of "Aloha Airlines Inc".
    if short.core.is_empty() || short.is_company() || Lexicon::get().countries.evoked_by(&short.shown).is_some() {
        return None;
    }
    let (words, whole) = (plain_words(short), plain_words(full));
    let parts = &Lexicon::get().bodies.parts;
    let part = whole.iter().skip(words.len()).any(|word| parts.contains(word));
    if begins_names(short, full) && words.len() < whole.len() && !part {
        if whole.starts_with(&words) {
            return Some(Fit::Part);
        }
        // Two names that the tagger took for one ("Glenmede Trust Co and Sun Co") have no short form in the middle.
        let one = !whole.iter().any(|word| word == "and");
        if one && words.concat().len() > 2 && whole.windows(words.len()).any(|part| part == words) {
            return Some(Fit::Within);
        }
    }
    if without_country(short, full) {
        return Some(Fit::Within);
    }
    (acronym(&short.shown, &full.shown) || mixed(short, full)).then_some(Fit::Initials)
}

/// Whether words of a longer name can stand for it: no generic word alone, and no acronym, which is a name of its own
/// ("ASEAN" is not the "ASEAN Regional Forum"), unless the longer one is a company's.
fn begins_names(short: &NameForm, full: &NameForm) -> bool {
    match short.core.as_slice() {
        [only] => !GENERIC.contains(&only.as_str()) && (!is_capitals(&short.shown) || full.is_company()),
        _ => true,
    }
}

/// The words between spaces, folded, without the legal form: a part of a hyphenated word is no word ("Russia-ASEAN").
fn plain_words(form: &NameForm) -> Vec<String> {
    let bodies = &Lexicon::get().bodies;
    let mut words: Vec<String> =
        fold(&form.shown).split(' ').map(|word| word.trim_end_matches([',', '.']).to_owned()).collect();
    while words.len() > 1 && words.last().is_some_and(|word| bodies.suffixes.contains(word)) {
        words.pop();
    }
    words
}

/// "Foreign Ministry" of "Russian Foreign Ministry": the full name only adds whose it is.
fn without_country(short: &NameForm, full: &NameForm) -> bool {
    let extra = full.core.len().saturating_sub(short.core.len());
    extra > 0
        && short.core.len() > 1
        && full.core.ends_with(&short.core)
        && Lexicon::get().countries.evoked_by(&full.core[..extra].join(" ")).is_some()
}

/// "IC Gas" of "Imperial Continental Gas Association": initials first, then words.
fn mixed(short: &NameForm, full: &NameForm) -> bool {
    let Some((initials, rest)) = short.core.split_first() else { return false };
    let capitals = short.shown.split_whitespace().next().is_some_and(is_capitals);
    let skip = initials.chars().count();
    capitals
        && !rest.is_empty()
        && full.core.len() > skip
        && initials.chars().zip(&full.core).all(|(letter, word)| word.starts_with(letter))
        && full.core[skip..].starts_with(rest)
}

/// Whether the letters, two or more, are all capitals.
pub(crate) fn is_capitals(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic());
    letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase)
}

/// Whether `short`, written in capitals, is made of the initials of `full`.
pub(crate) fn acronym(short: &str, full: &str) -> bool {
    let letters = letters(short);
    is_capitals(short) && !short.contains(char::is_whitespace) && spells(&letters, &initials(full), false)
}

/// Whether `short`, which the text puts in brackets after `full`, abbreviates it: "Miti", "Comecon".
pub(crate) fn bracketed(short: &str, full: &str) -> bool {
    let compact = short.split_whitespace().count() == 1 && (2..=10).contains(&short.chars().count());
    compact && short.starts_with(char::is_uppercase) && spells(&letters(short), &initials(full), true)
}

fn letters(word: &str) -> Vec<char> {
    fold(word).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The words that lend letters, with whether they may be passed over.
fn initials(name: &str) -> Vec<(Vec<char>, bool)> {
    const SMALL: &[&str] =
        &["of", "and", "for", "the", "in", "on", "de", "du", "des", "la", "et", "y", "to", "with", "&"];
    let bodies = &Lexicon::get().bodies;
    // "Southeast" lends one letter to some bodies and two to ASEAN.
    let halves = fold(name).replace("southeast", "south east").replace("northeast", "north east");
    halves
        .split([' ', '-', '/'])
        .filter(|word| !word.is_empty())
        .map(|word| (word.chars().collect(), word == "east" || SMALL.contains(&word) || bodies.suffixes.contains(word)))
        .collect()
}

/// Whether `letters` are the first letters of the words, one each; with `loose`, one or more each.
fn spells(letters: &[char], words: &[(Vec<char>, bool)], loose: bool) -> bool {
    let Some(((word, small), rest)) = words.split_first() else { return letters.is_empty() };
    if *small && spells(letters, rest, loose) {
        return true;
    }
    let most = if loose { word.len().min(4) } else { 1 };
    (1..=most)
        .any(|take| letters.len() >= take && letters[..take] == word[..take] && spells(&letters[take..], rest, loose))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people() {
        let is = |a: &str, b: &str| person(&NameForm::person(a), &NameForm::person(b)).is_some();
        assert!(is("Badawi", "Abdullah Ahmad Badawi"));
        assert!(is("Lokman", "Datuk Lokman Hakim Ali"));
        assert!(is("S. Lavrov", "Sergey Lavrov"));
        assert!(is("George Bush", "George W. Bush"));
        assert!(!is("Lyndon Johnson", "Boris Johnson"));
        assert!(!is("Mrs Clinton", "Mr Bill Clinton"));
        assert!(!is("bin", "Osama bin Laden"));
        assert!(!is("King Hussein", "Saddam Hussein"));
        assert!(is("King Olav", "King Olav Haakon"));
    }

    #[test]
    fn bodies() {
        let is = |a: &str, b: &str| body(&NameForm::body(a), &NameForm::body(b)).is_some();
        assert!(is("ASEAN", "Association of Southeast Asian Nations"));
        assert!(is("HP", "Hewlett-Packard Co"));
        assert!(is("CNPC", "China National Petroleum Corp"));
        assert!(is("GM", "General Motors Corp"));
        assert!(is("IC Gas", "Imperial Continental Gas Association"));
        assert!(is("Gulf Applied", "Gulf Applied Technologies Inc"));
        assert!(is("Foreign Ministry", "Russian Foreign Ministry"));
        assert!(is("Bull", "Compagnie des Machines Bull"));
        assert!(is("SHV", "SHV Holdings Co Ltd") || is("DNA", "DNA Medical Inc"));
        assert!(!is("ASEAN", "ASEAN Regional Forum"));
        assert!(!is("ASEAN", "Russia-ASEAN"));
        assert!(!is("Aloha Inc", "Aloha Airlines Inc"));
        assert!(!is("Malaysia", "Malaysia Airlines"));
        assert!(!is("First", "First Boston Corp"));
        assert!(!is("UN", "University of Texas"));
        assert!(bracketed("Miti", "Ministry of International Trade and Industry"));
        assert!(!bracketed("RIC", "Sinopec"));
    }
}
