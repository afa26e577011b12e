//! Positions in a document's text: byte spans inside the program, code points outside.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes of a document's text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to but not including `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The text that the span covers.
    ///
    /// # Panics
    /// When the span does not lie on character boundaries of `text`: it was then made for another text.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Whether the two spans share a byte. Spans that only touch do not overlap.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same span, `by` bytes further on.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }
}

/// Bytes between two entries of the index of [`CodePoints`].
const STRIDE: usize = 256;

/// Turns byte offsets of one text into code-point offsets.
///
/// Built once for a text in linear time; a look-up scans at most 256 bytes.
#[derive(Debug, Clone)]
pub struct CodePoints<'text> {
    text: &'text str,
    /// Code points that start before byte `i * STRIDE`.
    starts_before: Vec<usize>,
}

impl<'text> CodePoints<'text> {
    /// Indexes `text`.
    pub fn new(text: &'text str) -> Self {
        let mut seen = 0;
        let starts_before = text
            .as_bytes()
            .chunks(STRIDE)
            .map(|chunk| {
                let before = seen;
                seen += count_starts(chunk);
                before
            })
            .chain(std::iter::once(text.chars().count()))
            .collect();
        Self { text, starts_before }
    }

    /// The number of code points before byte `byte`; past the end of the text, the number of all.
    pub fn offset(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let block = byte / STRIDE;
        self.starts_before[block] + count_starts(&self.text.as_bytes()[block * STRIDE..byte])
    }

    /// The span in code points.
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }
}

/// How many characters start in these bytes: all but the continuation bytes `10xxxxxx` of UTF-8.
fn count_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_agree_with_counting_characters() {
        for text in ["", "plain", "naïve “quotes” 👩‍🚀 e\u{301}\u{200b}x", &"é".repeat(STRIDE), &"a".repeat(STRIDE)]
        {
            let points = CodePoints::new(text);
            for (expected, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(points.offset(byte), expected, "byte {byte} of {text:?}");
            }
            assert_eq!(points.offset(text.len()), text.chars().count());
            assert_eq!(points.offset(text.len() + 9), text.chars().count());
        }
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 5).contains(Span::new(0, 5)));
    }
}
