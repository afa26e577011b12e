//! Place and date in front of a story ("KUALA LUMPUR, May 27 —") say where and when it was written, not what happened.

use dateline_text::{Analysis, Span};

/// Lines of an article among which the story's first is looked for.
const LINES: usize = 8;
/// Bytes that such a stamp takes at most.
const LENGTH: usize = 70;

/// The stamps of an article.
pub(super) fn stamps(analysis: &Analysis, article: usize) -> Vec<Span> {
    let Some(article) = analysis.document.articles.get(article) else { return Vec::new() };
    let text = analysis.document.slice(article.span);
    let mut offset = article.span.start;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n').filter(|line| !line.is_empty()).take(LINES) {
        if let Some(end) = stamp_end(line) {
            found.push(Span::new(offset, offset + end));
        }
        offset += line.len();
    }
    found
}

/// Where the dash stands that ends the stamp of this line.
fn stamp_end(line: &str) -> Option<usize> {
    let dash = ["—", "–", " - ", "--"].iter().filter_map(|dash| line.find(dash)).min().filter(|&end| end <= LENGTH)?;
    let first = line.split([' ', ',']).find(|word| !word.is_empty())?;
    let city = first.len() >= 3 && first.chars().all(|letter| letter.is_uppercase() || letter == '.');
    city.then_some(dash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_in_capitals_before_a_dash() {
        assert_eq!(stamp_end("KUALA LUMPUR, May 27 — Malaysia and Russia"), Some("KUALA LUMPUR, May 27 ".len()));
        assert_eq!(stamp_end("LONDON (Reuters) - Shares fell"), Some("LONDON (Reuters)".len()));
        assert_eq!(stamp_end("Counter-terrorism and cybersecurity – these"), None);
    }
}
