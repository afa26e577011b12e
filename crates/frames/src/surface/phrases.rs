//! Noun phrases: where they end, and what hangs on what within them.

use dateline_text::Upos;

use super::{Surface, word::Word};

/// A noun phrase, its last word at its head.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase {
    pub(super) start: usize,
    pub(super) head: usize,
}

/// The phrase that begins at `start`, if one does: "the" alone is none.
pub(super) fn phrase_at(surface: &Surface, words: &[Word], start: usize) -> Option<Phrase> {
    let possessive = |at: usize| surface.data.possessives.contains(&words[at].lower);
    let mut end = start;
    while end < words.len() && may_go_on(words, start, end) {
        let alone = words[end].upos == Upos::Pron && !(possessive(end) && end == start);
        if alone && end > start {
            break;
        }
        end += 1;
        if alone {
            break;
        }
    }
    while end > start && matches!(words[end - 1].upos, Upos::Part | Upos::Punct) {
        end -= 1;
    }
    let head = end.checked_sub(1).filter(|&head| head >= start)?;
    let empty = words[head].upos == Upos::Adj && head == start;
    (!empty).then_some(Phrase { start, head })
}

fn may_go_on(words: &[Word], start: usize, at: usize) -> bool {
    let word = &words[at];
    let Some(before) = at.checked_sub(1).filter(|_| at > start).map(|before| &words[before]) else {
        return matches!(word.upos, Upos::Det | Upos::Adj | Upos::Pron) || word.is_nominal();
    };
    if word.is_one_with(before) {
        return true;
    }
    let next = words.get(at + 1);
    match word.upos {
        // "take-over", "Russia-ASEAN"
        Upos::Punct => {
            word.glued
                && next.is_some_and(|next| next.glued && next.upos != Upos::Punct)
                && word.lower.len() < 4
                && word.lower != ","
        }
        Upos::Part => matches!(word.lower.as_str(), "'s" | "’s" | "'" | "’"),
        Upos::Det => before.upos == Upos::Det,
        Upos::Pron => false,
        // "sold Malaysia 18 jets"
        Upos::Num | Upos::Sym => before.covers[0].is_none(),
        // "met Putin Monday"
        _ if word.is_time() && !before.is_time() => {
            at == start || time_modifies(words, at) && before.upos != Upos::Propn
        }
        // "in the second quarter net profit rose", "lent Kenya more than"
        Upos::Adj if word.covers[0].is_none() => !before.is_time() && before.covers[0].is_none(),
        Upos::Noun | Upos::Propn | Upos::Adj => !(before.is_time() && word.covers[0].is_some()),
        _ => false,
    }
}

/// "Monday's meeting", "the May talks": a noun or a mark of possession follows the time.
fn time_modifies(words: &[Word], at: usize) -> bool {
    let after = words[at..].iter().position(|word| !word.is_one_with(&words[at])).map(|offset| &words[at + offset]);
    after
        .is_some_and(|word| word.upos == Upos::Noun && !word.is_time() || word.upos == Upos::Part && word.lemma != "to")
}

/// Hangs the words of a phrase on its head; what stands before `'s` hangs on its own last word.
pub(super) fn hang(words: &[Word], phrase: Phrase, heads: &mut [Option<usize>], relations: &mut [&'static str]) {
    let mut top = phrase.head;
    let mut set = |at: usize, head: usize, relation| {
        heads[at] = Some(head);
        relations[at] = relation;
    };
    for at in (phrase.start..phrase.head).rev() {
        let word = &words[at];
        let owner = at.checked_sub(1).filter(|&owner| owner >= phrase.start);
        match (word.upos, owner) {
            (Upos::Part, Some(owner)) => {
                set(at, owner, "case");
                set(owner, top, "nmod:poss");
                top = owner;
            }
            _ if at == top => {}
            (Upos::Det, _) => set(at, top, "det"),
            (Upos::Adj, _) => set(at, top, "amod"),
            (Upos::Pron, _) => set(at, top, "nmod:poss"),
            (Upos::Num | Upos::Sym, _) => set(at, top, "nummod"),
            (Upos::Punct, _) => set(at, top, "punct"),
            _ => set(at, top, "compound"),
        }
    }
}
