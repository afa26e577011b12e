//! "he", "she", "it", "they" and their forms.

use dateline_text::{Analysis, Upos};

use super::{
    Cast, Member, Mention, Sort,
    antecedent::{Here, earlier, nearest},
    office, speaker,
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

/// The members that the pronoun at `here` stands for. `named` tells what a word that stands later in the text names.
pub(super) fn resolve(
    analysis: &Analysis,
    cast: &Cast,
    here: Here,
    pronoun: Pronoun,
    named: &dyn Fn(usize) -> Option<usize>,
) -> Option<Vec<usize>> {
    let at = |word: usize| cast.at(word).map(|mention| mention.members.clone()).or_else(|| Some(vec![named(word)?]));
    let in_grammar = match pronoun {
        Pronoun::Open => return we(analysis, cast, here, &at),
        Pronoun::They => tellers(analysis, here, &at),
        _ => by_grammar(analysis, cast, here, &at, pronoun),
    };
    in_grammar.or_else(|| {
        match pronoun {
            Pronoun::They => several(cast, here),
            _ => nearest(analysis, cast, here, |member| stands_for(member, pronoun)),
        }
        .map(|mention| mention.members.clone())
    })
}

/// Who the sentence says it is: for a possessive the subject of its clause, for all others the one whose words are told.
fn by_grammar(
    analysis: &Analysis,
    cast: &Cast,
    here: Here,
    at: &dyn Fn(usize) -> Option<Vec<usize>>,
    pronoun: Pronoun,
) -> Option<Vec<usize>> {
    // "The Gabelli group said it": the noun that speaks is no person, though it is named after one.
    let noun = |word: usize| pronoun == Pronoun::It && analysis.tokens[word].upos == Upos::Noun;
    let one = |word: usize| {
        at(word).filter(|members| matches!(members[..], [only] if noun(word) || takes(&cast.members[only], pronoun)))
    };
    let owner = (analysis.tokens[here.token].deprel == "nmod:poss")
        .then(|| speaker::clause_subject(analysis, here.token))
        .flatten()
        .and_then(one);
    owner.or_else(|| speaker::of(analysis, here).and_then(one))
}

/// "Acme and its units said they sold": those of the speakers whom the text names.
fn tellers(analysis: &Analysis, here: Here, at: &dyn Fn(usize) -> Option<Vec<usize>>) -> Option<Vec<usize>> {
    let first = speaker::of(analysis, here)?;
    let joined = speaker::joined(analysis, first);
    if joined.len() < 2 {
        return at(first).filter(|members| members.len() > 1);
    }
    at(first)?;
    let mut members: Vec<usize> = joined.into_iter().filter_map(at).flatten().collect();
    let mut seen = Vec::new();
    members.retain(|member| {
        !seen.contains(member) && {
            seen.push(*member);
            true
        }
    });
    Some(members)
}

/// "We have concluded the talks," said Acme, or its spokesman: the body that speaks.
fn we(analysis: &Analysis, cast: &Cast, here: Here, at: &dyn Fn(usize) -> Option<Vec<usize>>) -> Option<Vec<usize>> {
    if !Lexicon::get().reference.we.contains(&fold(analysis.word(here.token))) {
        return None;
    }
    let teller = speaker::of(analysis, here)?;
    let is_body = |member: &usize| matches!(cast.members[*member].sort, Sort::Body | Sort::Country);
    let members = at(teller).or_else(|| spoken_for(analysis, cast, here, teller))?;
    Some(members).filter(|members| members.len() == 1 && members.iter().all(is_body))
}

/// The body whose spokesman or chairman speaks.
fn spoken_for(analysis: &Analysis, cast: &Cast, here: Here, teller: usize) -> Option<Vec<usize>> {
    let sentence = &analysis.sentences[here.sentence].tokens;
    let office = office::is_office(analysis, teller).then(|| office::described(analysis, sentence, teller))?;
    let body = office.body?;
    let member = cast.members.iter().position(|member| member.article == here.article && member.name == body)?;
    Some(vec![member])
}

/// Whether the pronoun may stand for the member wherever it was named.
fn stands_for(member: &Member, pronoun: Pronoun) -> bool {
    match pronoun {
        Pronoun::He => is_person(member, Gender::Male),
        Pronoun::She => is_person(member, Gender::Female),
        _ => matches!(member.sort, Sort::Body | Sort::Country),
    }
}

/// The same for the one who speaks: whatever the tagger took a company for, "Acme said it" shows that it is none of the persons.
fn takes(member: &Member, pronoun: Pronoun) -> bool {
    match pronoun {
        Pronoun::It => member.sort != Sort::Person,
        _ => stands_for(member, pronoun),
    }
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
