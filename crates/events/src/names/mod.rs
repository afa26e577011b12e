//! Names merge with their short forms, article by article.
//!
//! What must stay absent: nothing here looks at grammar or at other articles. A full name is the same string wherever the
//! page uses it, and only so do articles share a name.

mod bracket;
mod cluster;
pub(crate) mod form;
pub(crate) mod short;

use std::collections::BTreeMap;

use dateline_text::{Analysis, Entity, EntityKind, Span};

use crate::lexicon::{Lexicon, fold};
use cluster::Clusters;
use form::NameForm;

/// Sets [`Entity::name`] of every entity: the full name that its article uses for the same.
pub(crate) fn name_entities(analysis: &mut Analysis) {
    bracket::join(analysis);
    let names = full_names(analysis);
    for (entity, name) in analysis.entities.iter_mut().zip(names) {
        entity.name = Some(name);
    }
}

/// The full name of each entity.
fn full_names(analysis: &Analysis) -> Vec<String> {
    let forms: Vec<NameForm> = analysis.entities.iter().map(|entity| NameForm::of(analysis, entity)).collect();
    let mut names: Vec<String> = forms.iter().map(|form| form.shown.clone()).collect();
    for members in articles(analysis).into_values() {
        name_article(analysis, &forms, &members, &mut names);
    }
    names
}

/// The indices of the entities of each article.
fn articles(analysis: &Analysis) -> BTreeMap<Option<usize>, Vec<usize>> {
    let mut articles: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, entity) in analysis.entities.iter().enumerate() {
        articles.entry(analysis.document.article_of(entity.span)).or_default().push(index);
    }
    articles
}

fn name_article(analysis: &Analysis, forms: &[NameForm], members: &[usize], names: &mut [String]) {
    let of_kind = |wanted: fn(&Entity) -> bool| -> Vec<usize> {
        members.iter().copied().filter(|&index| wanted(&analysis.entities[index])).collect()
    };
    let people = of_kind(|entity| entity.kind == EntityKind::Person);
    let bodies = of_kind(|entity| matches!(entity.kind, EntityKind::Organisation | EntityKind::Misc));
    let may_shorten = |&&index: &&usize| may_be_short(&analysis.entities[index], &forms[index]);
    let clustered: Vec<usize> = bodies.iter().filter(may_shorten).copied().collect();
    let places = of_kind(|entity| entity.kind == EntityKind::Location);
    let people_clusters = Clusters::build(&pick(forms, &people), &[], short::person);
    let aliases = bracketed_aliases(analysis, forms, &bodies);
    let body_clusters = Clusters::build(&pick(forms, &own_names(forms, &clustered)), &aliases, short::body);
    for &index in &people {
        set(&mut names[index], people_clusters.name(&forms[index]));
    }
    for &index in &clustered {
        set(&mut names[index], body_clusters.name(&forms[index]));
    }
    // A place is no short form of what is named after it ("East Asia", the "East Asia Summit"), but a country has one name.
    for &index in bodies.iter().chain(&places) {
        if let Some(country) = Lexicon::get().countries.named(&forms[index].shown) {
            country.name.clone_into(&mut names[index]);
        }
    }
    take_for_companies(forms, &people, &bodies, names);
    take_for_people(forms, &people, &bodies, names);
    heal_kinds(analysis, forms, members, names);
}

/// "Harris" of "Harris Associates L.P.": what the tagger takes for a person is the one company that begins so, when the article
/// names no person of that name.
fn take_for_companies(forms: &[NameForm], people: &[usize], bodies: &[usize], names: &mut [String]) {
    for &index in people {
        let [only] = forms[index].core.as_slice() else { continue };
        let person = forms[index].gender.is_some()
            || people.iter().any(|&other| forms[other].core.len() > 1 && forms[other].core.contains(only));
        let mut companies = bodies
            .iter()
            .filter(|&&body| forms[body].is_company() && forms[body].core.first() == Some(only))
            .map(|&body| names[body].clone());
        if let Some(company) = companies.next().filter(|_| !person)
            && companies.all(|other| other == company)
        {
            names[index] = company;
        }
    }
}

