//! "Russia-ASEAN summit", "Malaysia–Russia talks": names joined by a dash are two actors.

use dateline_text::{Analysis, Filler, Role, Span};

use super::{Resolved, member_argument, people};
use crate::{
    lexicon::{Country, Lexicon, fold},
    merge::Settings,
    who::{Cast, How, Sort},
    words::entity_holding,
};

/// What joins names.
pub(super) const DASHES: [char; 3] = ['-', '–', '—'];

/// The actors that the filler joins, when each of its parts is a country or a body of the article.
pub(super) fn read(analysis: &Analysis, cast: &Cast, article: usize, filler: &Filler) -> Option<Vec<Resolved>> {
    if !matches!(filler.role, Role::Participant | Role::Party | Role::About) {
        return None;
    }
    let parts = parts(analysis, filler.span);
    let last = parts.len().checked_sub(1).filter(|&last| last > 0)?;
    let actors: Option<Vec<(Actor, Span)>> = parts
        .into_iter()
        .enumerate()
        .map(|(index, part)| actor(analysis, cast, article, part, index == last))
        .collect();
    let argue = |(actor, span): (Actor, Span)| match actor {
        Actor::Country(country) => people(filler, country, span),
        Actor::Body(member) => member_argument(analysis, cast, filler, member, span, How::Named),
    };
    Some(actors?.into_iter().map(argue).collect())
}

/// "Rostselmash, Transmashholding and Service Invest": what the tagger took for one name ends a list of bodies.
pub(super) fn listed(analysis: &Analysis, cast: &Cast, filler: &Filler) -> Option<Vec<Filler>> {
    let span = cast.at(filler.head).filter(|mention| mention.how == How::Named)?.span;
    let tokens = analysis.tokens_in(span);
    let comma = tokens.start.checked_sub(1).is_some_and(|token| analysis.word(token) == ",");
    let and = tokens.clone().find(|&token| analysis.word(token) == "and").filter(|_| comma)?;
    let whole = Lexicon::get().bodies.is_legal_form(&fold(analysis.word(tokens.end - 1)));
    let after_name = entity_before_comma(analysis, tokens.start);
    let sides = [tokens.start..and, and + 1..tokens.end];
    let part = |side: std::ops::Range<usize>| {
        Some(Filler { span: analysis.cover(side.clone())?, head: side.end.checked_sub(1)?, ..filler.clone() })
    };
    (after_name && !whole)
        .then(|| sides.into_iter().filter_map(part).collect::<Vec<_>>())
        .filter(|parts| parts.len() == 2)
}

/// Whether a name stands right before the comma in front of `token`.
fn entity_before_comma(analysis: &Analysis, token: usize) -> bool {
    token.checked_sub(2).is_some_and(|before| entity_holding(analysis, analysis.tokens[before].span).is_some())
}

enum Actor {
    Country(Country),
    Body(usize),
}

/// The stretches between dashes, without white space.
fn parts(analysis: &Analysis, span: Span) -> Vec<Span> {
    let text = analysis.document.slice(span);
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, dash) in text.match_indices(DASHES).chain([(text.len(), "")]) {
        let part = &text[start..at];
        let lead = part.len() - part.trim_start().len();
        parts.push(Span::new(span.start + start + lead, span.start + start + part.trim_end().len().max(lead)));
        start = at + dash.len();
    }
    parts
}

/// The actor that a part names; behind the last one the happening may be named: "Russia Industrial Cooperation Forum".
fn actor(analysis: &Analysis, cast: &Cast, article: usize, part: Span, last: bool) -> Option<(Actor, Span)> {
    let text = analysis.document.slice(part);
    if let Some(actor) = known(cast, article, text) {
        return Some((actor, part));
    }
    if !last {
        // "Fourth ASEAN" of the "Fourth ASEAN-Russia Summit".
        let (_, name) = text.rsplit_once(char::is_whitespace)?;
        return Some((known(cast, article, name)?, Span::new(part.end - name.len(), part.end)));
    }
    let (first, rest) = text.split_once(char::is_whitespace)?;
    let named = rest.split_whitespace().next_back().is_some_and(|noun| Settings::get().is_generic(&fold(noun)));
    let actor = known(cast, article, first).filter(|_| named)?;
    Some((actor, Span::new(part.start, part.start + first.len())))
}

fn known(cast: &Cast, article: usize, text: &str) -> Option<Actor> {
    let countries = &Lexicon::get().countries;
    if let Some(country) = countries.named(text).or_else(|| countries.of_people(text)) {
        return Some(Actor::Country(country));
    }
    let body = cast.members.iter().position(|member| {
        member.article == article
            && matches!(member.sort, Sort::Body | Sort::Other)
            && (member.name == text || member.short_forms.iter().any(|form| form == text))
    })?;
    Some(Actor::Body(body))
}
