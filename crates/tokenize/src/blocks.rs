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

/// The blocks of a document in text order.
pub(crate) fn blocks(document: &Document) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (article, part) in document.articles.iter().enumerate() {
        for region in without_furniture(document, part.span) {
            let wrapped = is_hard_wrapped(region.of(&document.text));
            let spans = if wrapped { paragraphs(&document.text, region) } else { lines(&document.text, region) };
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

/// One span a paragraph: lines up to a blank line, or up to a line that is indented as the first of a paragraph.
fn paragraphs(text: &str, region: Span) -> Vec<Span> {
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut previous_end = None;
    for line in lines(text, region) {
        let indented = line.of(text).starts_with("  ") || line.of(text).starts_with('\t');
        match paragraphs.last_mut() {
            Some(paragraph) if previous_end == Some(line.start) && !indented => paragraph.end = line.end,
            _ => paragraphs.push(line),
        }
        previous_end = Some(line.end);
    }
    paragraphs
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
    fn hard_wrapped_lines_are_joined() {
        let text = "   Computer Terminal Systems Inc said it has completed\nthe sale of 200,000 shares of its common stock, and\nwarrants to acquire an additional one mln shares, to\nSedio N.V. of Lugano, Switzerland for 50,000 dlrs.\n    The company said the warrants are exercisable for\nfive years at a purchase price of .125 dlrs per share.\n Reuter";
        assert_eq!(texts(text).len(), 2);
    }
}
