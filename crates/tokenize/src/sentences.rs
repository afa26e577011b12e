//! Sentences of a block.

use dateline_text::Span;

/// Sentences with more words are cut: lists and tables without a full stop must not become one window.
pub(crate) const MAX_WORDS: usize = 160;

/// Longer blocks are cut at a blank before they are searched for sentences, which takes more than linear time; in bytes.
const MAX_BLOCK: usize = 16 * 1024;

/// The sentences of `block`, trimmed, in text order.
pub(crate) fn split(text: &str, block: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut rest = block;
    while !rest.is_empty() {
        let part = Span::new(rest.start, rest.start + part_len(rest.of(text)));
        split_part(text, part, &mut sentences);
        rest.start = part.end;
    }
    sentences
}

/// How many bytes to search at once: all, or up to the last blank before the limit.
fn part_len(text: &str) -> usize {
    if text.len() <= MAX_BLOCK {
        return text.len();
    }
    let limit = text.floor_char_boundary(MAX_BLOCK);
    text[..limit].rfind(char::is_whitespace).filter(|&at| at > 0).unwrap_or(limit)
}

fn split_part(text: &str, part: Span, sentences: &mut Vec<Span>) {
    let part_text = part.of(text);
    let ends = sentencex::get_sentence_boundaries("en", part_text).into_iter().map(|boundary| boundary.end_byte);
    let mut start = 0;
    for end in ends.chain([part_text.len()]) {
        let end = part_text.floor_char_boundary(end).max(start);
        sentences.extend(trimmed(part_text, Span::new(start, end)).map(|sentence| sentence.shifted(part.start)));
        start = end;
    }
}

/// The span without the blanks at its ends; `None` when nothing is left.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let inner = span.of(text);
    let kept = inner.trim();
    let start = span.start + (inner.len() - inner.trim_start().len());
    (!kept.is_empty()).then(|| Span::new(start, start + kept.len()))
}
