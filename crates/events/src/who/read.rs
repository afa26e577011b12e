//! The one pass over the document that finds who every name, description and pronoun refers to.

use std::collections::HashMap;

use dateline_text::{Analysis, Span, Upos};

use super::{
    Cast, How, Mention, Sort,
    antecedent::Here,
    country, describe, introduce,
    naming::{self, Naming},
    plural,
    pronoun::{self, Pronoun},
};
use crate::words::{has_grammar, is_subject, lower, relation};

/// Reads the names first, then refers back word by word in text order.
pub(super) fn read(analysis: &Analysis) -> Cast {
    let mut cast = Cast { evoked: country::evoked(analysis), ..Cast::default() };
    let namings = naming::members(analysis, &mut cast);
    let mut starts: HashMap<usize, &Naming> = namings.iter().map(|naming| (naming.tokens.start, naming)).collect();
    let mut token = 0;
    while token < analysis.tokens.len() {
        if let Some(naming) = starts.remove(&token) {
            name(analysis, &mut cast, naming);
            token = naming.tokens.end.max(token + 1);
        } else {
            refer(analysis, &mut cast, &namings, token);
            token += 1;
        }
    }
    cast
}

/// A name: its words and those of the office in front of it refer to the member.
fn name(analysis: &Analysis, cast: &mut Cast, naming: &Naming) {
    let mention = naming::mention(analysis, naming);
    let joined = joined_to(analysis, cast, &mention);
    let tokens = naming.tokens.clone().chain(naming.office.clone().into_iter().flatten());
    cast.push(mention, tokens);
    if let Some(pair) = joined {
        cast.push(pair, []);
    }
}

/// "A and B": the two are a pair that "they" and "both sides" can refer to.
fn joined_to(analysis: &Analysis, cast: &Cast, later: &Mention) -> Option<Mention> {
    let earlier = cast.mentions.iter().rev().find(|mention| mention.how == How::Named && mention.members.len() == 1)?;
    let (from, to) = (earlier.span.end, later.span.start);
    let between = (from < to).then(|| analysis.document.text[from..to].trim())?;
    let same_sort = cast.members[earlier.members[0]].sort == cast.members[later.members[0]].sort;
    let joined = matches!(between, "and" | "&" | ", and")
        || has_grammar(analysis, later.head) && is_joined(analysis, earlier, later);
    (joined && same_sort && earlier.sentence == later.sentence && earlier.members != later.members).then(|| Mention {
        members: vec![earlier.members[0], later.members[0]],
        span: earlier.span.cover(later.span),
        head: later.head,
        subject: earlier.subject,
        ..later.clone()
    })
}

fn is_joined(analysis: &Analysis, earlier: &Mention, later: &Mention) -> bool {
    relation(analysis, later.head) == "conj" && analysis.tokens[later.head].head == Some(earlier.head)
}

/// A word that is no name: a pronoun, a description, a pair, or nothing that refers.
fn refer(analysis: &Analysis, cast: &mut Cast, namings: &[Naming], token: usize) {
    let Some(here) = Here::at(analysis, token) else { return };
    if cast.at(token).is_some() {
        return;
    }
    if let Some(pronoun) = pronoun_at(analysis, token) {
        refer_by_pronoun(analysis, cast, namings, here, pronoun);
    } else if let Some(asked) = plural::asked_for(analysis, token) {
        if let Some(members) = plural::resolve(cast, here, asked) {
            push(analysis, cast, here, members, How::Described);
        }
    } else if let Some(member) = group_of(analysis, cast, token) {
        push(analysis, cast, here, vec![member], How::Described);
    } else if let Some(description) = describe::at(analysis, token)
        && !in_front_of_name(analysis, namings, token)
    {
        let named = beside_name(analysis, cast, namings, token);
        if let Some(member) = named.or_else(|| description.resolve(analysis, cast, here)) {
            let how = description.how();
            let Some(span) = analysis.cover(description.tokens.clone()) else { return };
            push_span(analysis, cast, here, vec![member], how, span);
        }
    } else if let Some((member, span)) = introduce::body(analysis, cast, here) {
        push_span(analysis, cast, here, vec![member], How::Described, span);
    }
}

