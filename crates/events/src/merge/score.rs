//! What speaks for a telling being of the same happening as a draft event.

use std::collections::BTreeSet;

use dateline_text::{Analysis, EventType, Role};

use super::{Draft, Settings, Telling, holding, telling::Definiteness};
use crate::words::{has_grammar, is_capitalised, relation};

const ACTORS: &[Role] = &[
    Role::Participant,
    Role::Host,
    Role::Party,
    Role::Buyer,
    Role::Seller,
    Role::Funder,
    Role::Recipient,
    Role::About,
];
const THINGS: &[Role] = &[Role::Asset, Role::Target, Role::Subject, Role::Topic, Role::Measure];

/// The sum of the weighted evidence.
pub(super) fn score(analysis: &Analysis, settings: &Settings, draft: &Draft, telling: &Telling) -> f32 {
    let weights = &settings.weights;
    let actors = Overlap::of(draft, telling, ACTORS);
    let things = Overlap::of(draft, telling, THINGS);
    let kin = kindred(draft, telling);
    let linked = linked(analysis, settings, draft, telling);
    let definite = telling.definiteness == Definiteness::Definite && refers_back(settings, draft, telling);
    let evidence = [
        (same_word(draft, telling), weights.same_word),
        (linked, weights.linked),
        (definite, weights.definite),
        (telling.definiteness == Definiteness::Indefinite && told_before(draft, telling), weights.indefinite),
        (!linked && draft.told().all(|told| told.subtype() != telling.subtype()), weights.other_subtype),
        (same_trigger(settings, draft, telling), weights.same_trigger),
        (telling.headline != draft.tellings[0].headline && (!definite || actors.shared > 0), weights.headline),
        (actors.shared == 0 && kin && !definite, weights.kindred_actor),
        (names_agree(draft, telling) == Some(true), weights.same_name),
        (!keys_of(draft, &[Role::Time]).is_disjoint(&keys(telling, &[Role::Time])), weights.shared_time),
        (!keys_of(draft, &[Role::Place]).is_disjoint(&keys(telling, &[Role::Place])), weights.shared_place),
        (shared_amount(draft, telling), weights.shared_value),
        (holding::same_holding(analysis, settings, draft, telling), weights.same_holding),
    ];
    let points: f32 = evidence.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum();
    let shared =
        weights.shared_actor * actors.shared.min(2) as f32 + weights.shared_thing * things.shared.min(2) as f32;
    let strangers = if definite {
        strangers_of(analysis, settings, draft, telling)
    } else {
        weights.rival_actor * (actors.rivals() - usize::from(kin && actors.rivals() > 0)) as f32
    };
    points + shared + strangers + weights.distance * distance(draft, telling).min(weights.far) as f32
}

/// Whether the story has told of the draft before: a headline does not count, since the story introduces it anew.
fn told_before(draft: &Draft, telling: &Telling) -> bool {
    draft.told().any(|told| !told.headline && told.trigger() < telling.trigger())
}

/// What the actors weigh that a definite trigger adds: less when they only take part, more when they say which happening it is.
fn strangers_of(analysis: &Analysis, settings: &Settings, draft: &Draft, telling: &Telling) -> f32 {
    let mut old = keys_of(draft, ACTORS);
    old.extend(keys_of(draft, &[Role::Place]));
    let new = telling.arguments.iter().filter(|resolved| {
        let role = ACTORS.contains(&resolved.argument.role) || resolved.argument.role == Role::Place;
        role && !resolved.keys.is_empty() && !resolved.keys.iter().any(|key| old.iter().any(|told| alike(key, told)))
    });
    new.map(|resolved| {
        let own = modifies(analysis, resolved.head, telling);
        if resolved.argument.role == Role::Place {
            // "The St. Petersburg forum" says which; "the forum in St. Petersburg" only where.
            let which = own_place(analysis, resolved.head, telling);
            return if which { 2.0 * settings.weights.new_actor } else { 0.0 };
        }
        if own { settings.weights.new_actor } else { settings.weights.added_actor }
    })
    .sum()
}

/// Whether the place stands in front of the trigger noun, within its phrase.
fn own_place(analysis: &Analysis, place: usize, telling: &Telling) -> bool {
    let trigger = telling.frame.triggers.iter().copied().find(|&token| token > place);
    trigger.is_some_and(|trigger| trigger - place <= 3 && is_capitalised(analysis, place))
}

/// Whether the word hangs on the trigger noun itself; without grammar it is taken to.
fn modifies(analysis: &Analysis, word: usize, telling: &Telling) -> bool {
    let mut at = word;
    for _ in 0..6 {
        if !has_grammar(analysis, at) {
            return true;
        }
        let Some(head) = analysis.tokens[at].head else { return false };
        let nominal = matches!(relation(analysis, at), "nmod" | "compound" | "amod" | "conj" | "flat" | "appos");
        if telling.frame.triggers.contains(&head) || !nominal {
            return nominal;
        }
        at = head;
    }
    false
}

/// Who is named by both and who by one only.
struct Overlap {
    shared: usize,
    only_told_by_new: usize,
    only_told_by_old: usize,
}

impl Overlap {
    fn of(draft: &Draft, telling: &Telling, roles: &[Role]) -> Self {
        let old = keys_of(draft, roles);
        let new = keys(telling, roles);
        let found = |key: &String, others: &BTreeSet<String>| others.iter().any(|other| alike(key, other));
        let shared = new.iter().filter(|key| found(key, &old)).count();
        let only_told_by_old = old.iter().filter(|key| !found(key, &new)).count();
        Self { shared, only_told_by_new: new.len() - shared, only_told_by_old }
    }

