//! The grammar of a document as the rules walk it: children, and what names, times and values cover a word.

use std::collections::{HashMap, HashSet};

use dateline_text::{Analysis, Entity, Span, Time, Token, Upos, Value};

use crate::{lists::Lists, repair::Repair};

/// Marks a word that nothing covers.
pub(crate) const NONE: u32 = u32::MAX;

/// An [`Analysis`] with the look-ups that the rules need, all constant-time.
pub(crate) struct Tree<'a> {
    pub(crate) analysis: &'a Analysis,
    /// The children of word `i` are `kids[starts[i]..starts[i + 1]]`, in text order.
    starts: Vec<u32>,
    kids: Vec<u32>,
    heads: Vec<Option<usize>>,
    relations: Vec<&'a str>,
    pub(crate) words: &'a TreeWords,
    covers: Covers,
}

/// For each word the index of the name, the time and the amount that cover it, or [`NONE`].
pub(crate) struct Covers {
    pub(crate) entity: Vec<u32>,
    pub(crate) time: Vec<u32>,
    pub(crate) value: Vec<u32>,
}

/// Words that the walk through a tree must know (`lists/grammar.toml`).
#[derive(Debug)]
pub(crate) struct TreeWords {
    /// Dictionary forms that a lemmatiser without this word cut short: `postpon`, by the form that the rules know.
    pub(crate) mended: HashMap<String, String>,
    /// Verbs whose object, not subject, is the understood subject of the infinitive: `urged Iran to sign`.
    pub(crate) object_control: HashSet<String>,
    /// Verbs that call on somebody to act: `appealed to both sides to meet`.
    pub(crate) calling: HashSet<String>,
    /// Nouns that only count what follows: `a number of agreements`.
    pub(crate) counters: HashSet<String>,
}

impl TreeWords {
    pub(crate) fn new(lists: &Lists, mended: HashMap<String, String>) -> Self {
        Self {
            mended,
            object_control: lists.set("object-control"),
            calling: lists.set("calling"),
            counters: lists.set("counters"),
        }
    }
}

impl<'a> Tree<'a> {
    pub(crate) fn new(analysis: &'a Analysis, words: &'a TreeWords) -> Self {
        let cover = |spans: &mut dyn Iterator<Item = Span>| covering(analysis, spans);
        let covers = Covers {
            entity: cover(&mut analysis.entities.iter().map(|entity| entity.span)),
            time: cover(&mut analysis.times.iter().map(|time| time.span)),
            value: cover(&mut analysis.values.iter().map(|value| value.span)),
        };
        let (heads, relations) = Repair::run(analysis, &covers);
        let (starts, kids) = children(&heads);
        Self { analysis, starts, kids, heads, relations, words, covers }
    }

