//! Stretches of running text: articles without their furniture, cut at the line ends that end a sentence.

use dateline_text::{Document, Span};

/// A stretch of text that no sentence crosses, and the article it belongs to.
pub(crate) struct Block {
    pub span: Span,
    pub article: usize,
}

/// Lines of a hard-wrapped text are at most this long; in characters.
const WRAP_WIDTH: usize = 100;
/// Texts with fewer lines are not taken for hard-wrapped.
const WRAP_LINES: usize = 4;
/// Shorter lines are headings or items of a list, not sentences that break off; in characters.
const BROKEN_LINE: usize = 30;

/// The blocks of a document in text order.
pub(crate) fn blocks(document: &Document) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (article, part) in document.articles.iter().enumerate() {
        let wrapped = is_hard_wrapped(document.slice(part.span));
        for region in without_furniture(document, part.span) {
            let spans = paragraphs(&document.text, region, wrapped);
            blocks.extend(spans.into_iter().map(|span| Block { span, article }));
        }
    }
    blocks
}

/// What is left of `span` when the furniture is taken out.
fn without_furniture(document: &Document, span: Span) -> Vec<Span> {
    let mut regions = Vec::new();
    let mut start = span.start;
    for furniture in document.furniture.iter().map(|furniture| furniture.span).filter(|item| item.overlaps(span)) {
        regions.push(Span::new(start, furniture.start.max(start)));
        start = start.max(furniture.end);
    }
    regions.push(Span::new(start, span.end.max(start)));
    regions.retain(|region| !region.of(&document.text).trim().is_empty());
    regions
}

/// Whether line ends fall inside sentences: many lines, none long, and most that do not end a paragraph nearly full.
fn is_hard_wrapped(text: &str) -> bool {
    let widths: Vec<usize> = text.lines().map(|line| line.trim_end().chars().count()).collect();
    let longest = widths.iter().copied().max().unwrap_or(0);
    if !(WRAP_WIDTH / 3..=WRAP_WIDTH).contains(&longest) {
        return false;
    }
    // A line says something about wrapping when the next one goes on with its paragraph.
    let inner = widths.windows(2).filter(|pair| pair[0] > 0 && pair[1] > 0).map(|pair| pair[0]);
    let (full, all) = inner.fold((0, 0), |(full, all), width| (full + usize::from(width * 4 >= longest * 3), all + 1));
    all + 1 >= WRAP_LINES && full * 10 >= all * 7
}

/// One span a line.
fn lines(text: &str, region: Span) -> Vec<Span> {
    let mut start = region.start;
    region
        .of(text)
        .split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'])
        .map(|line| {
            let span = Span::new(start, start + line.len());
            start = span.end;
            span
        })
        .filter(|span| !span.of(text).trim().is_empty())
        .collect()
}

/// Lines joined with those that go on with their sentence: in a hard-wrapped text all up to a blank line or to one that
/// is indented as the first of a paragraph; elsewhere a line that plainly breaks off with the next that runs on.
fn paragraphs(text: &str, region: Span, wrapped: bool) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut previous: Option<Span> = None;
    for line in lines(text, region) {
        let adjacent = previous.filter(|previous| previous.end == line.start);
        let joined = adjacent.is_some_and(|previous| {
            if wrapped { !is_indented(line.of(text)) } else { runs_on(previous.of(text), line.of(text)) }
        });
        match paragraphs.last_mut() {
            Some(paragraph) if joined => paragraph.end = line.end,
            _ => paragraphs.push(line),
        }
        previous = Some(line);
    }
    paragraphs
}

fn is_indented(line: &str) -> bool {
    line.starts_with("  ") || line.starts_with('\t')
}

/// Whether a sentence goes on from `line` to `next`: a long line ends in a word, and the next starts in lower case.
fn runs_on(line: &str, next: &str) -> bool {
    let line = line.trim_end();
    line.chars().count() >= BROKEN_LINE
        && line.ends_with(|last: char| last.is_alphanumeric() || last == ',')
        && next.trim_start().starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        let document = Document::plain("d", text);
        blocks(&document).into_iter().map(|block| block.span.of(text).trim()).collect()
    }

    #[test]
    fn a_line_is_a_block() {
        assert_eq!(texts("A Title\n\nOne. Two.\r\nThree"), ["A Title", "One. Two.", "Three"]);
    }

    #[test]
    fn a_line_that_breaks_off_is_joined_with_the_next() {
        let text = "Circle Express Inc said it agreed to pay about 46\nmln dlrs for the unit.\nIt gave no date.";
        assert_eq!(texts(text).len(), 2);
        assert_eq!(texts("Trade\nworth more than it was").len(), 2);
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "   Computer Terminal Systems Inc said it has completed\nthe sale of 200,000 shares of its common stock, and\nwarrants to acquire an additional one mln shares, to\nSedio N.V. of Lugano, Switzerland for 50,000 dlrs.\n    The company said the warrants are exercisable for\nfive years at a purchase price of .125 dlrs per share.\n Reuter";
        assert_eq!(texts(text).len(), 2);
    }
}
