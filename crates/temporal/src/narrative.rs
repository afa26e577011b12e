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
    let text = text.get(span.start..span.end).unwrap_or_default();
    let (mut old, mut recent, mut news) = (0, 0, 0);
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        match word.parse::<i16>() {
            Ok(year) if word.len() == 4 && (1000..2100).contains(&year) => {
                if year + 2 <= reference.year() {
                    old += 1;
                } else {
                    recent += 1;
                }
            }
            _ if word == "BC" => old += 1,
            _ => news += usize::from(NEWS_WORDS.contains(&word)),
        }
    }
    old >= NARRATIVE_YEARS && old >= recent && news * 8 <= old
}
