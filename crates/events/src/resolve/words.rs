//! Fillers that name themselves: what sort of actor their words show.

use dateline_text::{ActorKind, Analysis, Argument, Filler, Role, Span};

use super::{Resolved, is_actor};
use crate::{
    lexicon::{Lexicon, fold},
    who::How,
    words::{lower, shown, singular},
};

/// The argument that the words of `span` are by themselves.
pub(super) fn argument(analysis: &Analysis, filler: &Filler, span: Span) -> Resolved {
    let name = shown(analysis, span);
    let key = fold(&name);
    let acts = is_actor(filler.role);
    let country = acts.then(|| country(analysis, filler, span)).flatten();
    let place = filler.role == Role::Place;
    let kind = if place { Some(ActorKind::Location) } else { acts.then(|| kind(analysis, filler)) };
    let argument = Argument { name: Some(name), kind, country, ..super::plain(filler.role, span) };
    Resolved { argument, keys: vec![key], how: How::Described, head: filler.head }
}

/// The kind that the head noun shows; a name that the tagger missed is most often a body's.
fn kind(analysis: &Analysis, filler: &Filler) -> ActorKind {
    let lexicon = Lexicon::get();
    let noun = singular(analysis, filler.head);
    let word = lower(analysis, filler.head);
    if lexicon.reference.is_group_noun(&word) {
        ActorKind::Group
    } else if lexicon.people.is_person_noun(&noun) {
        if noun == word { ActorKind::Person } else { ActorKind::Group }
    } else if lexicon.bodies.is_body_noun(&noun) || crate::words::is_capitalised(analysis, filler.head) {
        ActorKind::Organisation
    } else {
        ActorKind::Other
    }
}

/// "Chinese leaders", "Russia's energy ministry": the one country that stands before the head.
fn country(analysis: &Analysis, filler: &Filler, span: Span) -> Option<String> {
    let before = Span::new(span.start, analysis.tokens.get(filler.head)?.span.start.max(span.start));
    let words: Vec<&str> = analysis
        .document
        .slice(before)
        .split_whitespace()
        .map(|word| word.trim_end_matches("'s").trim_end_matches("’s"))
        .collect();
    crate::who::only_country(&words.join(" ")).map(|country| country.code.to_owned())
}
