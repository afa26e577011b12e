//! Stretches of running text: articles without their furniture, cut at the line ends that end a sentence.

use dateline_text::{Document, Span};

/// A stretch of text that no sentence crosses, and the article it belongs to.
pub(crate) struct Block {
    pub span: Span,
    pub article: usize,
}

/// Lines of a hard-wrapped text are at most this long; in characters.
const WRAP_WIDTH: usize = 100;
/// In a hard-wrapped text, one line of so many goes on with the sentence of the line before, in lower case.
const WRAP_SHARE: usize = 4;
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

/// Whether line ends fall inside sentences: no line is long, and many lines break off with the next running on.
fn is_hard_wrapped(text: &str) -> bool {
    if text.lines().any(|line| line.trim_end().chars().count() > WRAP_WIDTH) {
        return false;
    }
    let pairs = text.lines().zip(text.lines().skip(1));
    let inner = pairs
        .filter(|(line, next)| !line.trim().is_empty() && !next.trim().is_empty() && !starts_paragraph(line, next));
    let (broken, all) = inner
        .fold((0, 0), |(broken, all), (line, next)| (broken + usize::from(breaks_off(line) && goes_on(next)), all + 1));
    broken > 0 && broken * WRAP_SHARE >= all
}

/// Whether `next` is indented deeper than the line before, as the first line of a paragraph is.
fn starts_paragraph(line: &str, next: &str) -> bool {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    indent(next) > indent(line)
}

/// Whether a line ends inside a sentence.
fn breaks_off(line: &str) -> bool {
    line.trim_end().ends_with(|last: char| last.is_alphanumeric() || matches!(last, ',' | '-'))
}

/// Whether a line starts inside a sentence.
fn goes_on(line: &str) -> bool {
    line.trim_start().starts_with(char::is_lowercase)
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
            let (line, previous) = (line.of(text), previous.of(text));
            if wrapped { !starts_paragraph(previous, line) } else { runs_on(previous, line) }
        });
        match paragraphs.last_mut() {
            Some(paragraph) if joined => paragraph.end = line.end,
            _ => paragraphs.push(line),
        }
        previous = Some(line);
    }
    paragraphs
}

/// Whether a sentence goes on from a long `line` to `next`.
fn runs_on(line: &str, next: &str) -> bool {
    line.trim().chars().count() >= BROKEN_LINE && breaks_off(line) && goes_on(next)
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
        // One long line says that the text is not hard-wrapped as a whole.
        let long = "A sentence of a text that nobody wrapped. ".repeat(3);
        let broken = "Circle Express Inc said it agreed to pay about 46\nmln dlrs for the unit.\nIt gave no date.";
        assert_eq!(texts(&format!("{long}\n{broken}")).len(), 3);
        assert_eq!(texts(&format!("{long}\nTrade\nworth more than it was")).len(), 3);
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "   Computer Terminal Systems Inc said it has completed\nthe sale of 200,000 shares of its common stock, and\nwarrants to acquire an additional one mln shares, to\nSedio N.V. of Lugano, Switzerland for 50,000 dlrs.\n    The company said the warrants are exercisable for\nfive years at a purchase price of .125 dlrs per share.\n Reuter";
        assert_eq!(texts(text).len(), 3, "two paragraphs and the sign-off");
        let short = "\nRanco Inc said shareholders at a\nspecial meeting approved a merger into Siebe PLC for 40 dlrs\nper share.";
        assert_eq!(texts(short).len(), 1);
    }

    #[test]
    fn a_sentence_a_line_is_not_hard_wrapped() {
        let text = "SOCCER - JAPAN GET LUCKY WIN .\nNadim Ladki\nJapan began the defence of their title on Friday .\nBut China saw their luck desert them .";
        assert_eq!(texts(text).len(), 4);
    }
}
