//! Small questions to the words of an analysis, answered with grammar where there is any and without where there is none.

use std::ops::Range;

use dateline_text::{Analysis, Entity, Sentence, Span, Upos};

use crate::lexicon::{Lexicon, fold};

/// The word in lower case with plain apostrophes.
pub(crate) fn lower(analysis: &Analysis, token: usize) -> String {
    fold(analysis.word(token))
}

/// The dictionary form; without grammar the word itself.
pub(crate) fn lemma(analysis: &Analysis, token: usize) -> String {
    let lemma = &analysis.tokens[token].lemma;
    if lemma.is_empty() { lower(analysis, token) } else { fold(lemma) }
}

/// Whether the tagger has given this word its grammar.
pub(crate) fn has_grammar(analysis: &Analysis, token: usize) -> bool {
    analysis.tokens[token].upos != Upos::X && !analysis.tokens[token].deprel.is_empty()
}

/// The relation to the head without its subtype.
pub(crate) fn relation(analysis: &Analysis, token: usize) -> &str {
    let deprel = analysis.tokens[token].deprel.as_str();
    deprel.split(':').next().unwrap_or(deprel)
}

/// The sentence that holds the word.
pub(crate) fn sentence(analysis: &Analysis, token: usize) -> Option<&Sentence> {
    analysis.sentences.get(analysis.sentence_of(token)).filter(|sentence| sentence.tokens.contains(&token))
}

/// The word of `tokens` on which the others hang; without grammar the last.
pub(crate) fn head_of(analysis: &Analysis, tokens: Range<usize>) -> usize {
    let outside = |&token: &usize| {
        has_grammar(analysis, token) && analysis.tokens[token].head.is_none_or(|head| !tokens.contains(&head))
    };
    tokens.clone().find(outside).unwrap_or(tokens.end.saturating_sub(1).max(tokens.start))
}

/// Whether the word is the subject of its clause, or joined to one by "and".
pub(crate) fn is_subject(analysis: &Analysis, token: usize) -> bool {
    let mut at = token;
    for _ in 0..6 {
        match relation(analysis, at) {
            "nsubj" | "csubj" => return true,
            "conj" | "appos" | "flat" | "compound" => {}
            _ => return false,
        }
        let Some(head) = analysis.tokens[at].head else { return false };
        at = head;
    }
    false
}

/// The word that governs the phrase headed by `token`, past coordination.
pub(crate) fn governor(analysis: &Analysis, token: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..6 {
        let head = analysis.tokens[at].head?;
        if relation(analysis, at) != "conj" {
            return Some(head);
        }
        at = head;
    }
    None
}

/// Whether the word starts with a capital.
pub(crate) fn is_capitalised(analysis: &Analysis, token: usize) -> bool {
    analysis.word(token).starts_with(char::is_uppercase)
}

/// The words of the span, with single spaces.
pub(crate) fn shown(analysis: &Analysis, span: Span) -> String {
    analysis.document.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lemma of a noun that may stand in the plural: lists hold singular forms.
pub(crate) fn singular(analysis: &Analysis, token: usize) -> String {
    let lemma = lemma(analysis, token);
    if has_grammar(analysis, token) || lemma.len() < 4 {
        return lemma;
    }
    let lexicon = Lexicon::get();
    let known = |word: &str| lexicon.people.is_person_noun(word) || lexicon.bodies.is_body_noun(word);
    let mut stems = [("ies", "y"), ("es", ""), ("s", "")]
        .into_iter()
        .filter_map(|(ending, instead)| lemma.strip_suffix(ending).map(|stem| format!("{stem}{instead}")));
    if known(&lemma) { lemma } else { stems.find(|stem| known(stem)).unwrap_or(lemma) }
}

/// The words before `token` in its sentence, nearest first.
pub(crate) fn before(analysis: &Analysis, token: usize) -> impl Iterator<Item = usize> {
    let start = sentence(analysis, token).map_or(token, |sentence| sentence.tokens.start);
    (start..token).rev()
}

/// Whether the word is a possessive mark.
pub(crate) fn is_possessive_mark(analysis: &Analysis, token: usize) -> bool {
    matches!(lower(analysis, token).as_str(), "'s" | "'")
}

/// The entity that holds the span.
pub(crate) fn entity_holding(analysis: &Analysis, span: Span) -> Option<&Entity> {
    let index = analysis.entities.partition_point(|entity| entity.span.end < span.end);
    analysis.entities.get(index).filter(|entity| entity.span.contains(span))
}