fn pick(forms: &[NameForm], indices: &[usize]) -> Vec<NameForm> {
    indices.iter().map(|&index| forms[index].clone()).collect()
}

fn set(name: &mut String, full: Option<&str>) {
    if let Some(full) = full {
        full.clone_into(name);
    }
}

/// "Republican", "Islamic": single words that name no body are no short forms of one, unless they are acronyms.
fn may_be_short(entity: &Entity, form: &NameForm) -> bool {
    entity.kind == EntityKind::Organisation || form.core.len() > 1 || short::is_capitals(&form.shown)
}

/// Countries and peoples have names of their own; all others may have short forms.
fn own_names(forms: &[NameForm], bodies: &[usize]) -> Vec<usize> {
    let countries = &Lexicon::get().countries;
    bodies.iter().copied().filter(|&index| countries.evoked_by(&forms[index].shown).is_none()).collect()
}

/// Short forms that the text itself puts in brackets after a name: "Ministry of ... (Miti)".
fn bracketed_aliases(analysis: &Analysis, forms: &[NameForm], bodies: &[usize]) -> Vec<(String, NameForm)> {
    let mut aliases = Vec::new();
    for &index in bodies {
        let Some(inner) = in_brackets_after(analysis, analysis.entities[index].span) else { continue };
        let inner = NameForm::body(analysis.document.slice(inner));
        if short::bracketed(&inner.shown, &forms[index].shown) {
            aliases.push((inner.key(), forms[index].clone()));
        }
    }
    aliases
}

/// The words between brackets right after `span`.
pub(crate) fn in_brackets_after(analysis: &Analysis, span: Span) -> Option<Span> {
    let rest = &analysis.document.text[span.end..];
    let open = rest.len() - rest.trim_start().len();
    let inside = rest[open..].strip_prefix('(')?;
    let close = inside.find(')').filter(|&close| close > 0 && close <= 40)?;
    let start = span.end + open + 1;
    Some(Span::new(start, start + close))
}

/// "The Gabelli group": what the tagger takes for a body is the one person of that family name, when no body has the word.
fn take_for_people(forms: &[NameForm], people: &[usize], bodies: &[usize], names: &mut [String]) {
    for &index in bodies {
        let [only] = forms[index].core.as_slice() else { continue };
        let body = short::is_capitals(&forms[index].shown)
            || forms[index].shown.contains(' ')
            || bodies.iter().any(|&other| forms[other].core.len() > 1 && forms[other].core.contains(only));
        let mut full = people
            .iter()
            .filter(|&&person| forms[person].core.len() > 1 && forms[person].core.last() == Some(only))
            .map(|&person| names[person].clone());
        if let Some(person) = full.next().filter(|_| !body)
            && full.all(|other| other == person)
        {
            names[index] = person;
        }
    }
}

/// Where the tagger calls one word a person here and a body there, the word goes with the name it has more often.
fn heal_kinds(analysis: &Analysis, forms: &[NameForm], members: &[usize], names: &mut [String]) {
    let mut counts: BTreeMap<String, BTreeMap<(EntityKind, String), usize>> = BTreeMap::new();
    for &index in members {
        let kind = analysis.entities[index].kind;
        let key = fold(&forms[index].shown);
        *counts.entry(key).or_default().entry((kind, names[index].clone())).or_default() += 1;
    }
    for &index in members {
        let uses = &counts[&fold(&forms[index].shown)];
        let own = uses[&(analysis.entities[index].kind, names[index].clone())];
        if let Some(((kind, name), &most)) = uses.iter().max_by_key(|(_, count)| **count)
            && most > own
            && *kind != analysis.entities[index].kind
        {
            name.clone_into(&mut names[index]);
        }
    }
}
