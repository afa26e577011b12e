//! What is guessed of one word.

use dateline_text::Upos;

use super::forms::Form;

/// A word with its part of speech and dictionary form.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) upos: Upos,
    pub(super) lemma: String,
    /// As written, in lower case.
    pub(super) lower: String,
    /// Of a verb.
    pub(super) form: Form,
    /// The name, time and amount that cover the word, as indices that are only compared.
    pub(super) covers: [Option<u32>; 3],
    /// Whether not even a space stands before it: `-` in `take-over`.
    pub(super) glued: bool,
}

impl Word {
    pub(super) fn is_time(&self) -> bool {
        self.covers[1].is_some()
    }

    pub(super) fn is_nominal(&self) -> bool {
        matches!(self.upos, Upos::Noun | Upos::Propn | Upos::Num | Upos::Sym | Upos::Pron)
    }

    /// Whether both belong to one name, time or amount.
    pub(super) fn is_one_with(&self, other: &Self) -> bool {
        self.covers.iter().zip(&other.covers).any(|(a, b)| a.is_some() && a == b)
    }
}
