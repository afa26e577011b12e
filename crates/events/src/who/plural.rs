//! "the two leaders", "both sides", "the countries": pairs that the text has named.

use dateline_text::Analysis;

use super::{
    Cast, Member, Sort,
    antecedent::{Here, earlier},
    country,
};
use crate::{
    lexicon::{Country, Lexicon},
    words::{lower, sentence},
};

/// What the noun of such a description asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plural {
    Countries,
    Leaders,
    Ministers,
    People,
    Companies,
    Either,
}

/// How far back a pair is looked for, in sentences.
const MEMORY: usize = 8;

/// What the plural description headed by `token` asks for, when it means a pair.
pub(super) fn asked_for(analysis: &Analysis, token: usize) -> Option<Plural> {
    let plurals = &Lexicon::get().reference.plurals;
    let word = lower(analysis, token);
    let lists = [
        (&plurals.countries, Plural::Countries),
        (&plurals.leaders, Plural::Leaders),
        (&plurals.ministers, Plural::Ministers),
        (&plurals.people, Plural::People),
        (&plurals.companies, Plural::Companies),
        (&plurals.either, Plural::Either),
    ];
    let asked = lists.into_iter().find(|(words, _)| words.contains(&word)).map(|(_, asked)| asked)?;
    means_a_pair(analysis, token).then_some(asked)
}

/// Whether a determiner says so: "both sides", "the two countries", "the countries" without anything that picks others.
fn means_a_pair(analysis: &Analysis, head: usize) -> bool {
    let Some(sentence) = sentence(analysis, head) else { return false };
    let mut counted = false;
    let mut token = head;
    while token > sentence.tokens.start {
        token -= 1;
        match lower(analysis, token).as_str() {
            "both" | "their" => return true,
            "two" => counted = true,
            "the" | "these" | "those" => return counted || !picks_others(analysis, head, sentence.tokens.end),
            "foreign" | "prime" | "neighbouring" | "neighboring" | "national" | "defence" | "defense" | "co" | "-" => {}
            _ => return counted,
        }
    }
    counted
}

/// "the countries of Asia", "the companies that".
fn picks_others(analysis: &Analysis, head: usize, end: usize) -> bool {
    let next = head + 1;
    next < end
        && matches!(
            lower(analysis, next).as_str(),
            "of" | "in"
                | "that"
                | "which"
                | "who"
                | "whose"
                | "with"
                | "from"
                | "for"
                | "on"
                | "around"
                | "to"
                | "'s"
                | "'"
        )
}

/// The two members that the description means. Countries that only their people or capitals evoke become members.
pub(super) fn resolve(cast: &mut Cast, here: Here, asked: Plural) -> Option<Vec<usize>> {
    match asked {
        Plural::Countries => countries(cast, here),
        Plural::Leaders => people(cast, here, Member::leads)
            .or_else(|| countries_of_sentence(cast, here))
            .or_else(|| people(cast, here, |_| true)),
        Plural::Ministers => people(cast, here, |member| has_office(member, &["minister", "secretary", "diplomat"])),
        Plural::People => people(cast, here, |_| true),
        Plural::Companies => last_two(cast, here, |member| member.sort == Sort::Body && !member.is_public()),
        Plural::Either => joined(cast, here).or_else(|| countries(cast, here)),
    }
}

fn has_office(member: &Member, nouns: &[&str]) -> bool {
    member.offices.iter().any(|office| nouns.iter().any(|noun| office.title.contains(noun)))
}

fn people(cast: &Cast, here: Here, fits: impl Fn(&Member) -> bool) -> Option<Vec<usize>> {
    last_two(cast, here, |member| member.sort == Sort::Person && fits(member))
}

/// The last two different members that fit, in the order of the text; a pair said as one wins.
fn last_two(cast: &Cast, here: Here, fits: impl Fn(&Member) -> bool) -> Option<Vec<usize>> {
    let mut found: Vec<usize> = Vec::new();
    for mention in earlier(cast, here, MEMORY) {
        for &member in mention.members.iter().rev() {
            if fits(&cast.members[member]) && !found.contains(&member) {
                found.push(member);
            }
        }
        if found.len() >= 2 {
            found.truncate(2);
            found.reverse();
            return Some(found);
        }
    }
    None
}

/// The last pair of the same sort that the text joins with "and" or has meant before.
fn joined(cast: &Cast, here: Here) -> Option<Vec<usize>> {
    let mention = earlier(cast, here, 3).find(|mention| mention.members.len() == 2)?;
    Some(mention.members.clone())
}

/// "Russia and China ... as their leaders": they act for the two countries that the sentence joins.
fn countries_of_sentence(cast: &Cast, here: Here) -> Option<Vec<usize>> {
    let both = |members: &[usize]| members.iter().all(|&member| cast.members[member].sort == Sort::Country);
    let pair = earlier(cast, here, 0).find(|mention| mention.members.len() == 2 && both(&mention.members))?;
    Some(pair.members.clone())
}

/// The last two different countries that the words before evoke.
fn countries(cast: &mut Cast, here: Here) -> Option<Vec<usize>> {
    let mut found: Vec<Country> = Vec::new();
    for evoked in country::before(&cast.evoked, here.article, here.token) {
        match found.iter_mut().find(|known| Lexicon::get().countries.are_one(**known, evoked.country)) {
            // The state of today stands for the one it came from.
            Some(known) if Lexicon::get().countries.succeeds(*known, evoked.country) => *known = evoked.country,
            Some(_) => {}
            None => found.push(evoked.country),
        }
        if found.len() == 2 {
            break;
        }
    }
    let [later, earlier] = found.as_slice() else { return None };
    let (later, earlier) = (*later, *earlier);
    Some(vec![cast.country_or_new(here.article, earlier), cast.country_or_new(here.article, later)])
}