/// "The Gabelli group": the noun names the same as the name right in front of it.
fn group_of(analysis: &Analysis, cast: &Cast, token: usize) -> Option<usize> {
    let noun = lower(analysis, token) == "group";
    let before = token.checked_sub(1).filter(|_| noun && matches!(analysis.tokens[token].upos, Upos::Noun))?;
    let mention = cast.at(before).filter(|mention| mention.how == How::Named && mention.members.len() == 1)?;
    let member = mention.members[0];
    matches!(cast.members[member].sort, Sort::Person | Sort::Body).then_some(member)
}

fn pronoun_at(analysis: &Analysis, token: usize) -> Option<Pronoun> {
    matches!(analysis.tokens[token].upos, Upos::X | Upos::Pron | Upos::Det)
        .then(|| Pronoun::of(analysis.word(token)))
        .flatten()
}

fn refer_by_pronoun(analysis: &Analysis, cast: &mut Cast, namings: &[Naming], here: Here, pronoun: Pronoun) {
    if relation(analysis, here.token) == "expl" {
        return;
    }
    // Namings stand in text order: one behind the pronoun may be of the one who speaks.
    let named = |word: usize| {
        let after = namings.partition_point(|naming| naming.tokens.end <= word);
        namings.get(after).filter(|naming| naming.tokens.contains(&word)).map(|naming| naming.member)
    };
    let Some(members) = pronoun::resolve(analysis, cast, here, pronoun, &named) else { return };
    if let (Some(gender), [only]) = (pronoun::gender(pronoun), members.as_slice()) {
        cast.members[*only].gender = Some(gender);
    }
    push(analysis, cast, here, members, How::Pronoun);
}

/// "the firm Petronas", "the chairman, Mr Smith": the noun refers with the name.
fn in_front_of_name(analysis: &Analysis, namings: &[Naming], token: usize) -> bool {
    let next = namings.partition_point(|naming| naming.tokens.start <= token);
    namings.get(next).is_some_and(|naming| {
        naming.tokens.start == token + 1 && analysis.sentence_of(naming.tokens.start) == analysis.sentence_of(token)
    })
}

/// ", the Malaysian prime minister," right behind a name refers to that name.
fn beside_name(analysis: &Analysis, cast: &Cast, namings: &[Naming], token: usize) -> Option<usize> {
    let before = namings.partition_point(|naming| naming.tokens.end <= token);
    let naming = &namings[before.checked_sub(1)?];
    let comma = analysis.tokens.get(naming.tokens.end).is_some() && analysis.word(naming.tokens.end) == ",";
    let near = (naming.tokens.end + 1..token).all(|between| !matches!(analysis.word(between), "," | "." | ";"));
    let gap = token.saturating_sub(naming.tokens.end + 1);
    let sort = cast.members[naming.member].sort;
    let office = super::office::is_office(analysis, token);
    let closes = analysis.tokens.len() > token + 1 && matches!(analysis.word(token + 1), "," | "." | "of" | "for");
    let fits = office == (sort == Sort::Person);
    (comma
        && near
        && gap <= 5
        && fits
        && closes
        && analysis.sentence_of(naming.tokens.start) == analysis.sentence_of(token))
    .then_some(naming.member)
}

fn push(analysis: &Analysis, cast: &mut Cast, here: Here, members: Vec<usize>, how: How) {
    push_span(analysis, cast, here, members, how, analysis.tokens[here.token].span);
}

fn push_span(analysis: &Analysis, cast: &mut Cast, here: Here, members: Vec<usize>, how: How, span: Span) {
    let subject = if has_grammar(analysis, here.token) {
        is_subject(analysis, here.token)
    } else {
        matches!(lower(analysis, here.token).as_str(), "he" | "she" | "they" | "it")
            || starts_sentence(analysis, here, span)
    };
    let mention = Mention {
        members,
        span,
        head: here.token,
        sentence: here.sentence,
        article: here.article,
        subject,
        how,
        whole: false,
    };
    cast.push(mention, [here.token]);
}

fn starts_sentence(analysis: &Analysis, here: Here, span: Span) -> bool {
    analysis.sentences[here.sentence].span.start == span.start
}
