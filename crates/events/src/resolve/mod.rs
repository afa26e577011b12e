//! Fillers become arguments: who is meant, what sort of actor it is, whose country it acts for.

mod joint;
mod phrase;
mod stamp;
mod words;

use dateline_text::{ActorKind, Analysis, Argument, Filler, FillerSource, Frame, Role, Span};

use crate::{
    lexicon::{Country, Lexicon, fold},
    who::{Cast, How, Mention, Sort},
    words::{relation, shown},
};
use phrase::Phrase;

/// An argument with what merging needs to know of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Resolved {
    pub(crate) argument: Argument,
    /// Who or what is meant, folded; two for "the two leaders".
    pub(crate) keys: Vec<String>,
    pub(crate) how: How,
    /// The word that heads the filler.
    pub(crate) head: usize,
}

/// Whether the role is filled by somebody who acts.
pub(crate) fn is_actor(role: Role) -> bool {
    matches!(
        role,
        Role::Participant
            | Role::Host
            | Role::Party
            | Role::Buyer
            | Role::Seller
            | Role::Funder
            | Role::Recipient
            | Role::About
            | Role::Target
    )
}

/// The arguments of a frame.
pub(crate) fn frame(analysis: &Analysis, cast: &Cast, frame: &Frame) -> Vec<Resolved> {
    let sentence = frame.sentence;
    let article = analysis.sentences.get(sentence).map_or(0, |sentence| sentence.article);
    let stamps = stamp::stamps(analysis, article);
    let of_story = |filler: &&Filler| {
        let stamped = matches!(filler.role, Role::Time | Role::Place);
        !(stamped && stamps.iter().any(|stamp| stamp.contains(filler.span)))
    };
    let fillers = frame.fillers.iter().filter(of_story);
    fillers
        .flat_map(|filler| {
            if let Some(actors) = joint::read(analysis, cast, article, &whole(analysis, cast, frame, filler)) {
                return actors;
            }
            let acts = is_actor(filler.role);
            if acts && holds_trigger(analysis, frame, filler) {
                return Vec::new();
            }
            match joint::listed(analysis, cast, filler).filter(|_| acts) {
                Some(parts) => parts.iter().map(|part| words::argument(analysis, part, part.span)).collect(),
                None => resolve(analysis, cast, sentence, &as_place(analysis, cast, frame, filler)),
            }
        })
        .collect()
}

/// "East Asia Summit" takes part in no summit of which it is the name.
fn holds_trigger(analysis: &Analysis, frame: &Frame, filler: &Filler) -> bool {
    frame.triggers.iter().any(|&token| filler.span.contains(analysis.tokens[token].span))
}

/// Inside the name of the happening ("Fourth ASEAN-Russia Summit") the whole name says who takes part.
fn whole(analysis: &Analysis, cast: &Cast, frame: &Frame, filler: &Filler) -> Filler {
    let named = cast.at(filler.head).filter(|mention| mention.how == How::Named && mention.span.contains(filler.span));
    let holds = |span: Span| frame.triggers.iter().any(|&token| span.contains(analysis.tokens[token].span));
    match named {
        Some(mention) if holds(mention.span) || analysis.document.slice(mention.span).contains(joint::DASHES) => {
            Filler { span: mention.span, ..filler.clone() }
        }
        _ => filler.clone(),
    }
}

/// A city takes part in nothing, but things happen there; a capital acts, unless it only says which meeting is meant.
fn as_place(analysis: &Analysis, cast: &Cast, frame: &Frame, filler: &Filler) -> Filler {
    let actor = matches!(filler.role, Role::Participant | Role::Party | Role::Host);
    let city = cast.at(filler.head).is_some_and(|mention| match mention.members.as_slice() {
        [only] => cast.members[*only].sort == Sort::Place,
        _ => false,
    });
    let seat = Lexicon::get().countries.seated_in(analysis.document.slice(filler.span)).is_some();
    let token = &analysis.tokens[filler.head];
    let modifies = token.deprel == "compound" && token.head.is_some_and(|head| frame.triggers.contains(&head));
    // A verb's subject or object acts, whatever the tagger took it for.
    let argument = matches!(relation(analysis, filler.head), "nsubj" | "obj" | "iobj");
    let role = if actor && city && !argument && (!seat || modifies) { Role::Place } else { filler.role };
    Filler { role, ..filler.clone() }
}

fn resolve(analysis: &Analysis, cast: &Cast, sentence: usize, filler: &Filler) -> Vec<Resolved> {
    match filler.source {
        // Both ends of "2014–2017" are one time of the event.
        FillerSource::Time(index) => {
            dateline_temporal::joined(&analysis.document, &analysis.times, index).map(|time| {
                let mut argument = plain(filler.role, time.span);
                let keys = vec![time.value.clone()];
                argument.time = Some(time);
                vec![Resolved { argument, keys, how: How::Named, head: filler.head }]
            })
        }
        FillerSource::Value(index) => analysis.values.get(index).map(|value| {
            let mut argument = plain(filler.role, filler.span);
            argument.value = Some(value.clone());
            let unit = value.currency.as_ref().or(value.unit.as_ref()).map_or("", String::as_str);
            let keys = vec![format!("{} {}", value.amount.normalize(), fold(unit))];
            vec![Resolved { argument, keys, how: How::Named, head: filler.head }]
        }),
        FillerSource::Phrase => Some(resolve_phrase(analysis, cast, sentence, filler)),
    }
    .unwrap_or_default()
}

fn plain(role: Role, span: Span) -> Argument {
    Argument { role, span, name: None, kind: None, country: None, title: None, time: None, value: None }
}