    /// Actors on both sides that the other side does not know.
    fn rivals(&self) -> usize {
        self.only_told_by_new.min(self.only_told_by_old)
    }
}

/// The keys of the fillers of some roles.
pub(super) fn keys(telling: &Telling, roles: &[Role]) -> BTreeSet<String> {
    let fillers = telling.arguments.iter().filter(|resolved| roles.contains(&resolved.argument.role));
    fillers.flat_map(|resolved| resolved.keys.iter().cloned()).collect()
}

fn keys_of(draft: &Draft, roles: &[Role]) -> BTreeSet<String> {
    draft.told().flat_map(|told| keys(told, roles)).collect()
}

/// Whether two keys name the same: equal, or one is the end of the other's words ("missile system").
pub(super) fn alike(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_suffix(short).is_some_and(|before| before.is_empty() || before.ends_with(' '))
        || long.strip_prefix(short).is_some_and(|after| after.starts_with(' '))
}

/// Whether two rules saw one word.
pub(super) fn same_word(draft: &Draft, telling: &Telling) -> bool {
    draft.told().any(|told| told.frame.triggers.iter().any(|token| telling.frame.triggers.contains(token)))
}

/// Whether one trigger governs the other: "signed an agreement", "a deal in which Moscow sold".
pub(super) fn linked(analysis: &Analysis, settings: &Settings, draft: &Draft, telling: &Telling) -> bool {
    draft.told().filter(|told| told.frame.sentence == telling.frame.sentence).any(|told| {
        let (a, b) = (told.trigger(), telling.trigger());
        if !has_grammar(analysis, a) || !has_grammar(analysis, b) {
            let nouns = settings.is_generic(&told.lemma) != settings.is_generic(&telling.lemma);
            return nouns && a.abs_diff(b) <= 4;
        }
        governs(analysis, settings, told, telling) || governs(analysis, settings, telling, told)
    })
}

fn governs(analysis: &Analysis, settings: &Settings, upper: &Telling, lower: &Telling) -> bool {
    let token = lower.trigger();
    if analysis.tokens[token].head != Some(upper.trigger()) {
        return false;
    }
    let whole = analysis.tokens[token].deprel.as_str();
    match relation(analysis, token) {
        "obj" | "nsubj" | "obl" | "iobj" => !lower.verbal && upper.verbal,
        "compound" => true,
        "conj" => !lower.verbal && !upper.verbal && lower.subtype() == upper.subtype(),
        "acl" if whole == "acl:relcl" || lower.status() == upper.status() => settings.is_generic(&upper.lemma),
        _ => false,
    }
}

/// Whether "the meeting", "the deal" can mean the draft.
fn refers_back(settings: &Settings, draft: &Draft, telling: &Telling) -> bool {
    draft.told().any(|told| told.lemma == telling.lemma || settings.stands_for(&telling.lemma, told.subtype()))
}

fn same_trigger(settings: &Settings, draft: &Draft, telling: &Telling) -> bool {
    draft.told().any(|told| {
        told.lemma == telling.lemma
            || settings.stands_for(&telling.lemma, told.subtype())
            || settings.stands_for(&told.lemma, telling.subtype())
    })
}

/// Whether an actor of one acts for a country that the other names: "Malaysia" and its prime minister.
fn kindred(draft: &Draft, telling: &Telling) -> bool {
    kindred_in(draft, telling, ACTORS)
}

/// The same among the fillers of some roles.
pub(super) fn kindred_in(draft: &Draft, telling: &Telling, roles: &[Role]) -> bool {
    let countries = |telling: &Telling| -> BTreeSet<String> {
        let actors = telling.arguments.iter().filter(|resolved| roles.contains(&resolved.argument.role));
        actors.filter_map(|resolved| resolved.argument.country.clone()).collect()
    };
    let old: BTreeSet<String> = draft.told().flat_map(&countries).collect();
    !old.is_disjoint(&countries(telling))
}

fn shared_amount(draft: &Draft, telling: &Telling) -> bool {
    let roles = [Role::Value, Role::Change, Role::Stake];
    let figure = telling.subtype().event_type() == EventType::Figure;
    !figure && !keys_of(draft, &roles).is_disjoint(&keys(telling, &roles))
        || figure && keys_of(draft, &roles).intersection(&keys(telling, &roles)).count() > 0
}

/// Whether the proper names of the happenings ("East Asia Summit") are one; `None` where not both have one.
pub(super) fn names_agree(draft: &Draft, telling: &Telling) -> Option<bool> {
    let said = telling.label.as_ref()?;
    let told: BTreeSet<&String> = draft.told().filter_map(|told| told.label.as_ref()).collect();
    (!told.is_empty()).then(|| told.iter().any(|told| alike(told, said)))
}

/// Sentences to the nearest telling.
fn distance(draft: &Draft, telling: &Telling) -> usize {
    draft.told().map(|told| told.frame.sentence.abs_diff(telling.frame.sentence)).min().unwrap_or(0)
}

/// Whether some telling of the draft stands in the same sentence.
pub(super) fn same_sentence(draft: &Draft, telling: &Telling) -> bool {
    distance(draft, telling) == 0
}
