//! Tells histories from news: a history does not count from the day on which it was published.

use dateline_text::Span;
use jiff::civil::Date;

/// The fewest years that a narrative names.
const NARRATIVE_YEARS: usize = 7;

/// Words by which news counts from its own day.
const NEWS_WORDS: [&str; 9] =
    ["today", "yesterday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Whether `text` tells of years long before `reference`: it names many years, most of them two years back or more,
/// and hardly a weekday.
pub(crate) fn is_narrative(text: &str, span: Span, reference: Date) -> bool {
    let bytes = text.get(span.start..span.end).unwrap_or_default().as_bytes();
    let (mut old, mut recent, mut news) = (0, 0, 0);
    for word in bytes.split(|byte| !byte.is_ascii_alphanumeric()) {
        match word {
            [b'1' | b'2', .., _] if word.len() == 4 => match year(word) {
                Some(said) if said + 2 <= reference.year() => old += 1,
                Some(_) => recent += 1,
                None => {}
            },
            b"BC" => old += 1,
            [b'M' | b'T' | b'W' | b'F' | b'S' | b't' | b'y', ..] => {
                news += usize::from(word.len() >= 5 && NEWS_WORDS.iter().any(|known| known.as_bytes() == word));
            }
            _ => {}
        }
    }
    old >= NARRATIVE_YEARS && old >= recent && news * 8 <= old
}

/// Four digits as a year.
fn year(digits: &[u8]) -> Option<i16> {
    let year = std::str::from_utf8(digits).ok()?.parse().ok()?;
    (1000..2100).contains(&year).then_some(year)
}
