//! The language of a text, as an ISO 639-1 code.

use std::{collections::HashMap, sync::LazyLock};

use whatlang::{Lang, detect as whatlang_detect};

/// Bytes below which a text is too short to tell its language by.
const ENOUGH: usize = 200;

/// Bytes that are looked at; more tells no more.
const SAMPLE: usize = 16 << 10;

/// The names of languages: ISO 639-3, TAB, ISO 639-1.
static CODES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = include_str!("../languages.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t')).collect()
});

/// The language of `text`, when there is enough of it and the guess is reliable.
pub(crate) fn detect(text: &str) -> Option<&'static str> {
    if text.len() < ENOUGH {
        return None;
    }
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let info = whatlang_detect(sample).filter(whatlang::Info::is_reliable)?;
    iso_639_1(info.lang())
}

/// The language of a text whose metadata say `said`: what the text shows goes before that, since pages are careless
/// about it.
pub(crate) fn of(text: &str, said: Option<String>) -> Option<String> {
    detect(text).map(str::to_owned).or(said)
}

/// What a person calls the language `code`: the code itself, where the program does not know a better name.
pub(crate) fn name(code: &str) -> String {
    let known = Lang::all().iter().find(|lang| iso_639_1(**lang) == Some(code));
    known.map_or_else(|| code.to_owned(), |lang| format!("{} ({code})", lang.eng_name()))
}

fn iso_639_1(lang: Lang) -> Option<&'static str> {
    CODES.get(lang.code()).copied()
}

/// A language tag from metadata (`en-US`, `EN`, `eng`) as ISO 639-1; other words are no tag.
pub(crate) fn code(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    match primary.len() {
        2 if primary.chars().all(|c| c.is_ascii_lowercase()) => Some(primary),
        3 => CODES.get(primary.as_str()).map(|&code| code.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_that_can_be_detected_has_a_code() {
        for lang in Lang::all() {
            assert!(iso_639_1(*lang).is_some_and(|code| code.len() == 2), "{lang:?}");
        }
    }

    #[test]
    fn tags_are_read_and_short_texts_are_not_guessed() {
        for (tag, expected) in
            [("en-US", Some("en")), ("EN", Some("en")), ("deu", Some("de")), ("English", None), ("", None)]
        {
            assert_eq!(code(tag).as_deref(), expected, "{tag:?}");
        }
        assert_eq!(detect("Putin met Xi."), None);
        let english = "The two leaders met in Beijing on Tuesday and signed several agreements on trade. ";
        let french = "Les deux dirigeants se sont rencontrés mardi à Pékin et ont signé plusieurs accords. ";
        assert_eq!(detect(&english.repeat(5)), Some("en"));
        assert_eq!(detect(&french.repeat(5)), Some("fr"));
    }
}
