//! The lines of a text, or its paragraphs where lines are wrapped at a fixed width.

use dateline_text::Span;

use crate::input::is_space;

/// Words above which a unit is never page furniture and its key is not made.
pub(super) const MAX_KEY_WORDS: usize = 60;

/// Words above which a unit is a paragraph whatever its punctuation.
const PARAGRAPH_WORDS: usize = 25;

/// Words from which a unit with a full stop at its end is a paragraph.
const SENTENCE_WORDS: usize = 8;

/// One line, or one paragraph of wrapped lines; never blank.
#[derive(Debug, Clone)]
pub(super) struct Unit<'text> {
    /// Whole lines, without the last one's end.
    pub(super) lines: Span,
    /// The words, without the white space around them.
    pub(super) span: Span,
    /// What `span` covers.
    pub(super) text: &'text str,
    /// The number of words.
    pub(super) words: usize,
    /// The text with straight quotes and single spaces; empty for a unit that is too long to be furniture.
    pub(super) folded: String,
    /// The folded text without punctuation at its ends, except brackets.
    pub(super) bare: String,
    /// The folded text in lower case, without punctuation at its ends.
    pub(super) key: String,
}

impl<'text> Unit<'text> {
    fn new(text: &'text str, lines: Span) -> Option<Self> {
        let whole = lines.of(text);
        let shown = whole.trim_matches(is_space);
        if shown.is_empty() {
            return None;
        }
        let start = lines.start + (whole.len() - whole.trim_start_matches(is_space).len());
        let span = Span::new(start, start + shown.len());
        let words = shown.split_whitespace().count();
        let folded = if words <= MAX_KEY_WORDS { fold(shown) } else { String::new() };
        Some(Self { lines, span, text: shown, words, key: key(&folded), bare: bare(&folded).to_owned(), folded })
    }

    /// Whether this is a paragraph of running text.
    pub(super) fn is_paragraph(&self) -> bool {
        self.words >= PARAGRAPH_WORDS || (self.words >= SENTENCE_WORDS && self.ends_like_a_sentence())
    }

    /// Whether this could be a headline: short, not closed by a full stop, and it begins like one.
    pub(super) fn is_titleable(&self) -> bool {
        let starts = self.text.starts_with(|first: char| first.is_alphanumeric() || "\"'‘’“”«¿[($€£".contains(first));
        starts && self.is_headline_shaped()
    }

    /// Whether this could be a headline in a list, perhaps behind a bullet.
    pub(super) fn is_headline_shaped(&self) -> bool {
        let stopped = self.bare_end().ends_with(['.', ';', ',', ':', '-', '–', '—', '_']) && !self.is_truncated();
        self.words < PARAGRAPH_WORDS && !stopped && !self.is_truncated() && self.has_letters()
    }

    /// Whether the text is cut off: `...`.
    pub(super) fn is_truncated(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '”', '’', '\'']);
        ["...", "…", "[...]", "[…]", "(...)", ". . .", "[+]", "[&hellip;]"].iter().any(|end| text.ends_with(end))
    }

    /// Whether the text closes with a mark that ends a sentence.
    pub(super) fn ends_like_a_sentence(&self) -> bool {
        self.bare_end().ends_with(['.', '!', '?', '…', '。'])
    }

    /// The text without closing quotes and brackets.
    fn bare_end(&self) -> &str {
        self.text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»', ' '])
    }

    /// Whether this is nothing but punctuation.
    pub(super) fn is_rule(&self) -> bool {
        self.words <= 3 && !self.text.chars().any(char::is_alphanumeric)
    }

    fn has_letters(&self) -> bool {
        self.text.chars().any(char::is_alphabetic)
    }

    /// Whether this has the shape of a person's name.
    pub(super) fn is_name_shaped(&self) -> bool {
        is_name(self.text)
    }
}

/// Words that a name may hold in lower case, beside capitalised ones.
const PARTICLES: [&str; 14] =
    ["de", "van", "von", "der", "den", "bin", "binti", "al", "el", "la", "da", "di", "and", "&"];

/// Whether `text` has the shape of a person's name, or of two: two to six capitalised words and nothing else.
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_part = |word: &&str| {
        let bare = word.trim_end_matches([',', '.']);
        PARTICLES.contains(word)
            || (starts_upper(bare) && bare.chars().all(|c| c.is_alphabetic() || "'’-.".contains(c)))
    };
    (2..=6).contains(&words.len()) && words.iter().all(is_part) && text.chars().any(char::is_lowercase)
}

