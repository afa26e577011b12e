//! Bodies that a sentence introduces without a name: "A group of investors said it had bought the stake."

use dateline_text::{Analysis, Span, Upos};

use super::{Cast, Member, Sort, antecedent::Here};
use crate::{
    lexicon::Lexicon,
    words::{has_grammar, lower, relation, sentence, shown, singular},
};

/// Makes a member of the noun at `here`, when it is the subject and new; returns it with the words that describe it.
pub(super) fn body(analysis: &Analysis, cast: &mut Cast, here: Here) -> Option<(usize, Span)> {
    let noun = singular(analysis, here.token);
    let subject = has_grammar(analysis, here.token) && relation(analysis, here.token) == "nsubj";
    let one = noun == lower(analysis, here.token) && Lexicon::get().bodies.is_body_noun(&noun);
    // "A unit of Acme" is no company that the story goes on to call "the company".
    let part = matches!(noun.as_str(), "unit" | "subsidiary" | "affiliate" | "division" | "parent");
    if !subject || !one || part {
        return None;
    }
    let first = sentence(analysis, here.token)?.tokens.start;
    let mut start = here.token;
    while start > first && matches!(analysis.tokens[start - 1].upos, Upos::Adj | Upos::Noun) {
        start -= 1;
    }
    let new = start > first && matches!(lower(analysis, start - 1).as_str(), "a" | "an" | "another");
    let span = analysis.cover(start..of_whom(analysis, here.token)).filter(|_| new)?;
    cast.members.push(Member::unnamed(here.article, &shown(analysis, span), noun, Sort::Body));
    Some((cast.members.len() - 1, span))
}

/// Where "of investors" behind the noun ends.
fn of_whom(analysis: &Analysis, head: usize) -> usize {
    let end = sentence(analysis, head).map_or(head + 1, |sentence| sentence.tokens.end);
    if head + 2 >= end || lower(analysis, head + 1) != "of" {
        return head + 1;
    }
    let names = |token: &usize| !matches!(analysis.tokens[*token].upos, Upos::Adj | Upos::Noun);
    let stop = (head + 2..end).find(names).unwrap_or(end);
    if stop > head + 2 { stop } else { head + 1 }
}
