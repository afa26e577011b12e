//! "he", "she", "it", "they" and their forms.

use dateline_text::Analysis;

use super::{
    Cast, Member, Mention, Sort,
    antecedent::{Here, earlier, nearest},
};
use crate::{
    lexicon::{Lexicon, fold},
    names::form::Gender,
};

/// What a pronoun can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pronoun {
    He,
    She,
    It,
    They,
    /// Speakers, hearers, questions: nobody that names would tell.
    Open,
}

impl Pronoun {
    /// The pronoun that `word` is.
    pub(crate) fn of(word: &str) -> Option<Self> {
        let reference = &Lexicon::get().reference;
        let word = if word == "US" { return None } else { fold(word) };
        let lists = [
            (&reference.he, Self::He),
            (&reference.she, Self::She),
            (&reference.it, Self::It),
            (&reference.they, Self::They),
            (&reference.unresolved, Self::Open),
        ];
        lists.into_iter().find(|(words, _)| words.contains(&word)).map(|(_, pronoun)| pronoun)
    }
}

/// The members that the pronoun at `here` stands for.
pub(super) fn resolve(analysis: &Analysis, cast: &Cast, here: Here, pronoun: Pronoun) -> Option<Vec<usize>> {
    match pronoun {
        Pronoun::He => nearest(analysis, cast, here, |member| is_person(member, Gender::Male)),
        Pronoun::She => nearest(analysis, cast, here, |member| is_person(member, Gender::Female)),
        Pronoun::It => nearest(analysis, cast, here, |member| matches!(member.sort, Sort::Body | Sort::Country)),
        Pronoun::They => return several(cast, here).map(|mention| mention.members.clone()),
        Pronoun::Open => return None,
    }
    .map(|mention| mention.members.clone())
}

/// The gender that using the pronoun shows.
pub(super) fn gender(pronoun: Pronoun) -> Option<Gender> {
    match pronoun {
        Pronoun::He => Some(Gender::Male),
        Pronoun::She => Some(Gender::Female),
        _ => None,
    }
}

fn is_person(member: &Member, gender: Gender) -> bool {
    member.sort == Sort::Person && member.gender.is_none_or(|known| known == gender)
}

/// The nearest subject of several members, in this sentence or the two before.
fn several(cast: &Cast, here: Here) -> Option<&Mention> {
    earlier(cast, here, 2).find(|mention| mention.subject && mention.members.len() > 1)
}
