//! Which of the earlier mentions a word refers back to.

use dateline_text::{Analysis, Upos};

use super::{Cast, How, Member, Mention, speaker};
use crate::words::{governor, has_grammar, relation};

/// Sentences further back than this are forgotten.
const MEMORY: usize = 4;

/// Where a reference stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Here {
    pub(super) token: usize,
    pub(super) sentence: usize,
    pub(super) article: usize,
}

impl Here {
    pub(super) fn at(analysis: &Analysis, token: usize) -> Option<Self> {
        let sentence = analysis.sentence_of(token);
        let article = analysis.sentences.get(sentence)?.article;
        Some(Self { token, sentence, article })
    }
}

/// The best earlier mention of one member that `fits`. Nearness counts, and being a subject counts more than one sentence.
pub(super) fn nearest<'cast>(
    analysis: &Analysis,
    cast: &'cast Cast,
    here: Here,
    fits: impl Fn(&Member) -> bool,
) -> Option<&'cast Mention> {
    earlier(cast, here, MEMORY)
        .filter(|mention| matches!(mention.members.as_slice(), [only] if fits(&cast.members[*only])))
        .filter(|mention| !argues_with(analysis, mention.head, here.token))
        .filter(|mention| mention.sentence != here.sentence || !speaker::is_told(analysis, here, mention.head))
        .max_by_key(|mention| (salience(analysis, mention, here), mention.head))
}

/// The name of the one who is subject of the clause in which the word at `here` stands: a noun there means somebody else.
pub(super) fn acting<'cast>(analysis: &Analysis, cast: &'cast Cast, here: Here) -> Option<&'cast str> {
    let mention = speaker::clause_subject(analysis, here.token).and_then(|subject| cast.at(subject))?;
    let [only] = mention.members.as_slice() else { return None };
    Some(cast.members[*only].name.as_str())
}

/// Mentions before `here` in its article, the nearest first, at most `memory` sentences back. Mentions are made in text order.
pub(super) fn earlier(cast: &Cast, here: Here, memory: usize) -> impl Iterator<Item = &Mention> {
    let near = move |mention: &&Mention| mention.article == here.article && mention.sentence + memory >= here.sentence;
    cast.mentions.iter().rev().take_while(near).filter(move |mention| mention.head < here.token)
}

/// The subject of the sentence before beats the object of this; an object beats what stands behind a preposition.
fn salience(analysis: &Analysis, mention: &Mention, here: Here) -> i64 {
    let distance = (here.sentence - mention.sentence) as i64;
    let place = match relation(analysis, mention.head) {
        _ if mention.subject => 5,
        "obj" | "iobj" => 1,
        _ => 0,
    };
    let repeated = i64::from(mention.how != How::Named && mention.subject);
    place + repeated - 3 * distance
}

/// Whether both words fill places of the same verb: "Acme sold it" sells something else than Acme.
fn argues_with(analysis: &Analysis, earlier: usize, later: usize) -> bool {
    if !has_grammar(analysis, later) || !has_grammar(analysis, earlier) {
        return false;
    }
    let possessive = analysis.tokens[later].deprel == "nmod:poss";
    let verb = governor(analysis, later);
    let argument = matches!(relation(analysis, later), "obj" | "iobj" | "obl" | "nsubj");
    !possessive
        && argument
        && verb.is_some()
        && verb == governor(analysis, earlier)
        && verb.is_some_and(|verb| matches!(analysis.tokens[verb].upos, Upos::Verb | Upos::Aux))
}
