//! "It bought the stake for investment": a deal told by what was bought before, without the name of the company.

use dateline_text::{Analysis, Role, Subtype};

use super::{Draft, Settings, Telling, score};
use crate::{
    resolve::Resolved,
    words::{before, lemma, lower},
};

const THINGS: &[Role] = &[Role::Target, Role::Asset, Role::Stake];
const SIDES: &[Role] = &[Role::Buyer, Role::Seller];

/// Whether the telling is of the holding that the draft's deal was about: all it says of the thing is "the stake", and one of the
/// draft's sides did it in the same role.
pub(super) fn same_holding(analysis: &Analysis, settings: &Settings, draft: &Draft, telling: &Telling) -> bool {
    let deals = |telling: &Telling| matches!(telling.subtype(), Subtype::Acquisition | Subtype::Transaction);
    let mut things = things(telling).peekable();
    let refers = things.peek().is_some() && things.all(|thing| is_known(analysis, settings, thing));
    let of_holding = draft.told().filter(|told| deals(told)).any(|told| {
        let mut held = self::things(told);
        held.any(|thing| thing.argument.role == Role::Stake || is_holding(analysis, settings, thing.head))
    });
    deals(telling) && refers && of_holding && SIDES.iter().any(|&role| acts_again(draft, telling, role))
}

fn things(telling: &Telling) -> impl Iterator<Item = &Resolved> {
    telling.arguments.iter().filter(|resolved| THINGS.contains(&resolved.argument.role))
}

fn acts_again(draft: &Draft, telling: &Telling, role: Role) -> bool {
    let told: Vec<String> = draft.told().flat_map(|told| score::keys(told, &[role])).collect();
    score::keys(telling, &[role]).iter().any(|key| told.iter().any(|told| score::alike(told, key)))
}

/// "the stake", "these shares": nothing but noun and determiner.
fn is_known(analysis: &Analysis, settings: &Settings, thing: &Resolved) -> bool {
    let determiner = before(analysis, thing.head).next().map(|token| lower(analysis, token));
    let definite = determiner.is_some_and(|word| matches!(word.as_str(), "the" | "this" | "these" | "those" | "that"));
    definite && is_holding(analysis, settings, thing.head)
}

fn is_holding(analysis: &Analysis, settings: &Settings, head: usize) -> bool {
    let lemma = lemma(analysis, head);
    settings.holdings.contains(&lemma) || settings.holdings.contains(lemma.trim_end_matches('s'))
}
