//! The word lists of `english/`, read at build time and parsed once.

use std::{collections::HashSet, sync::LazyLock};

/// Words and endings that steer the splitting of words. All in lower case but [`Lexicon::currency`].
pub(crate) struct Lexicon {
    /// Words that keep their full stop, without it.
    pub abbreviations: HashSet<&'static str>,
    /// Endings that are words, longest first, with a straight apostrophe.
    pub clitics: Vec<&'static str>,
    /// A word's written form and the lengths in bytes of the words that it holds.
    pub contractions: Vec<(String, Vec<usize>)>,
    /// Beginnings that keep their hyphen.
    pub prefixes: HashSet<&'static str>,
    /// Endings that keep their hyphen.
    pub suffixes: HashSet<&'static str>,
    /// Endings of numbers that are words.
    pub units: HashSet<&'static str>,
    /// Beginnings of amounts that are words, longest first.
    pub currency: Vec<&'static str>,
}

/// The English word lists.
pub(crate) static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    let affixes = include_str!("../english/affixes.txt");
    let mut clitics: Vec<_> = lines(include_str!("../english/clitics.txt")).collect();
    clitics.sort_by_key(|clitic| std::cmp::Reverse(clitic.len()));
    let mut currency: Vec<_> = lines(include_str!("../english/currency.txt")).collect();
    currency.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
    Lexicon {
        abbreviations: lines(include_str!("../english/abbreviations.txt")).collect(),
        clitics,
        contractions: lines(include_str!("../english/contractions.txt")).map(contraction).collect(),
        prefixes: lines(affixes).filter(|affix| !affix.starts_with('-')).collect(),
        suffixes: lines(affixes).filter_map(|affix| affix.strip_prefix('-')).collect(),
        units: lines(include_str!("../english/units.txt")).collect(),
        currency,
    }
});

/// The entries of a word list: neither blank lines nor comments.
fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// `can+not` becomes `("cannot", [3, 3])`.
fn contraction(entry: &'static str) -> (String, Vec<usize>) {
    (entry.replace('+', ""), entry.split('+').map(str::len).collect())
}
