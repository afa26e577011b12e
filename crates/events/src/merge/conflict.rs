//! What forbids that a telling is of the same happening as a draft event.

use std::collections::BTreeSet;

use dateline_text::{Analysis, EventType, Role, Status, Subtype, Value};

use super::{Draft, Settings, Telling, score, telling::Definiteness, time};
use crate::lexicon::Lexicon;

/// Whether anything contradicts.
pub(super) fn forbids(analysis: &Analysis, settings: &Settings, draft: &Draft, telling: &Telling) -> bool {
    let other_article = draft.tellings[0].article != telling.article;
    let strangers = draft.told().all(|told| !settings.may_join(told.subtype(), telling.subtype()));
    if other_article || strangers {
        return true;
    }
    let same_word = score::same_word(draft, telling);
    if same_word {
        return false;
    }
    let linked = score::linked(analysis, settings, draft, telling);
    values_contradict(draft, telling)
        || times_contradict(draft, telling)
        || statuses_contradict(draft, telling, linked)
        || roles_contradict(draft, telling)
        || places_contradict(draft, telling)
        || score::names_agree(draft, telling) == Some(false)
        || unlike_figures(draft, telling)
        || is_written(analysis, settings, telling) != is_written(analysis, settings, &draft.tellings[0])
        || family(telling) != family(&draft.tellings[0])
}

/// Whether the telling is of a letter, an invitation, a message.
fn is_written(analysis: &Analysis, settings: &Settings, telling: &Telling) -> bool {
    let lemmas = telling.frame.triggers.iter().map(|&trigger| analysis.tokens[trigger].lemma.as_str());
    lemmas.into_iter().any(|lemma| settings.written.contains(lemma))
}

fn family(telling: &Telling) -> EventType {
    telling.subtype().event_type()
}

/// Two sums in one currency that are neither equal nor price and total.
fn values_contradict(draft: &Draft, telling: &Telling) -> bool {
    telling.values().any(|(role, value)| {
        let told: Vec<&Value> = draft
            .told()
            .flat_map(Telling::values)
            .filter(|(other, told)| *other == role && told.currency == value.currency && told.unit == value.unit)
            .map(|(_, told)| told)
            .collect();
        !told.is_empty() && told.iter().all(|told| told.amount != value.amount && comparable(told, value))
    })
}

/// A price for one share and the sum for all lie far apart.
fn comparable(a: &Value, b: &Value) -> bool {
    let (small, large) = if a.amount < b.amount { (a.amount, b.amount) } else { (b.amount, a.amount) };
    small.checked_mul(1000.into()).is_none_or(|scaled| scaled > large)
}

/// Times that cannot both hold. "The visit" may be told again with its last day.
fn times_contradict(draft: &Draft, telling: &Telling) -> bool {
    let told: Vec<&str> = draft.told().flat_map(times).collect();
    let mut said = times(telling).peekable();
    let weekday = |value: &str| value.starts_with("XXXX-WXX-");
    said.peek().is_some()
        && !told.is_empty()
        && said.all(|value| {
            told.iter().all(|told| {
                let within = telling.definiteness == Definiteness::Definite && weekday(value) && weekday(told);
                time::contradict(value, told) && !within
            })
        })
}

fn times(telling: &Telling) -> impl Iterator<Item = &str> {
    telling.arguments.iter().filter_map(|resolved| resolved.argument.time.as_ref()).map(|time| time.value.as_str())
}

/// What has happened is not what is planned, if verbs say both; what is denied is nothing else. A noun that refers back, by
/// "the" or by a proper name, says nothing of whether it happened.
fn statuses_contradict(draft: &Draft, telling: &Telling, linked: bool) -> bool {
    let named = telling.label.is_some() && draft.told().any(|told| told.label == telling.label);
    let refers_back = linked || named || telling.definiteness == Definiteness::Definite;
    draft.told().filter(|told| !headline(told, telling)).any(|told| {
        let apart = (told.status() == Status::Occurred) != (telling.status() == Status::Occurred);
        let denied = (told.status() == Status::Negated) != (telling.status() == Status::Negated);
        match (told.verbal, telling.verbal) {
            (true, true) => apart || denied && !refers_back,
            (false, false) => (apart || denied) && !refers_back,
            _ => denied && !refers_back,
        }
    })
}

/// A headline's present tense tells the future and the past.
fn headline(told: &Telling, telling: &Telling) -> bool {
    (told.headline || telling.headline) && told.status() != Status::Negated && telling.status() != Status::Negated
}

/// Two buyers, two targets, two travellers: another happening.
fn roles_contradict(draft: &Draft, telling: &Telling) -> bool {
    const SINGLE: &[Role] = &[Role::Buyer, Role::Seller, Role::Target, Role::Asset, Role::Funder, Role::Recipient];
    let rivals = |role: Role| {
        let told: BTreeSet<String> = draft.told().flat_map(|told| score::keys(told, &[role])).collect();
        let said = score::keys(telling, &[role]);
        !told.is_empty()
            && !said.is_empty()
            && !told.iter().any(|told| said.iter().any(|said| score::alike(told, said)))
    };
    let travellers = telling.subtype() == Subtype::Visit
        && rivals(Role::Participant)
        && !score::kindred_in(draft, telling, &[Role::Participant]);
    SINGLE.iter().any(|&role| rivals(role)) || travellers
}

/// A visit to another city is another visit; a city and a country may be one place.
fn places_contradict(draft: &Draft, telling: &Telling) -> bool {
    let cities = |telling: &Telling| -> BTreeSet<String> {
        let countries = &Lexicon::get().countries;
        score::keys(telling, &[Role::Place]).into_iter().filter(|place| countries.named(place).is_none()).collect()
    };
    let told: BTreeSet<String> = draft.told().flat_map(&cities).collect();
    let said = cities(telling);
    let apart = !told.is_empty()
        && !said.is_empty()
        && !told.iter().any(|told| said.iter().any(|said| score::alike(told, said)));
    apart && telling.subtype() == Subtype::Visit && telling.definiteness != Definiteness::Definite
}

/// Figures are one only when they measure the same and share an amount.
fn unlike_figures(draft: &Draft, telling: &Telling) -> bool {
    if family(telling) != EventType::Figure {
        return false;
    }
    let amounts = |telling: &Telling| -> BTreeSet<String> { score::keys(telling, &[Role::Value, Role::Change]) };
    let told: BTreeSet<String> = draft.told().flat_map(&amounts).collect();
    let said = amounts(telling);
    let disjoint = !said.is_empty() && !told.is_empty() && said.is_disjoint(&told);
    disjoint && !score::same_sentence(draft, telling)
        || [Role::Measure, Role::About].into_iter().any(|role| {
            let told: BTreeSet<String> = draft.told().flat_map(|told| score::keys(told, &[role])).collect();
            let said = score::keys(telling, &[role]);
            !told.is_empty()
                && !said.is_empty()
                && !told.iter().any(|told| said.iter().any(|said| score::alike(told, said)))
        })
}
