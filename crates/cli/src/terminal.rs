//! What is printed where: messages, colours, width.

use std::{
    fmt,
    io::{self, IsTerminal, Write},
};

use anstream::ColorChoice;
use clap::ValueEnum;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// Makes this the choice of the whole program.
    pub(crate) fn apply(self) {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
        .write_global();
    }
}

/// Whether standard output takes colours.
pub(crate) fn colours_on_stdout() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Says one thing on standard error.
pub(crate) fn say(message: fmt::Arguments<'_>) {
    tracing::warn!(kind = "note", "{message}");
}

/// Prints a line on standard error as it is, also before [`crate::log::start`].
pub(crate) fn print_line(line: &str) {
    let _ = writeln!(io::stderr(), "{}", harmless(line));
}

/// Whether somebody watches standard error and nothing else is printed to the same terminal.
pub(crate) fn may_draw(data_on_stdout: bool) -> bool {
    io::stderr().is_terminal() && !(data_on_stdout && io::stdout().is_terminal())
}

/// The text without what could command a terminal: escapes, and marks that turn the direction of writing.
pub(crate) fn harmless(text: &str) -> String {
    let is_command = |character: char| {
        character.is_control() && !matches!(character, '\n' | '\t')
            || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|character| if is_command(character) { '\u{fffd}' } else { character }).collect()
}

/// Columns to write in: those of the terminal or of `COLUMNS`, within what is pleasant to read.
pub(crate) fn columns() -> usize {
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    let variable = || std::env::var("COLUMNS").ok()?.parse().ok();
    terminal().or_else(variable).unwrap_or(100).clamp(40, 110)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_cannot_command_the_terminal() {
        assert_eq!(harmless("a\u{1b}[2Jb\u{202e}c\r\td\u{9b}"), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}\td\u{fffd}");
        assert_eq!(harmless("naïve 👩‍🚀\nx"), "naïve 👩‍🚀\nx");
    }
}
