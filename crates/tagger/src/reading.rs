//! What the model says of a sentence, in terms of its words alone, and how it becomes tokens and entities.

use compact_str::CompactString;
use dateline_encoder::{Error, Precision, Weights};
use dateline_text::{Entity, Sentence, Span, Upos};
use ndarray::{ArrayView2, s};

use crate::{
    entities::{self, Name},
    heads::{self, Linear, Parser},
    labels::Labels,
    lemma, tree,
    units::Text,
};

/// The reading of one sentence.
#[derive(Debug)]
pub(crate) struct Reading {
    words: Vec<Word>,
    names: Vec<Name>,
}

#[derive(Debug)]
struct Word {
    upos: Upos,
    /// The word that governs it, counted from the sentence's first; `None` for the root.
    head: Option<u32>,
    /// Index of the relation's label.
    relation: u16,
}

/// The heads of a model, with their labels.
pub(crate) struct Heads {
    entities: Linear,
    upos: Linear,
    parser: Parser,
    pub labels: Labels,
}

impl Heads {
    pub(crate) fn load(weights: &Weights, labels: Labels, hidden: usize, precision: Precision) -> Result<Self, Error> {
        Ok(Self {
            // Few outputs, on which all depends: exact.
            entities: Linear::load(weights, "classifier", [hidden, labels.tags.len()], Precision::F32)?,
            upos: Linear::load(weights, "upos", [hidden, labels.upos.len()], Precision::F32)?,
            parser: Parser::load(weights, hidden, labels.relations.len(), labels.root, precision)?,
            labels,
        })
    }

    /// The scores of all entity tags, [words, tags].
    pub(crate) fn entity_scores(&self, states: ArrayView2<'_, f32>) -> ndarray::Array2<f32> {
        self.entities.run(states)
    }

    /// Reads `sentences` of a text, which follow each other; `states` are those of their words.
    pub(crate) fn read(&self, states: ArrayView2<'_, f32>, sentences: &[Sentence], text: &Text<'_>) -> Vec<Reading> {
        let (upos, tags) = (self.upos.run(states), self.entities.run(states));
        let projected = self.parser.project(states);
        let first = sentences.first().map_or(0, |sentence| sentence.tokens.start);
        let rows = |sentence: &Sentence| sentence.tokens.start - first..sentence.tokens.end - first;
        let trees = sentences.iter().map(|sentence| tree::best(self.parser.arcs(&projected, rows(sentence)).view()));
        let trees: Vec<_> = trees.collect();
        let in_unit = sentences.iter().zip(&trees).flat_map(|(sentence, tree)| {
            let start = rows(sentence).start;
            tree.iter().map(move |head| head.map(|head| start + head))
        });
        let relations = self.parser.relations(&projected, &in_unit.collect::<Vec<_>>());
        let read = |(sentence, tree): (&Sentence, Vec<Option<usize>>)| {
            let rows = rows(sentence);
            let words = rows.clone().zip(tree).map(|(row, head)| Word {
                upos: self.labels.upos[heads::argmax(upos.row(row))],
                head: head.map(|head| head as u32),
                relation: relations[row] as u16,
            });
            let names = entities::decode(&self.labels, tags.slice(s![rows.clone(), ..]), &text.words(sentence));
            Reading { words: words.collect(), names }
        };
        sentences.iter().zip(trees).map(read).collect()
    }
}

impl Reading {
    /// How many words the sentence has.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// Fills the grammar of the sentence's words and appends its entities to `found`.
    pub(crate) fn apply(&self, sentence: &Sentence, labels: &Labels, text: &mut Text<'_>, found: &mut Vec<Entity>) {
        let tokens = &mut text.tokens[sentence.tokens.clone()];
        for (token, word) in tokens.iter_mut().zip(&self.words) {
            token.upos = word.upos;
            token.lemma = lemma::lemma(text.document.slice(token.span), token.upos);
            token.head = word.head.map(|head| sentence.tokens.start + head as usize);
            token.deprel = CompactString::from(labels.relations[usize::from(word.relation)].as_str());
        }
        found.extend(self.names.iter().map(|name| Entity {
            span: Span::new(tokens[name.words.start].span.start, tokens[name.words.end - 1].span.end),
            kind: name.kind,
            score: name.score,
            name: None,
        }));
    }
}

#[cfg(test)]
impl Reading {
    pub(crate) fn of_length(words: usize) -> Self {
        let word = |_| Word { upos: Upos::X, head: None, relation: 0 };
        Self { words: (0..words).map(word).collect(), names: vec![] }
    }
}
