//! Decides whether a time of day is one: `3:16` is a verse after `John`, and a result after `won in`.

use crate::filter::{Surroundings, is_digits, is_joint, starts_upper};
use crate::meaning::Meaning;

impl Surroundings<'_> {
    /// Whether a time of day is none of the other things that are written like one.
    pub(crate) fn accept_clock(&self) -> bool {
        let surface = self.span().of(self.text);
        match surface {
            "Noon" | "Midnight" => !self.is_capital_title(),
            _ if surface.bytes().all(|byte| byte.is_ascii_digit() || byte == b':') && surface.contains(':') => {
                !self.is_verse() && !self.is_result()
            }
            _ => true,
        }
    }

    /// Whether a word with a capital stands in a row of such words: `Midnight Cowboy`, `High Noon`.
    fn is_capital_title(&self) -> bool {
        let is_name = |by| {
            let atom = self.neighbour(by);
            atom.is_some_and(|atom| self.parsed.node(atom).is_none() && starts_upper(atom.span.of(self.text)))
        };
        is_name(1) || is_name(-1)
    }

    /// Whether the figures are chapter and verse: `Luke 2:14`, `3:16-18`.
    fn is_verse(&self) -> bool {
        let before = self.word(-1);
        if self.cues.before_verse.contains(&before) {
            return true;
        }
        let verses = is_joint(&self.word(1)) && is_digits(&self.word(2)) && self.word(3) != ":";
        let dated = self.neighbour(-1).is_some_and(|atom| self.parsed.node(atom).is_some());
        verses && !dated && !self.cues.before_hour.contains(&before)
    }

    /// Whether the figures are how long a race took, or a ratio: `finished in 2:05:11`, `odds of 3:10`.
    fn is_result(&self) -> bool {
        let before = self.word(-1);
        self.cues.before_result.contains(&before) && !(before == "of" && self.word(-2) == "as")
    }

    /// Whether a time of day in brackets is the one before them, by another clock: `10:35 a.m. (0735 GMT)`.
    pub(crate) fn is_said_again(&self) -> bool {
        let before = self.neighbour(-2).and_then(|atom| self.parsed.node(atom));
        let clock = before.is_some_and(|node| matches!(node.meaning, Meaning::Clock(_) | Meaning::Point(_, Some(_))));
        clock && self.word(-1) == "(" && self.word(1) == ")"
    }
}