fn resolve_phrase(analysis: &Analysis, cast: &Cast, sentence: usize, filler: &Filler) -> Vec<Resolved> {
    match phrase::read(analysis, cast, filler) {
        Phrase::Member { mention, span } => one(analysis, cast, filler, mention, span),
        Phrase::Several { mention, span } => several(analysis, cast, sentence, filler, mention, span),
        Phrase::People { country, span } => vec![people(filler, country, span)],
        Phrase::Pronoun { span } => vec![unknown(filler, span)],
        Phrase::Words { span } => vec![words::argument(analysis, filler, span)],
    }
}

/// A pronoun that nothing resolves stays a pronoun.
fn unknown(filler: &Filler, span: Span) -> Resolved {
    Resolved { argument: plain(filler.role, span), keys: Vec::new(), how: How::Pronoun, head: filler.head }
}

/// "the Chinese": the people stands for the country.
fn people(filler: &Filler, country: Country, span: Span) -> Resolved {
    let argument = Argument {
        name: Some(country.name.to_owned()),
        kind: Some(ActorKind::Country),
        country: Some(country.code.to_owned()),
        ..plain(filler.role, span)
    };
    Resolved { argument, keys: vec![fold(country.name)], how: How::Named, head: filler.head }
}

/// A reference to one member.
fn one(analysis: &Analysis, cast: &Cast, filler: &Filler, mention: &Mention, span: Span) -> Vec<Resolved> {
    let member = mention.members[0];
    // "It", "the company" and a body's short form say less to a reader of records than the place where the text names it.
    let named = mention.how == How::Named && cast.members[member].sort == Sort::Body;
    // Of those who meet, a pronoun stays where it is: the name says who is meant.
    let meets = matches!(filler.role, Role::Participant | Role::Host);
    let poor = mention.how == How::Bare
        || mention.how == How::Pronoun && !meets
        || named && is_short(analysis, cast, member, span);
    let naming = poor.then(|| cast.best_naming(member, filler.head)).flatten();
    let span = naming.map_or(span, |naming| naming.span);
    vec![member_argument(analysis, cast, filler, member, span, mention.how)]
}

/// Whether the words are fewer than the member's name, and no acronym, which is a name in its own right.
fn is_short(analysis: &Analysis, cast: &Cast, member: usize, span: Span) -> bool {
    let (words, name) = (shown(analysis, span), &cast.members[member].name);
    let begins = name.strip_prefix(&words).is_some_and(|rest| rest.starts_with(' '));
    begins || words.len() < name.len() && !crate::names::short::is_capitals(&words)
}

fn member_argument(analysis: &Analysis, cast: &Cast, filler: &Filler, member: usize, span: Span, how: How) -> Resolved {
    let member = &cast.members[member];
    let seat = acts_as_government(filler.role, member.sort)
        .then(|| Lexicon::get().countries.seated_in(&member.name))
        .flatten();
    let own = (how == How::Named)
        .then(|| shown(analysis, span))
        .filter(|own| own.len() > member.name.len() && extends(own, &member.name));
    let name = seat.map_or_else(|| own.unwrap_or_else(|| member.name.clone()), |country| country.name.to_owned());
    let actor = is_actor(filler.role) || filler.role == Role::Place;
    let kind = if seat.is_some() { ActorKind::Country } else { member.kind() };
    let argument = Argument {
        kind: actor.then_some(kind),
        country: actor.then(|| seat.or(member.country).map(|country| country.code.to_owned())).flatten(),
        title: member.title().filter(|_| actor).map(str::to_owned),
        name: Some(name.clone()),
        ..plain(filler.role, span)
    };
    Resolved { argument, keys: vec![fold(&name)], how, head: filler.head }
}

/// A filler may hold more of a name than the tagger marked: "Gulf Applied Technologies" + "Inc".
fn extends(own: &str, name: &str) -> bool {
    own.starts_with(name)
        && own[name.len()..].split_whitespace().all(|word| Lexicon::get().bodies.suffixes.contains(&fold(word)))
}

/// A capital acts for its government; as a place it is a city.
fn acts_as_government(role: Role, sort: Sort) -> bool {
    is_actor(role) && role != Role::Target && matches!(sort, Sort::Place | Sort::Body | Sort::Other)
}

/// A reference to a pair. In the sentence that names both, they are two fillers; elsewhere the words are one.
fn several(
    analysis: &Analysis,
    cast: &Cast,
    sentence: usize,
    filler: &Filler,
    mention: &Mention,
    span: Span,
) -> Vec<Resolved> {
    let named: Vec<Option<&Mention>> = mention
        .members
        .iter()
        .map(|&member| {
            let here =
                |other: &&Mention| other.how == How::Named && other.sentence == sentence && other.members == [member];
            cast.mentions.iter().filter(here).min_by_key(|other| other.head.abs_diff(filler.head))
        })
        .collect();
    if named.iter().all(Option::is_some) {
        let namings = named.into_iter().flatten();
        return namings
            .map(|naming| member_argument(analysis, cast, filler, naming.members[0], naming.span, How::Named))
            .collect();
    }
    vec![pair(cast, filler, mention, span)]
}

fn pair(cast: &Cast, filler: &Filler, mention: &Mention, span: Span) -> Resolved {
    let names: Vec<&str> = mention.members.iter().map(|&member| cast.members[member].name.as_str()).collect();
    let argument = Argument {
        name: Some(names.join(" and ")),
        kind: is_actor(filler.role).then_some(ActorKind::Group),
        ..plain(filler.role, span)
    };
    Resolved { argument, keys: names.iter().map(|name| fold(name)).collect(), how: mention.how, head: filler.head }
}
