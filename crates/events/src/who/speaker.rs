//! Whose words a clause reports: "Acme told the commission it bought shares" is Acme's statement, and "it" is Acme.

use dateline_text::{Analysis, Upos};

use super::antecedent::Here;
use crate::{
    lexicon::Lexicon,
    words::{has_grammar, lemma, relation, sentence},
};

/// How many clauses up a report is looked for.
const DEPTH: usize = 8;

/// The word that heads the subject of the verb of saying above the clause of `token`, nearest first.
pub(super) fn of(analysis: &Analysis, here: Here) -> Option<usize> {
    saying(analysis, here).and_then(|verb| subject(analysis, verb)).filter(|&teller| teller != here.token)
}

/// Whether `word` only says to whom or where it is told: "told the commission", "said in a filing with the commission".
pub(super) fn is_told(analysis: &Analysis, here: Here, word: usize) -> bool {
    let Some(verb) = saying(analysis, here) else { return false };
    let mut at = word;
    for _ in 0..DEPTH {
        let Some(head) = analysis.tokens[at].head else { return false };
        if head == verb {
            return word > verb && matches!(relation(analysis, at), "obj" | "iobj" | "obl");
        }
        at = head;
    }
    false
}

/// The verb of saying whose report holds the word.
fn saying(analysis: &Analysis, here: Here) -> Option<usize> {
    if !has_grammar(analysis, here.token) {
        return None;
    }
    let mut at = clause(analysis, here.token)?;
    for _ in 0..DEPTH {
        if let Some(verb) = aside(analysis, at, here.token) {
            return Some(verb);
        }
        let upper = analysis.tokens[at].head?;
        let reported = matches!(relation(analysis, at), "ccomp" | "parataxis" | "xcomp" | "dep" | "obj" | "advcl");
        if reported && says(analysis, upper) {
            return Some(upper);
        }
        at = upper;
    }
    None
}

/// The word that heads the subject of the clause in which `token` stands, when the clause has another than `token`'s own phrase.
pub(super) fn clause_subject(analysis: &Analysis, token: usize) -> Option<usize> {
    if !has_grammar(analysis, token) {
        return None;
    }
    let verb = clause(analysis, token)?;
    subject(analysis, verb).filter(|&subject| !holds(analysis, subject, token))
}

/// ", Acme said," inside or behind the words that it reports.
fn aside(analysis: &Analysis, clause: usize, token: usize) -> Option<usize> {
    let sentence = sentence(analysis, clause)?;
    let aside = sentence.tokens.clone().find(|&word| {
        analysis.tokens[word].head == Some(clause) && relation(analysis, word) == "parataxis" && says(analysis, word)
    })?;
    (!holds(analysis, aside, token) && subject(analysis, aside).is_some()).then_some(aside)
}

fn says(analysis: &Analysis, word: usize) -> bool {
    analysis.tokens[word].upos == Upos::Verb && Lexicon::get().reference.says.contains(&lemma(analysis, word))
}

/// The verb, or what stands for one, over the phrase of `token`.
fn clause(analysis: &Analysis, token: usize) -> Option<usize> {
    let mut at = token;
    for _ in 0..DEPTH {
        at = analysis.tokens[at].head?;
        let verbal = matches!(analysis.tokens[at].upos, Upos::Verb | Upos::Aux);
        if verbal || relation(analysis, at) == "root" || subject(analysis, at).is_some() {
            return Some(at);
        }
    }
    None
}

/// The subject of the verb, its own or that of the verb it is joined to.
fn subject(analysis: &Analysis, verb: usize) -> Option<usize> {
    let sentence = sentence(analysis, verb)?;
    let mut at = verb;
    for _ in 0..DEPTH {
        let own = sentence
            .tokens
            .clone()
            .find(|&word| analysis.tokens[word].head == Some(at) && relation(analysis, word) == "nsubj");
        if own.is_some() {
            return own;
        }
        if !matches!(relation(analysis, at), "conj" | "xcomp") {
            return None;
        }
        at = analysis.tokens[at].head?;
    }
    None
}

/// Whether `word` stands in the phrase that `top` heads.
fn holds(analysis: &Analysis, top: usize, word: usize) -> bool {
    let mut at = Some(word);
    for _ in 0..3 * DEPTH {
        match at {
            Some(token) if token == top => return true,
            Some(token) => at = analysis.tokens[token].head,
            None => return false,
        }
    }
    false
}

/// The words that `first` joins with "and", itself first.
pub(super) fn joined(analysis: &Analysis, first: usize) -> Vec<usize> {
    let end = sentence(analysis, first).map_or(first + 1, |sentence| sentence.tokens.end);
    let conjuncts = (first + 1..end)
        .filter(|&word| analysis.tokens[word].head == Some(first) && relation(analysis, word) == "conj");
    std::iter::once(first).chain(conjuncts).collect()
}