    pub(crate) fn token(&self, token: usize) -> &'a Token {
        &self.analysis.tokens[token]
    }

    /// The dictionary form; the lower-case of most words is at hand where the tagger gave none.
    pub(crate) fn lemma(&self, token: usize) -> &'a str {
        let lemma = self.token(token).lemma.as_str();
        match self.words.mended.get(lemma) {
            Some(mended) if self.upos(token) == Upos::Verb => mended,
            _ if lemma.is_empty() => self.analysis.word(token),
            _ => lemma,
        }
    }

    pub(crate) fn word(&self, token: usize) -> &'a str {
        self.analysis.document.slice(self.token(token).span)
    }

    pub(crate) fn upos(&self, token: usize) -> Upos {
        self.token(token).upos
    }

    /// The relation to the head without its subtype.
    pub(crate) fn relation(&self, token: usize) -> &'a str {
        let full = self.deprel(token);
        if full == "acl:relcl" {
            return full; // a clause with its own subject, unlike a plain `acl`
        }
        full.split_once(':').map_or(full, |(relation, _)| relation)
    }

    pub(crate) fn deprel(&self, token: usize) -> &'a str {
        self.relations[token]
    }

    pub(crate) fn head(&self, token: usize) -> Option<usize> {
        self.heads[token]
    }

    pub(crate) fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let (start, end) = (self.starts[token] as usize, self.starts[token + 1] as usize);
        self.kids[start..end].iter().map(|&kid| kid as usize)
    }

    /// The first child whose relation is one of `relations`; `nsubj` stands for its subtypes too.
    pub(crate) fn child(&self, token: usize, relations: &[&str]) -> Option<usize> {
        self.children(token).find(|&kid| self.is(kid, relations))
    }

    /// Whether the word's relation, with or without its subtype, is one of `relations`.
    pub(crate) fn is(&self, token: usize, relations: &[&str]) -> bool {
        relations.contains(&self.deprel(token)) || relations.contains(&self.relation(token))
    }

    pub(crate) fn entity(&self, token: usize) -> Option<&'a Entity> {
        self.analysis.entities.get(self.covers.entity[token] as usize)
    }

    pub(crate) fn time(&self, token: usize) -> Option<(usize, &'a Time)> {
        let index = self.covers.time[token] as usize;
        self.analysis.times.get(index).map(|time| (index, time))
    }

    pub(crate) fn value(&self, token: usize) -> Option<(usize, &'a Value)> {
        let index = self.covers.value[token] as usize;
        self.analysis.values.get(index).map(|value| (index, value))
    }

    /// The words of `token`'s sentence.
    pub(crate) fn sentence(&self, token: usize) -> std::ops::Range<usize> {
        let sentence = self.analysis.sentence_of(token);
        self.analysis.sentences.get(sentence).map_or(token..token + 1, |sentence| sentence.tokens.clone())
    }

    /// The word of `span` that the others depend on: the one whose head lies outside.
    pub(crate) fn top_of(&self, span: Span) -> Option<usize> {
        let words = self.analysis.tokens_in(span);
        words.clone().rev().find(|&word| self.head(word).is_none_or(|head| !words.contains(&head)))
    }

    pub(crate) fn is_verbal(&self, token: usize) -> bool {
        matches!(self.upos(token), Upos::Verb | Upos::Aux)
    }

    /// Whether the clause of `verb` opens with `word`: "to buy", "on buying".
    pub(crate) fn has_mark(&self, verb: usize, word: &str) -> bool {
        self.children(verb).any(|kid| self.is(kid, &["mark", "aux"]) && self.lemma(kid) == word)
    }

    /// Whether the word is its dictionary form, alone or with one of `endings`: "meet", "meets".
    pub(crate) fn is_form(&self, token: usize, endings: &[&str]) -> bool {
        let (word, lemma) = (self.word(token).to_lowercase(), self.lemma(token));
        word.strip_prefix(lemma).is_some_and(|ending| ending.is_empty() || endings.contains(&ending))
    }

    pub(crate) fn is_nominal(&self, token: usize) -> bool {
        matches!(self.upos(token), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym | Upos::X)
    }

    /// The preposition of a phrase as it is written, `along with`; empty where there is none. In "with his counterpart
    /// Abdullah" it may hang on the title.
    pub(crate) fn preposition(&self, token: usize) -> String {
        let own = self.own_preposition(token);
        if !own.is_empty() {
            return own;
        }
        let front = |&kid: &usize| {
            kid < token && self.is(kid, &["compound", "amod", "flat"]) || self.deprel(kid) == "nmod:desc"
        };
        let front = self.children(token).filter(front).map(|kid| self.own_preposition(kid));
        front.filter(|words| !words.is_empty()).last().unwrap_or_default()
    }

    fn own_preposition(&self, token: usize) -> String {
        let mut words = String::new();
        let inside = |kid: usize| self.value(kid).is_some() || matches!(self.word(kid), "than" | "per");
        for case in self.children(token).filter(|&kid| kid < token && self.is(kid, &["case"]) && !inside(kid)) {
            let fixed = self.children(case).filter(|&kid| self.is(kid, &["fixed"]));
            for word in std::iter::once(case).chain(fixed) {
                words.push_str(if words.is_empty() { "" } else { " " });
                words.push_str(&self.word(word).to_lowercase());
            }
        }
        words
    }
}

/// Compressed lists of children by head.
fn children(heads: &[Option<usize>]) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0_u32; heads.len() + 1];
    let arcs = || heads.iter().enumerate().filter_map(|(index, head)| Some((index, (*head)?)));
    for (_, head) in arcs() {
        starts[head + 1] += 1;
    }
    for index in 0..heads.len() {
        starts[index + 1] += starts[index];
    }
    let mut next = starts.clone();
    let mut kids = vec![0; *starts.last().unwrap_or(&0) as usize];
    for (index, head) in arcs() {
        kids[next[head] as usize] = index as u32;
        next[head] += 1;
    }
    (starts, kids)
}

/// For each word the index of the span that covers it.
pub(crate) fn covering(analysis: &Analysis, spans: &mut dyn Iterator<Item = Span>) -> Vec<u32> {
    let mut covering = vec![NONE; analysis.tokens.len()];
    for (index, span) in spans.enumerate() {
        covering[analysis.tokens_in(span)].fill(index as u32);
    }
    covering
}
