//! Styled running text that is wrapped to a width.

use anstyle::Style;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::Look;
use crate::terminal::harmless;

/// A paragraph. Every word carries its own style, so that no style runs over the end of a line.
#[derive(Debug, Clone)]
pub(super) struct Ink {
    look: Look,
    text: String,
}

impl Ink {
    pub(super) fn new(look: Look) -> Self {
        Self { look, text: String::new() }
    }

    /// Adds `text`. White space of any sort becomes one blank.
    pub(super) fn put(&mut self, text: &str, style: Style) {
        if text.starts_with(char::is_whitespace) {
            self.blank();
        }
        for (index, word) in text.split_whitespace().enumerate() {
            if index > 0 {
                self.blank();
            }
            self.word(&harmless(word), style);
        }
        if text.ends_with(char::is_whitespace) {
            self.blank();
        }
    }

    fn word(&mut self, word: &str, style: Style) {
        if self.look.colours && style != Style::new() {
            self.text.extend([&*style.render().to_string(), word, &style.render_reset().to_string()]);
        } else {
            self.text += word;
        }
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// The paragraph's lines, each ended; `first` stands before the first, `rest` before the others.
    pub(super) fn lines(&self, first: &str, rest: &str) -> String {
        let options = Options::new(self.look.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        let lines = textwrap::wrap(self.text.trim_end(), options);
        lines.iter().flat_map(|line| [joined(line.trim_end()), "\n".to_owned()]).collect()
    }

    /// The paragraph with a style of its own for what stands before the first line.
    pub(super) fn lines_after(&self, label: &str, style: Style) -> String {
        let lines = self.lines(label, &" ".repeat(textwrap::core::display_width(label)));
        if self.look.colours {
            return lines.replacen(label, &format!("{style}{label}{style:#}"), 1);
        }
        lines
    }
}

/// The end of all styles.
const RESET: &str = "\u{1b}[0m";

/// A line in which a style that ends before a blank and begins again after it goes on instead.
fn joined(line: &str) -> String {
    let mut joined = String::with_capacity(line.len());
    let mut style = "";
    for part in line.split_inclusive(RESET) {
        let (plain, styled) = part.split_at(part.find('\u{1b}').unwrap_or(part.len()));
        let escapes = &styled[..escapes(styled)];
        if plain == " " && escapes == style && joined.ends_with(RESET) {
            joined.truncate(joined.len() - RESET.len());
            joined += " ";
            joined += &styled[escapes.len()..];
        } else {
            joined += part;
        }
        style = escapes;
    }
    joined
}

/// The length of the escapes that `text` begins with.
fn escapes(text: &str) -> usize {
    let mut length = 0;
    while let Some(end) = text[length..].starts_with('\u{1b}').then(|| text[length..].find('m')).flatten() {
        length += end + 1;
    }
    length
}

#[cfg(test)]
mod tests {
    use anstyle::AnsiColor;

    use super::*;

    const RED: Style = AnsiColor::Red.on_default();

    fn ink(width: usize, colours: bool) -> Ink {
        let mut ink = Ink::new(Look { width, colours });
        ink.put("one  two\r\n", Style::new());
        ink.put("three four", RED);
        ink.put(", five", Style::new());
        ink
    }

    #[test]
    fn text_is_wrapped_under_its_label() {
        assert_eq!(ink(20, false).lines_after(" 1 ", RED), " 1 one two three\n   four, five\n");
    }

    #[test]
    fn a_style_goes_on_from_word_to_word() {
        let lines = ink(80, true).lines("", "");
        assert_eq!(lines, "one two \u{1b}[31mthree four\u{1b}[0m, five\n");
        let bold = Style::new().bold();
        let mut ink = ink(80, true);
        ink.put(" six", bold);
        ink.put(" seven", RED | anstyle::Effects::BOLD);
        assert!(ink.lines("", "").ends_with("\u{1b}[1msix\u{1b}[0m \u{1b}[1m\u{1b}[31mseven\u{1b}[0m\n"));
    }

    #[test]
    fn colours_take_no_room_and_end_with_the_line() {
        let lines = ink(20, true).lines("   ", "   ");
        assert_eq!(lines, "   one two \u{1b}[31mthree\u{1b}[0m\n   \u{1b}[31mfour\u{1b}[0m, five\n");
    }
}
