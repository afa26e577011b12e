//! Keyword lines without a heading: names strung together, or separated by commas, below the story.

use std::collections::HashSet;

use dateline_text::FurnitureReason;

use super::{
    marks::Marks,
    unit::{Unit, starts_upper},
};

/// Words from which a line without punctuation can be told to be keywords.
const MIN_WORDS: usize = 8;

/// Phrases that a line of keywords between commas has at least, and words that each has at most.
const MIN_PHRASES: usize = 4;
const PHRASE_WORDS: usize = 4;

/// Marks keyword lines below the last paragraph, or above the first.
pub(super) fn mark(units: &[Unit<'_>], marks: &mut Marks) {
    let is_body =
        |index: &usize| marks.is_free(*index) && units[*index].is_paragraph() && !repeats_names(&units[*index]);
    let first = (0..units.len()).find(is_body).unwrap_or(units.len());
    let last = (0..units.len()).rev().find(is_body).map_or(0, |last| last + 1);
    for index in (0..first).chain(last.max(first)..units.len()) {
        let below_body = index >= last && last > 0;
        if repeats_names(&units[index]) || (below_body && lists_phrases(&units[index], MIN_PHRASES)) {
            marks.set_plain(index, FurnitureReason::Tags);
        }
    }
}

/// Whether the line strings names together and says the same ones again: `Putin China China Russia Putin in China`.
///
/// A headline repeats little; a sentence has punctuation, and most of its words are in lower case.
fn repeats_names(unit: &Unit<'_>) -> bool {
    let is_table = unit.text.contains(|c: char| c.is_ascii_digit()) || !unit.text.contains(char::is_lowercase);
    if unit.words < MIN_WORDS || is_table || unit.text.contains(['.', ',', ';', ':', '!', '?', '"', '“', '(']) {
        return false;
    }
    let words: Vec<&str> = unit.text.split_whitespace().collect();
    let capitals = words.iter().filter(|word| starts_upper(word)).count();
    let distinct: HashSet<String> = words.iter().map(|word| word.to_lowercase()).collect();
    capitals * 10 >= words.len() * 7 && distinct.len() * 10 <= words.len() * 7
}

/// Whether the line is a list of short phrases, at least so many: `Russia, China, Belt and Road, Vladimir Putin`.
pub(super) fn lists_phrases(unit: &Unit<'_>, at_least: usize) -> bool {
    let separator = [',', '|', ';', '•', '·'].into_iter().max_by_key(|&mark| unit.text.matches(mark).count());
    let phrases: Vec<&str> = unit.text.split(separator.unwrap_or(',')).map(str::trim).collect();
    let short = |phrase: &&str| (1..=PHRASE_WORDS).contains(&phrase.split_whitespace().count());
    let bare = |phrase: &&str| {
        !phrase.contains(['.', ':', '!', '?', '"', '“', '(']) && !phrase.contains(|c: char| c.is_ascii_digit())
    };
    phrases.len() >= at_least && phrases.iter().all(|phrase| short(phrase) && bare(phrase))
}

#[cfg(test)]
mod tests {
    use super::super::unit::units;
    use super::*;

    #[test]
    fn keywords_are_told_from_headlines_and_sentences() {
        for tags in [
            "Vladimir Putin Putin in Beijing Putin in China China Russia Vladimir Putin in China Russia China ties",
            "Apple Apple iPhone iPhone Sales Apple China Apple Earnings Tim Cook",
        ] {
            assert!(repeats_names(&units(tags)[0]), "{tags}");
        }
        for other in [
            "Putin Meets Xi as Russia and China Sign Gas Deal in Beijing",
            "Russia said Russia would sell Russia's gas to China and China would pay",
            "Hapoel Beit She'an 0 Hapoel Beit She'an 1",
            "Curr Wk Yr Ago 5 Curr Wk Yr Ago",
            "MATURITY SER A SER B SER A SER B",
            "Boris Becker Michael Stich Pete Sampras Andre Agassi Jim Courier",
        ] {
            assert!(!repeats_names(&units(other)[0]), "{other}");
        }
        assert!(lists_phrases(&units("Russia, China, Belt and Road, Vladimir Putin")[0], 4));
        assert!(!lists_phrases(&units("He met officials from Russia, China, India and Brazil, among others")[0], 4));
        assert!(!lists_phrases(&units("Team: 1, Smith, 2, Jones, 3")[0], 4));
    }
}
