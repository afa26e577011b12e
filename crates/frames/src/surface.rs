//! Grammar guessed from the words alone, for sentences that no parser has read.
//!
//! The words that matter are known from the rules; function words and irregular forms are data (`surface.toml`).

mod attach;
mod clauses;
mod finish;
mod forms;
mod phrases;
mod word;
mod words;

use std::{borrow::Cow, collections::HashSet, ops::Range};

use dateline_text::{Analysis, Sentence, Token, Upos};
use serde::Deserialize;

use crate::{
    compile::{Class, Rule},
    error::{Error, Place},
    lists::Lists,
    tree::covering,
};
use attach::Attacher;
use forms::Forms;
use words::Tagger;

/// How many words are looked past for the next one that counts: work grows with the text and no faster.
const REACH: usize = 8;

/// What is known of words whose grammar nobody has told.
#[derive(Debug)]
pub(crate) struct Surface {
    data: Data,
    forms: Forms,
    /// Nouns that may trigger.
    nouns: HashSet<String>,
    /// Adjectives and adverbs that may trigger.
    adjectives: HashSet<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Data {
    confidence: Option<f32>,
    prepositions: HashSet<String>,
    determiners: HashSet<String>,
    possessives: HashSet<String>,
    pronouns: HashSet<String>,
    relatives: HashSet<String>,
    conjunctions: HashSet<String>,
    marks: HashSet<String>,
    modals: HashSet<String>,
    negations: HashSet<String>,
    adverbs: HashSet<String>,
    adjectives: HashSet<String>,
    adjective_endings: Vec<String>,
    predicates: HashSet<String>,
    be: HashSet<String>,
    have: HashSet<String>,
    r#do: HashSet<String>,
    verb_lists: Vec<String>,
    verbs: Vec<String>,
    saying: HashSet<String>,
    irregular: Vec<String>,
}

/// A document as the rules read it, and which of its sentences were guessed; none where that is empty.
pub(crate) struct Reading<'a> {
    pub(crate) analysis: Cow<'a, Analysis>,
    guessed: HashSet<usize>,
}

impl Reading<'_> {
    pub(crate) fn is_guessed(&self, sentence: usize) -> bool {
        self.guessed.contains(&sentence)
    }
}

impl Surface {
    /// Reads `surface.toml`; the rules tell which verbs and nouns to know.
    pub(crate) fn compile(file: &str, text: &str, lists: &Lists, rules: &[Rule]) -> Result<Self, Error> {
        let place = Place { file, text, at: 0 };
        let data: Data = toml::from_str(text).map_err(|error| Error::syntax(place, error))?;
        let heads = |wanted: Class| {
            let triggers = rules.iter().flat_map(|rule| &rule.triggers).filter(move |(class, _)| *class == wanted);
            triggers.map(|(_, phrase)| phrase.head.clone())
        };
        let listed = data.verb_lists.iter().flat_map(|name| lists.set(name));
        let verbs: HashSet<String> = heads(Class::Verb).chain(listed).chain(data.verbs.iter().cloned()).collect();
        let forms = Forms::new(&data.irregular, verbs.iter().filter_map(|verb| verb.split(' ').next()));
        let (nouns, adjectives) = (heads(Class::Noun).collect(), heads(Class::Adjective).collect());
        Ok(Self { data, forms, nouns, adjectives })
    }

    /// How much surer a frame of told grammar is than one of guessed grammar.
    pub(crate) fn confidence(&self) -> f32 {
        self.data.confidence.unwrap_or(1.0)
    }

    /// The document itself where all of its sentences have grammar; else a copy with the others' grammar guessed.
    pub(crate) fn read<'a>(&self, analysis: &'a Analysis) -> Reading<'a> {
        let bare = |(_, sentence): &(usize, &Sentence)| is_bare(analysis, sentence.tokens.clone());
        let guessed: HashSet<usize> =
            analysis.sentences.iter().enumerate().filter(bare).map(|(index, _)| index).collect();
        if guessed.is_empty() {
            return Reading { analysis: Cow::Borrowed(analysis), guessed };
        }
        let mut copy = analysis.clone();
        let covers = Covers {
            entity: covering(analysis, &mut analysis.entities.iter().map(|entity| entity.span)),
            time: covering(analysis, &mut analysis.times.iter().map(|time| time.span)),
            value: covering(analysis, &mut analysis.values.iter().map(|value| value.span)),
        };
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            if guessed.contains(&index) {
                self.guess(analysis, &covers, sentence.tokens.clone(), &mut copy.tokens);
            }
        }
        Reading { analysis: Cow::Owned(copy), guessed }
    }

    fn guess(&self, analysis: &Analysis, covers: &Covers, range: Range<usize>, tokens: &mut [Token]) {
        let words = Tagger { surface: self, analysis, covers, range: range.clone() }.tag();
        let arcs = Attacher::new(self, &words).run();
        for ((token, word), (head, relation)) in tokens[range.clone()].iter_mut().zip(&words).zip(arcs) {
            token.upos = word.upos;
            token.lemma = word.lemma.as_str().into();
            token.head = head.map(|head| range.start + head);
            token.deprel = relation.into();
        }
    }
}

/// Per word the name, time and amount that cover it.
struct Covers {
    entity: Vec<u32>,
    time: Vec<u32>,
    value: Vec<u32>,
}

/// Whether nobody has told the grammar of any of the words; the first word that has some settles it.
fn is_bare(analysis: &Analysis, words: Range<usize>) -> bool {
    let bare = |token: &Token| {
        token.upos == Upos::X && token.head.is_none() && token.deprel.is_empty() && token.lemma.is_empty()
    };
    analysis.tokens.get(words).is_some_and(|tokens| !tokens.is_empty() && tokens.iter().all(bare))
}
