//! "The Finnish president" before the text says who holds the office.

use super::{
    Cast, Member, Office, Sort,
    antecedent::{Here, earlier},
    describe::agrees,
};
use crate::lexicon::{Country, Lexicon};

/// A person of this sentence or the one before of whom no office and no other country is known, when there is only one.
pub(super) fn untitled(cast: &Cast, here: Here, country: Option<Country>, office: &Office) -> Option<usize> {
    if country.is_none() || !Lexicon::get().people.leads_a_country(&office.title) {
        return None;
    }
    let free =
        |member: &Member| member.sort == Sort::Person && member.offices.is_empty() && agrees(member.country, country);
    let mut found: Vec<usize> = earlier(cast, here, 1)
        .flat_map(|mention| mention.members.iter().copied())
        .filter(|&member| free(&cast.members[member]))
        .collect();
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// Of the article, before or after: the person of whom no office and no other country is known and whom it names more than
/// twice as often as any other such person. News calls him "the Finnish president" where it first speaks of him.
pub(super) fn leading(cast: &Cast, here: Here, country: Option<Country>, office: &Office) -> Option<usize> {
    if country.is_none() || !Lexicon::get().people.leads_a_country(&office.title) {
        return None;
    }
    let mut free: Vec<(usize, usize)> = (0..cast.members.len())
        .filter(|&index| {
            let member = &cast.members[index];
            let free = member.sort == Sort::Person && member.offices.is_empty() && agrees(member.country, country);
            free && member.article == here.article
        })
        .map(|index| (cast.members[index].named, index))
        .collect();
    free.sort_unstable_by(|a, b| b.cmp(a));
    match free.as_slice() {
        [(most, first), rest @ ..] if *most >= 3 && rest.first().is_none_or(|(next, _)| next * 2 < *most) => {
            Some(*first)
        }
        _ => None,
    }
}
