//! Numbers for the words of the lexicon, and phrases of such numbers.

use dateline_text::Span;
use rustc_hash::FxHashMap;

use crate::lexeme::{self, Lexeme, WordId};

/// Longest word, in bytes, that is looked up without an allocation.
const SHORT: usize = 24;

/// The words and signs that the lexicon mentions, in lower case and without the points of abbreviations.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    ids: FxHashMap<Box<str>, WordId>,
}

impl Vocabulary {
    /// The number of `word`, or 0.
    pub(crate) fn look_up(&self, word: &str) -> WordId {
        let bytes = word.as_bytes();
        crate::work::count(bytes.len());
        if !word.is_ascii() {
            return self.ids.get(&*word.to_lowercase()).copied().unwrap_or(0);
        }
        if bytes.len() > SHORT {
            return 0;
        }
        let mut folded = [0; SHORT];
        let mut length = 0;
        for &byte in bytes.iter().filter(|&&byte| byte != b'.' || bytes.len() == 1) {
            folded[length] = byte.to_ascii_lowercase();
            length += 1;
        }
        let folded = std::str::from_utf8(&folded[..length]).unwrap_or_default();
        self.ids.get(folded).copied().unwrap_or(0)
    }

    /// The number of `word`, a new one if need be.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        let folded = if word.len() > 1 { word.replace('.', "").to_lowercase() } else { word.to_lowercase() };
        let next = self.ids.len() as WordId + 1;
        *self.ids.entry(folded.into()).or_insert(next)
    }

    /// How many numbers there are, with the 0.
    pub(crate) fn len(&self) -> usize {
        self.ids.len() + 1
    }

    /// `phrase` as the numbers of its words.
    pub(crate) fn spell(&mut self, phrase: &str) -> Vec<WordId> {
        let mut lexemes = Vec::new();
        lexeme::cut(phrase, Span::new(0, phrase.len()), |word| self.intern(word), &mut lexemes);
        lexemes.iter().map(|lexeme| lexeme.word).collect()
    }
}

/// Phrases with what they mean, as a trie over word numbers.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    edges: FxHashMap<(u32, WordId), u32>,
    meanings: Vec<Vec<T>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { edges: FxHashMap::default(), meanings: vec![Vec::new()] }
    }
}

impl<T> Phrases<T> {
    /// Adds one meaning of the phrase `words`.
    pub(crate) fn add(&mut self, words: impl IntoIterator<Item = WordId>, meaning: T) {
        let mut node = 0;
        for word in words {
            let next = self.meanings.len() as u32;
            let target = *self.edges.entry((node, word)).or_insert(next);
            if target == next {
                self.meanings.push(Vec::new());
            }
            node = target;
        }
        self.meanings[node as usize].push(meaning);
    }

    /// The longest phrase along `words` one of whose meanings `fits`, with its length in lexemes.
    ///
    /// `fits` is told the length, so that it can look at how the words are written.
    pub(crate) fn longest<'a>(
        &'a self,
        words: impl Iterator<Item = &'a Lexeme>,
        mut fits: impl FnMut(usize, &T) -> bool,
    ) -> Option<(usize, &'a T)> {
        let (mut node, mut best) = (0, None);
        for (before, lexeme) in words.enumerate() {
            crate::work::count(1);
            let Some(&next) = self.edges.get(&(node, lexeme.word)) else { break };
            node = next;
            let found = self.meanings[node as usize].iter().find(|meaning| fits(before + 1, meaning));
            best = found.map(|meaning| (before + 1, meaning)).or(best);
        }
        best
    }
}
