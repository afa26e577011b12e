//! Decides, by the words around it, whether what matched is a time after all.

use dateline_text::{Span, Token, Upos};

use crate::atoms::Atom;
use crate::class::Terminal;
use crate::cues::Cues;
use crate::length::VAGUE_AMOUNT;
use crate::meaning::{Clock, Meaning, Node, Point};
use crate::parse::Parsed;
use crate::stamp::{Field, Stamp};
use crate::unit::Vague;

/// The surroundings of an expression.
pub(crate) struct Surroundings<'a> {
    pub(crate) text: &'a str,
    pub(crate) parsed: &'a Parsed<'a>,
    /// Index of the expression's atom.
    pub(crate) at: usize,
    pub(crate) cues: &'a Cues,
    /// The words of the sentence, with grammar or without.
    pub(crate) words: &'a [Token],
    /// Index in the document of the first of them.
    pub(crate) first: usize,
}

impl Surroundings<'_> {
    /// Whether the expression counts.
    pub(crate) fn accept(&self, node: &Node) -> bool {
        if node.silent || self.is_inside_a_code() || self.is_title(node) {
            return false;
        }
        match &node.meaning {
            Meaning::Point(Point::Stamp(Stamp { year: Some(year), field: Field::Year }), None) => {
                self.accept_year(*year)
            }
            Meaning::Point(Point::Stamp(Stamp { year: None, field: Field::Month(_) }), None) => self.accept_month(),
            Meaning::Length(length) if length.amount == VAGUE_AMOUNT => self.accept_plural(),
            Meaning::Clock(Clock::Part(_)) => false,
            Meaning::Clock(_) => !self.is_said_again() && self.accept_clock(),
            Meaning::Vague(Vague::Future) => self.accept_future(),
            _ => true,
        }
    }

    /// The atom `by` places from the expression.
    pub(crate) fn neighbour(&self, by: isize) -> Option<&Atom<'_>> {
        self.parsed.atoms.get(self.at.checked_add_signed(by)?)
    }

    /// That atom's text in lower case.
    pub(crate) fn word(&self, by: isize) -> String {
        crate::work::count(1);
        self.neighbour(by).map(|atom| atom.span.of(self.text).to_lowercase()).unwrap_or_default()
    }

    /// The span of the expression.
    pub(crate) fn span(&self) -> Span {
        self.parsed.atoms[self.at].span
    }

    /// Whether a number is written on to letters or marks that make it a code, an amount or a version.
    fn is_inside_a_code(&self) -> bool {
        let atom = &self.parsed.atoms[self.at];
        let surface = atom.span.of(self.text);
        let digit_first = surface.starts_with(|c: char| c.is_ascii_digit());
        let digit_last = surface.ends_with(|c: char| c.is_ascii_digit());
        let next_glued = self.neighbour(1).is_some_and(|next| next.glued);
        let before = self.word(-1);
        let after = self.word(1);
        let bad_before = digit_first && atom.glued && !is_opening(&before) && !self.is_dash(-1);
        let bad_after = digit_last && next_glued && (!is_closing(&after) && !self.is_dash(1) || self.is_version());
        bad_before || bad_after || (digit_first && atom.glued && self.is_dash(-1) && self.is_dashed_number())
    }

    /// Whether the atom there is a hyphen or dash, or the `~` of `2014~2018`.
    fn is_dash(&self, by: isize) -> bool {
        self.neighbour(by).is_some_and(|atom| atom.value(Terminal::Dash).is_some())
    }

    /// Whether a full stop and another number are written on: `2019.04.1`.
    fn is_version(&self) -> bool {
        let number = self.neighbour(2).is_some_and(|atom| atom.glued && is_digits(atom.span.of(self.text)));
        number && self.word(1) == "."
    }

    /// Whether the number before the hyphen before the expression is no year: `555-2010`.
    fn is_dashed_number(&self) -> bool {
        let Some(before) = self.at.checked_sub(2).and_then(|at| self.parsed.atoms.get(at)) else { return false };
        if !is_digits(before.span.of(self.text)) {
            return false;
        }
        let joined = before.glued && is_joint(&self.word(-3));
        self.parsed.node(before).is_none() || (joined && is_digits(&self.word(-4)))
    }

    /// Whether a month's name alone is the month.
    fn accept_month(&self) -> bool {
        let atom = &self.parsed.atoms[self.at];
        let surface = atom.span.of(self.text);
        let follows = self.cues.before_month.contains(&self.word(-1));
        let shortened =
            surface.len() <= 4 && !surface.ends_with('.') && !matches!(surface, "June" | "July" | "JUNE" | "JULY");
        let before_name = self
            .neighbour(1)
            .is_some_and(|next| starts_upper(next.span.of(self.text)) && self.parsed.node(next).is_none());
        if before_name {
            return self.cues.before_month_and_name.contains(&self.word(-1));
        }
        let ambiguous = shortened || matches!(surface, "May" | "March" | "MAY" | "MARCH" | "may" | "march");
        !ambiguous || follows
    }

    /// Whether the words are the name of a programme or a film: "60 Minutes", "This Week".
    fn is_title(&self, node: &Node) -> bool {
        let counts = matches!(node.meaning, Meaning::Length(_) | Meaning::Point(Point::Offset(..), None));
        let quoted = || is_quote(&self.word(-1)) && self.parsed.atoms[self.at].glued;
        let capitals = |surface: &str| {
            let mut words = surface.split(' ');
            surface.contains(' ') && words.all(|word| !word.starts_with(char::is_lowercase))
        };
        counts && quoted() && capitals(self.span().of(self.text))
    }

    /// Whether `future` is a time: TIMEX3 takes `the future` and `future wars` for times, but `his future wife` and
    /// `future generations` say what somebody will be, and `Future plc` is a name.
    fn accept_future(&self) -> bool {
        let surface = self.span().of(self.text);
        if !surface.eq_ignore_ascii_case("future") && !surface.eq_ignore_ascii_case("the future") {
            return true;
        }
        let Some(next) = self.neighbour(1).map(|next| next.span.of(self.text)) else { return surface != "Future" };
        if !next.starts_with(char::is_alphanumeric) {
            return surface != "Future";
        }
        let becomes = |word: &str| self.cues.becomes.contains(word);
        !starts_upper(next)
            && !becomes(&self.word(1))
            && !becomes(&self.word(2))
            && !self.head_word().is_some_and(becomes)
    }

    /// The word on which the last word of the expression depends, where the tagger has run.
    fn head_word(&self) -> Option<&str> {
        let last = self.words.partition_point(|word| word.span.end < self.span().end);
        let word = self.words.get(last).filter(|word| word.upos == Upos::Adj)?;
        let head = self.words.get(word.head?.checked_sub(self.first)?)?;
        Some(head.span.of(self.text))
    }

    /// Whether a bare plural (`years`) is a length of time.
    fn accept_plural(&self) -> bool {
        let surface = self.span().of(self.text);
        surface.contains(' ')
            || surface.contains(is_joint_char)
            || self.cues.before_plural.contains(&self.word(-1))
            || self.cues.after_plural.contains(&self.word(1))
    }
}

/// Whether these are digits and nothing else.
pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a number may follow this mark at once.
fn is_opening(mark: &str) -> bool {
    matches!(mark, "(" | "[" | "\"" | "“" | "'" | "‘" | "’" | "`" | "/" | "," | "." | ":" | ";" | "*" | "_")
}

/// Whether this mark may follow a number at once.
fn is_closing(mark: &str) -> bool {
    is_opening(mark) || matches!(mark, ")" | "]" | "”" | "?" | "!" | "…")
}

/// Whether this opens a quotation.
fn is_quote(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "'" | "‘" | "`" | "«")
}

/// Whether this is a hyphen or dash.
pub(crate) fn is_joint(mark: &str) -> bool {
    let mut chars = mark.chars();
    chars.next().is_some_and(is_joint_char) && chars.next().is_none()
}

/// Whether this character is a hyphen or dash.
pub(crate) const fn is_joint_char(mark: char) -> bool {
    matches!(mark, '-' | '‐' | '‑' | '–' | '—' | '−')
}

/// Whether the word has a capital.
pub(crate) fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
