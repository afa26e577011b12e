//! "Industrial Equity (Pacific) Ltd": a bracket inside the name of a company parts the name for the tagger, not for the reader.

use std::ops::Range;

use dateline_text::{Analysis, Entity, EntityKind};

use crate::{
    lexicon::{Lexicon, fold},
    words::{has_grammar, is_capitalised, sentence},
};

/// Most words in the bracket and most words behind it.
const MOST: usize = 4;

/// Makes one entity of every name that goes on behind a bracket and ends with a legal form there.
pub(super) fn join(analysis: &mut Analysis) {
    let mut index = 0;
    while index < analysis.entities.len() {
        if let Some(tokens) = whole(analysis, &analysis.entities[index]) {
            let Some(span) = analysis.cover(tokens.clone()) else { return };
            let first = analysis.tokens_in(analysis.entities[index].span);
            one_phrase(analysis, tokens, first);
            let score = analysis.entities[index].score;
            analysis.entities.retain(|entity| !entity.span.overlaps(span));
            let joined = Entity { span, kind: EntityKind::Organisation, score, name: None };
            analysis.entities.insert(index.min(analysis.entities.len()), joined);
        }
        index += 1;
    }
}

/// What hangs on the part behind the bracket hangs on the part before it, when both hang on words outside the name.
fn one_phrase(analysis: &mut Analysis, whole: Range<usize>, first: Range<usize>) {
    let outside = |analysis: &Analysis, token: usize| {
        has_grammar(analysis, token) && analysis.tokens[token].head.is_none_or(|head| !whole.contains(&head))
    };
    let tail = first.end.min(whole.end)..whole.end;
    let Some(top) = first.clone().find(|&token| outside(analysis, token)) else { return };
    let loose: Vec<usize> = tail.filter(|&token| outside(analysis, token)).collect();
    for &token in &loose {
        analysis.tokens[token].head = Some(top);
        analysis.tokens[token].deprel = "flat".into();
    }
    let Some(sentence) = sentence(analysis, top).cloned() else { return };
    for token in sentence.tokens.filter(|token| !whole.contains(token)) {
        if analysis.tokens[token].head.is_some_and(|head| loose.contains(&head)) {
            analysis.tokens[token].head = Some(top);
        }
    }
}

/// The words of the whole name, when the entity is what stands before the bracket.
fn whole(analysis: &Analysis, entity: &Entity) -> Option<Range<usize>> {
    let tokens = analysis.tokens_in(entity.span);
    let end = sentence(analysis, tokens.clone().next()?)?.tokens.end;
    if entity.kind == EntityKind::Person {
        return None;
    }
    // The tagger may take the bracket, or the word in it, for a part of the name.
    let open = (tokens.start + 1..end.min(tokens.end + 1)).find(|&token| analysis.word(token) == "(")?;
    let close = (open + 2..end.min(open + MOST + 2)).find(|&token| analysis.word(token) == ")")?;
    let named = |tokens: Range<usize>| tokens.into_iter().all(|token| is_capitalised(analysis, token));
    let last = (close + 1..end.min(close + MOST + 1))
        .take_while(|&token| is_capitalised(analysis, token))
        .filter(|&token| Lexicon::get().bodies.is_legal_form(&fold(analysis.word(token))))
        .last()?;
    (named(tokens.start..tokens.start + 1) && named(open + 1..close)).then_some(tokens.start..last + 1)
}
