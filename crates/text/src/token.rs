//! Words and sentences, with the grammar that the tagger adds.

use std::{fmt, ops::Range, str::FromStr};

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::{Span, UnknownLabel};

/// A word as Universal Dependencies counts words of English: `don't` is two, `Malaysia's` is two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Where the word stands.
    pub span: Span,
    /// Universal part of speech; `X` before the tagger has run.
    pub upos: Upos,
    /// Dictionary form in lower case; empty before the tagger has run.
    pub lemma: CompactString,
    /// Index in [`crate::Analysis::tokens`] of the word that this one depends on; `None` for the root of a sentence.
    pub head: Option<usize>,
    /// Universal Dependencies relation to the head, with subtype (`nsubj:pass`); empty before the tagger has run.
    pub deprel: CompactString,
}

impl Token {
    /// A word of which only the place is known.
    pub fn bare(span: Span) -> Self {
        Self { span, upos: Upos::X, lemma: CompactString::default(), head: None, deprel: CompactString::default() }
    }
}

/// A sentence: its place, its words and the article it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// From the first word's first byte to the last word's last.
    pub span: Span,
    /// Its words, as indices into [`crate::Analysis::tokens`].
    pub tokens: Range<usize>,
    /// Index into [`crate::Document::articles`].
    pub article: usize,
}

/// Universal part-of-speech tags (universaldependencies.org/u/pos).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names are the tag set's own")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Upos {
    /// All tags, in alphabetical order.
    pub const ALL: [Self; 17] = [
        Self::Adj,
        Self::Adp,
        Self::Adv,
        Self::Aux,
        Self::Cconj,
        Self::Det,
        Self::Intj,
        Self::Noun,
        Self::Num,
        Self::Part,
        Self::Pron,
        Self::Propn,
        Self::Punct,
        Self::Sconj,
        Self::Sym,
        Self::Verb,
        Self::X,
    ];

    /// The tag as it is written: `PROPN`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Adj => "ADJ",
            Self::Adp => "ADP",
            Self::Adv => "ADV",
            Self::Aux => "AUX",
            Self::Cconj => "CCONJ",
            Self::Det => "DET",
            Self::Intj => "INTJ",
            Self::Noun => "NOUN",
            Self::Num => "NUM",
            Self::Part => "PART",
            Self::Pron => "PRON",
            Self::Propn => "PROPN",
            Self::Punct => "PUNCT",
            Self::Sconj => "SCONJ",
            Self::Sym => "SYM",
            Self::Verb => "VERB",
            Self::X => "X",
        }
    }
}

impl fmt::Display for Upos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Upos {
    type Err = UnknownLabel;

    fn from_str(text: &str) -> Result<Self, UnknownLabel> {
        Self::ALL.into_iter().find(|tag| tag.as_str() == text).ok_or_else(|| UnknownLabel::new("part of speech", text))
    }
}
