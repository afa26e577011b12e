//! Words of a sentence, by the conventions of Universal Dependencies English (as in EWT).
//!
//! A blank always ends a word. What stands between blanks loses its punctuation at both ends and is then cut inside:
//! clitics (`do|n't`, `Malaysia|'s`), hyphens but for those of affixes (`state|-|owned`, `co-founder`), slashes,
//! dashes, units of numbers (`1.2|bn`) and currency letters (`RM|1.72`).

use dateline_text::Span;

use crate::lexicon::ENGLISH;

mod core;
mod edges;

/// Longer than any word and any address worth reading; in bytes.
const MAX_CHUNK: usize = 1024;
/// No clitic and no word with its first letters left out is longer; in bytes.
const MAX_SHORT: usize = 12;

/// The words of `sentence`, in text order, not overlapping.
pub(crate) fn split(text: &str, sentence: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut chunks = chunks(text, sentence).peekable();
    let mut first = true;
    while let Some(chunk) = chunks.next() {
        let place = Place { first, last: chunks.peek().is_none() };
        split_chunk(text, chunk, place, &mut words);
        first = false;
    }
    words
}

/// Where in its sentence a chunk stands.
#[derive(Clone, Copy)]
struct Place {
    first: bool,
    last: bool,
}

/// The stretches between blanks.
fn chunks(text: &str, sentence: Span) -> impl Iterator<Item = Span> {
    let base = text.as_ptr() as usize;
    let chunks = sentence.of(text).split(is_blank).filter(|chunk| !chunk.is_empty()).flat_map(parts);
    chunks.map(move |chunk| {
        let start = chunk.as_ptr() as usize - base;
        Span::new(start, start + chunk.len())
    })
}

/// Cuts what no blank ends for very long, since each cut inside a chunk reads the rest of it again.
fn parts(chunk: &str) -> impl Iterator<Item = &str> {
    let mut rest = chunk;
    std::iter::from_fn(move || {
        let (part, after) = rest.split_at(rest.floor_char_boundary(MAX_CHUNK));
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

/// Blanks, and the characters without width that separate words. The joiner inside an emoji is none of them.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control() || matches!(character, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

fn split_chunk(text: &str, chunk: Span, place: Place, words: &mut Vec<Span>) {
    let mut inner = chunk;
    if edges::is_whole(inner.of(text), place.first) {
        words.push(inner);
        return;
    }
    while let Some(len) = edges::leading(inner.of(text)) {
        words.push(Span::new(inner.start, inner.start + len));
        inner.start += len;
    }
    let mut trailing = Vec::new();
    while let Some(len) = edges::trailing(inner.of(text), place) {
        trailing.push(Span::new(inner.end - len, inner.end));
        inner.end -= len;
    }
    if !inner.is_empty() {
        core::split(text, inner, words);
    }
    words.extend(trailing.into_iter().rev());
}

/// A straight apostrophe or one of its typographic forms.
const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | 'ʼ' | '`')
}

/// Whether `word` is a clitic of the lexicon.
fn is_clitic(word: &str) -> bool {
    if word.len() > MAX_SHORT {
        return false;
    }
    let folded = fold(word);
    ENGLISH.clitics.iter().any(|clitic| *clitic == folded)
}

/// Lower case with straight apostrophes.
fn fold(word: &str) -> String {
    word.chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).flat_map(char::to_lowercase).collect()
}
