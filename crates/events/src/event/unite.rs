//! The fillers of all tellings become one set: each actor once, under the role that the event has, where the text names it best.

use std::collections::BTreeSet;

use dateline_text::{Argument, Role, Subtype};

use crate::{
    lexicon::fold,
    merge::{Draft, Settings, time},
    resolve::{Resolved, is_actor},
    who::How,
};

/// The arguments of the event, by role and then by span.
pub(super) fn arguments(draft: &Draft, subtype: Subtype) -> Vec<Argument> {
    let mut fillers = in_role(draft, subtype);
    fillers.sort_by_key(|resolved| (resolved.argument.role, quality(resolved), resolved.argument.span));
    let mut united: Vec<Resolved> = Vec::new();
    for filler in fillers {
        match united.iter_mut().find(|known| is_same(known, &filler)) {
            Some(known) => enrich(&mut known.argument, &filler.argument),
            None => united.push(filler),
        }
    }
    drop_members_said(&mut united);
    if draft.tellings.len() > 1 {
        drop_open_pronouns(&mut united);
    }
    drop_coarser_times(&mut united);
    drop_bare_holdings(&mut united);
    drop_second_roles(&mut united);
    let mut arguments: Vec<Argument> = united.into_iter().map(|resolved| resolved.argument).collect();
    arguments.sort_by_key(|argument| (argument.role, argument.span));
    arguments
}

/// All fillers in the roles of the subtype; a foreign role is renamed where the own one is empty, else left out.
fn in_role(draft: &Draft, subtype: Subtype) -> Vec<Resolved> {
    let settings = Settings::get();
    let all: Vec<&Resolved> = draft.tellings.iter().flat_map(|told| &told.arguments).collect();
    let filled: BTreeSet<Role> = all.iter().map(|resolved| resolved.argument.role).collect();
    let role_of = |role: Role| {
        if settings.has_role(subtype, role) {
            return Some(role);
        }
        settings.instead(subtype, role).filter(|instead| !filled.contains(instead))
    };
    all.into_iter()
        .filter_map(|resolved| {
            let role = role_of(resolved.argument.role)?;
            let mut resolved = resolved.clone();
            resolved.argument.role = role;
            Some(resolved)
        })
        .collect()
}

/// Full names before short ones, names before descriptions, descriptions before pronouns.
fn quality(resolved: &Resolved) -> (How, bool) {
    let Argument { name, .. } = &resolved.argument;
    let short = name.as_ref().is_none_or(|name| resolved.argument.span.len() < name.len());
    (resolved.how, short)
}

/// Whether two fillers of a role are one: the same keys, or words that overlap.
fn is_same(known: &Resolved, filler: &Resolved) -> bool {
    let same_role = known.argument.role == filler.argument.role;
    let same_keys = !known.keys.is_empty() && known.keys == filler.keys;
    let overlap = known.argument.span.overlaps(filler.argument.span);
    same_role && (same_keys || overlap || contained(known, filler))
}

/// "missile system" after "S-400 missile system": words of things, not of actors.
fn contained(known: &Resolved, filler: &Resolved) -> bool {
    let thing = !is_actor(known.argument.role)
        && !matches!(known.argument.role, Role::Time | Role::Value | Role::Change | Role::Stake | Role::Place);
    let name = |resolved: &Resolved| resolved.argument.name.as_deref().map(fold).unwrap_or_default();
    let (known, filler) = (name(known), name(filler));
    thing && !filler.is_empty() && (known.ends_with(&format!(" {filler}")) || filler.ends_with(&format!(" {known}")))
}

fn enrich(known: &mut Argument, other: &Argument) {
    known.country = known.country.take().or_else(|| other.country.clone());
    known.title = known.title.take().or_else(|| other.title.clone());
}

/// "The two leaders" says nothing once both are fillers.
fn drop_members_said(united: &mut Vec<Resolved>) {
    let single: BTreeSet<(Role, String)> = united
        .iter()
        .filter(|resolved| resolved.keys.len() == 1)
        .map(|resolved| (resolved.argument.role, resolved.keys[0].clone()))
        .collect();
    united.retain(|resolved| {
        let said = |key: &String| single.contains(&(resolved.argument.role, key.clone()));
        resolved.keys.len() < 2 || !resolved.keys.iter().all(said)
    });
}

/// An unresolved pronoun of one telling is most often somebody whom another names. Within one telling the two are two:
/// "we will meet our partners".
fn drop_open_pronouns(united: &mut Vec<Resolved>) {
    let named: BTreeSet<Role> =
        united.iter().filter(|resolved| !resolved.keys.is_empty()).map(|resolved| resolved.argument.role).collect();
    united.retain(|resolved| {
        let open = resolved.how == How::Pronoun && resolved.keys.is_empty();
        !open || !named.contains(&resolved.argument.role)
    });
}

/// "2003" says nothing beside "August 2003".
fn drop_coarser_times(united: &mut Vec<Resolved>) {
    let values: Vec<String> =
        united.iter().filter_map(|resolved| resolved.argument.time.as_ref().map(|time| time.value.clone())).collect();
    united.retain(|resolved| {
        resolved
            .argument
            .time
            .as_ref()
            .is_none_or(|time| !values.iter().any(|other| time::says_more(other, &time.value)))
    });
}

/// "the shares" says nothing beside "9.9 pct".
fn drop_bare_holdings(united: &mut Vec<Resolved>) {
    let bare = |resolved: &Resolved| {
        let name = resolved.argument.name.as_deref().map(fold).unwrap_or_default();
        let holdings = &Settings::get().holdings;
        resolved.argument.value.is_none() && (holdings.contains(&name) || holdings.contains(name.trim_end_matches('s')))
    };
    for role in [Role::Stake, Role::Target, Role::Asset] {
        let in_role = |resolved: &Resolved| resolved.argument.role == role;
        if united.iter().any(|resolved| in_role(resolved) && !bare(resolved)) {
            united.retain(|resolved| !in_role(resolved) || !bare(resolved));
        }
    }
}

/// Nobody buys from himself: the role said by name, or first, stays.
fn drop_second_roles(united: &mut Vec<Resolved>) {
    const OPPOSED: &[(Role, Role)] = &[
        (Role::Buyer, Role::Seller),
        (Role::Buyer, Role::Target),
        (Role::Target, Role::Seller),
        (Role::Funder, Role::Recipient),
        (Role::Participant, Role::Host),
        (Role::Participant, Role::Place),
        (Role::Buyer, Role::Asset),
        (Role::Seller, Role::Asset),
    ];
    for &(one, other) in OPPOSED {
        let firsts: BTreeSet<Vec<String>> = united
            .iter()
            .filter(|resolved| resolved.argument.role == one && !resolved.keys.is_empty())
            .map(|resolved| resolved.keys.clone())
            .collect();
        united.retain(|resolved| resolved.argument.role != other || !firsts.contains(&resolved.keys));
    }
}