/// Whether the word begins with a capital.
pub(super) fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// See [`Unit::key`].
pub(super) fn key(text: &str) -> String {
    let lower = fold(text).to_lowercase();
    bare(&lower).trim_matches(['(', ')']).to_owned()
}

/// See [`Unit::bare`].
fn bare(folded: &str) -> &str {
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric() && !"$€£#@+©()".contains(c));
    bare.trim_start_matches("+ ") // a bullet
}

/// See [`Unit::folded`].
fn fold(text: &str) -> String {
    let straight: String = text.chars().map(straighten).collect();
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn straighten(character: char) -> char {
    match character {
        '‘' | '’' | 'ʼ' | '`' => '\'',
        '“' | '”' => '"',
        '–' | '—' | '―' => '-',
        other if is_space(other) => ' ',
        other => other,
    }
}

/// Takes a text apart.
pub(super) fn units(text: &str) -> Vec<Unit<'_>> {
    let mut units = Vec::new();
    let mut block: Vec<Span> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
        if line.chars().all(is_space) {
            close(text, &mut block, &mut units);
        } else {
            block.push(span);
        }
    }
    close(text, &mut block, &mut units);
    units
}

/// Turns a block of lines between blank ones into units.
fn close<'text>(text: &'text str, block: &mut Vec<Span>, units: &mut Vec<Unit<'text>>) {
    if is_wrapped(text, block) {
        let whole = block[0].cover(block[block.len() - 1]);
        units.extend(Unit::new(text, whole));
    } else {
        units.extend(block.iter().filter_map(|line| Unit::new(text, *line)));
    }
    block.clear();
}

/// Whether the lines are one text broken at a fixed width: none is long, and sentences run over their ends.
///
/// A third of the lines must go on in lower case. A few lines must also close with a full stop, so that a headline over
/// "by Jane Doe" is not taken for a sentence.
fn is_wrapped(text: &str, block: &[Span]) -> bool {
    let longest = block.iter().map(|line| line.len()).max().unwrap_or(0);
    let runs_on = |line: &&Span| line.of(text).trim_start().starts_with(|first: char| first.is_lowercase());
    let running = block.iter().skip(1).filter(runs_on).count();
    let closes = block.last().is_some_and(|line| line.of(text).trim_end().ends_with(['.', '!', '?', '"', '”', ')']));
    (40..=132).contains(&longest) && running > 0 && running * 3 >= block.len() - 1 && (closes || block.len() >= 5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        units(text).into_iter().map(|unit| unit.text).collect()
    }

    #[test]
    fn a_unit_is_a_line_or_a_wrapped_paragraph() {
        assert_eq!(texts("\u{feff}One\r\n\r\n  Two \n\u{a0}\nThree"), ["One", "Two", "Three"]);
        let wrapped = "Gulf Applied Technologies Inc said it\nsold its subsidiaries engaged in pipeline and terminal\n\
                       operations for 12.2 mln dlrs.";
        assert_eq!(texts(&format!("Share\n\n{wrapped}\n\nMore")), ["Share", wrapped, "More"]);
        assert_eq!(texts("Home\nnews\nsport"), ["Home", "news", "sport"]);
        let head = ["Putin meets Xi in Beijing for talks on gas and oil", "by Jane Doe"];
        assert_eq!(texts(&head.join("\n")), head);
    }

    #[test]
    fn lines_are_whole_and_spans_are_trimmed() {
        let units = units("a\n  Two words \r\n");
        assert_eq!((units[1].lines, units[1].span), (Span::new(2, 14), Span::new(4, 13)));
    }

    #[test]
    fn a_key_forgets_case_quotes_spaces_and_outer_punctuation() {
        assert_eq!(key(". Last\u{a0}Updated:  07/27/2016"), "last updated: 07/27/2016");
        assert_eq!(key("“Don’t miss” »"), "don't miss");
    }

    #[test]
    fn names_and_headlines_have_their_shapes() {
        let one = |text| units(text).remove(0);
        for name in ["Anton Tsvetov", "Kester Kenn Klomegah", "J. D. Vance", "Ursula von der Leyen", "Ann Lee, Bo Xi"] {
            assert!(one(name).is_name_shaped(), "{name}");
        }
        for other in ["Russia", "Putin visits Beijing", "MOSCOW TALKS", "May 27, 2021"] {
            assert!(!one(other).is_name_shaped(), "{other}");
        }
        assert!(one("Is Israel Taking Advantage of a Longtime Partner?").is_titleable());
        assert!(!one("He said so.").is_titleable());
        assert!(!one("New emerging...").is_titleable());
    }
}
