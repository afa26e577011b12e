//! The named members of the cast: every entity with what its surroundings say about it.

use std::{collections::HashMap, ops::Range};

use dateline_text::{Analysis, Entity, EntityKind};

use super::{Cast, How, Member, Mention, Sort, home, office};
use crate::{
    lexicon::Lexicon,
    names::form::NameForm,
    words::{has_grammar, head_of, is_subject, sentence, shown},
};

/// The words of one entity and the member that it names.
#[derive(Debug, Clone)]
pub(super) struct Naming {
    pub(super) entity: usize,
    pub(super) tokens: Range<usize>,
    pub(super) member: usize,
    /// The words of the office in front of the name, which refer to the same person.
    pub(super) office: Option<Range<usize>>,
}

/// Adds the members that entities name, with country, offices and describing nouns from all over the article.
pub(super) fn members(analysis: &Analysis, cast: &mut Cast) -> Vec<Naming> {
    let kinds = votes(analysis);
    let mut index: HashMap<(usize, String), usize> = HashMap::new();
    let mut namings = Vec::new();
    for (entity_index, entity) in analysis.entities.iter().enumerate() {
        let Some(place) = place(analysis, entity) else { continue };
        if names_a_people(analysis, entity) {
            continue;
        }
        let name = name_of(analysis, entity);
        let key = (place.article, name.clone());
        let kind = kinds[&key];
        let member = *index.entry(key).or_insert_with(|| {
            cast.members.push(Member::new(place.article, &name, kind));
            cast.members.len() - 1
        });
        let member_ref = &mut cast.members[member];
        member_ref.named += 1;
        let surface = shown(analysis, entity.span);
        if !member_ref.short_forms.contains(&surface) {
            member_ref.short_forms.push(surface);
        }
        let office = learn(analysis, entity, &place, member_ref);
        namings.push(Naming { entity: entity_index, tokens: place.tokens, member, office });
    }
    namings
}

fn name_of(analysis: &Analysis, entity: &Entity) -> String {
    entity.name.clone().unwrap_or_else(|| analysis.document.slice(entity.span).to_owned())
}

/// What each name of an article is: the kind that the tagger was surest of over all its uses. A name right in front of an
/// office ("Petronas CEO") is a body's.
fn votes(analysis: &Analysis) -> HashMap<(usize, String), EntityKind> {
    let mut votes: HashMap<(usize, String), [f32; 4]> = HashMap::new();
    for entity in &analysis.entities {
        let Some(place) = place(analysis, entity) else { continue };
        let votes = votes.entry((place.article, name_of(analysis, entity))).or_default();
        votes[rank(entity.kind)] += entity.score.max(0.01);
        // "Harris Associates L.P." is no person and "Maria Lund" no body, whatever "Harris" and "Lund" were taken for.
        let name = name_of(analysis, entity);
        if NameForm::body(&name).is_company() {
            votes[rank(EntityKind::Organisation)] += 2.0;
        } else if entity.kind == EntityKind::Person && name.contains(' ') && shown(analysis, entity.span) == name {
            votes[rank(EntityKind::Person)] += 2.0;
        }
        if office::starts_office(analysis, &place.sentence, place.tokens.end) {
            votes[rank(EntityKind::Organisation)] += 0.8;
        }
    }
    let surest =
        |votes: [f32; 4]| EntityKind::ALL.into_iter().max_by(|&a, &b| votes[rank(a)].total_cmp(&votes[rank(b)]));
    votes.into_iter().filter_map(|(key, votes)| Some((key, surest(votes)?))).collect()
}

fn rank(kind: EntityKind) -> usize {
    EntityKind::ALL.iter().position(|&other| other == kind).unwrap_or_default()
}

struct Place {
    article: usize,
    tokens: Range<usize>,
    sentence: Range<usize>,
}

fn place(analysis: &Analysis, entity: &Entity) -> Option<Place> {
    let tokens = analysis.tokens_in(entity.span);
    let sentence = sentence(analysis, tokens.clone().next()?)?;
    Some(Place { article: sentence.article, tokens, sentence: sentence.tokens.clone() })
}

/// "Malaysian", "Israelis": no member, but they evoke a country.
fn names_a_people(analysis: &Analysis, entity: &Entity) -> bool {
    let surface = analysis.document.slice(entity.span);
    entity.kind != EntityKind::Person && Lexicon::get().countries.of_people(surface).is_some()
}

/// Adds what the words around the name say; returns the words of an office in front of it.
fn learn(analysis: &Analysis, entity: &Entity, place: &Place, member: &mut Member) -> Option<Range<usize>> {
    if member.sort != Sort::Person {
        if member.sort != Sort::Country {
            home::read(analysis, &place.sentence, &place.tokens, member);
        }
        return None;
    }
    member.gender = member.gender.or(NameForm::of(analysis, entity).gender);
    let before = office::before_name(analysis, &place.sentence, place.tokens.clone());
    let words = before.as_ref().map(|office| office.tokens.clone());
    for office in before.into_iter().chain(office::after_name(analysis, &place.sentence, place.tokens.clone())) {
        member.take_office(office);
    }
    words
}

/// The mention that a naming makes.
pub(super) fn mention(analysis: &Analysis, naming: &Naming) -> Mention {
    let head = head_of(analysis, naming.tokens.clone());
    let sentence_index = analysis.sentence_of(head);
    let sentence = &analysis.sentences[sentence_index];
    let office_head = naming.office.as_ref().map(|office| head_of(analysis, office.clone()));
    let subject = if has_grammar(analysis, head) {
        is_subject(analysis, head) || office_head.is_some_and(|token| is_subject(analysis, token))
    } else {
        leads_sentence(analysis, naming, &sentence.tokens)
    };
    Mention {
        members: vec![naming.member],
        span: analysis.entities[naming.entity].span,
        head,
        sentence: sentence_index,
        article: sentence.article,
        subject,
        how: How::Named,
        whole: shown(analysis, analysis.entities[naming.entity].span)
            == name_of(analysis, &analysis.entities[naming.entity]),
    }
}

/// Without grammar the first name of a sentence is taken for its subject.
fn leads_sentence(analysis: &Analysis, naming: &Naming, sentence: &Range<usize>) -> bool {
    let start = analysis.tokens[sentence.start].span.start;
    naming.entity == 0 || analysis.entities[naming.entity - 1].span.start < start
}
