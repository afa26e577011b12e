//! How far the answers of two engines are from each other, through the whole tagger.

use std::{
    iter::zip,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use dateline_encoder::{Batch, Config, Encoder};
use dateline_tagger::Tagger;
use dateline_text::{EntityKind, Span, Token};
use ndarray::Array2;

use crate::{Error, words::Words};

/// A tagger on some engine, whose hidden states can be seen.
pub struct Witness {
    tagger: Tagger,
    seen: Arc<Seen>,
}

/// Batches with their hidden states.
type Seen = Mutex<Vec<(Batch, Array2<f32>)>>;

/// An engine that computes no batch of a document twice.
struct Remembering {
    engine: Box<dyn Encoder>,
    seen: Arc<Seen>,
}

/// What is said about one document.
pub struct Answer {
    /// The last layer's, of one batch of pieces after another.
    states: Vec<Array2<f32>>,
    /// Entity logits, shape [words, tags].
    scores: Array2<f32>,
    /// The entity that each word is part of.
    entities: Vec<Option<(Span, EntityKind)>>,
    /// The words with their grammar.
    tokens: Vec<Token>,
}

/// Differences from a reference, over documents.
#[derive(Debug, Default)]
pub struct Tally {
    /// Words seen.
    pub words: usize,
    /// Words that are not part of the same entity, by place and kind.
    pub other_entity: usize,
    /// Words with another part of speech, head or relation.
    pub other_grammar: usize,
    /// Of entity logits.
    pub scores: Difference,
    /// Of hidden states.
    pub states: Difference,
}

/// Between numbers that should be the same.
#[derive(Debug, Default)]
pub struct Difference {
    /// The largest.
    pub largest: f32,
    sum: f64,
    numbers: usize,
}

impl Witness {
    /// Loads the heads of the folder `model` on top of `engine`.
    ///
    /// # Errors
    /// When a file of the model cannot be used.
    pub fn new(model: &Path, engine: Box<dyn Encoder>) -> Result<Self, Error> {
        let seen = Arc::<Seen>::default();
        let engine = Remembering { engine, seen: Arc::clone(&seen) };
        Ok(Self { tagger: Tagger::load_with(model, Box::new(engine))?, seen })
    }

    /// The model's name with its hash.
    pub fn model(&self) -> &str {
        self.tagger.name()
    }

    /// Reads one document.
    ///
    /// # Errors
    /// What the tagger says.
    pub fn ask(&self, words: &Words) -> Result<Answer, Error> {
        let Words { document, sentences, tokens } = words;
        let mut tokens = tokens.clone();
        let found = self.tagger.tag(document, sentences, &mut tokens)?;
        let entity = |token: &Token| {
            let entity = found.iter().find(|entity| entity.span.contains(token.span));
            entity.map(|entity| (entity.span, entity.kind))
        };
        let entities = tokens.iter().map(entity).collect();
        let scores = self.tagger.entity_scores(document, sentences, &tokens)?;
        let states = lock(&self.seen).drain(..).map(|(_, states)| states).collect();
        Ok(Answer { states, scores, entities, tokens })
    }
}

impl Encoder for Remembering {
    fn config(&self) -> &Config {
        self.engine.config()
    }

    fn encode(&self, batch: &Batch) -> Result<Array2<f32>, dateline_encoder::Error> {
        if let Some((_, states)) = lock(&self.seen).iter().find(|(seen, _)| seen == batch) {
            return Ok(states.clone());
        }
        let states = self.engine.encode(batch)?;
        lock(&self.seen).push((batch.clone(), states.clone()));
        Ok(states)
    }
}

fn lock(seen: &Seen) -> MutexGuard<'_, Vec<(Batch, Array2<f32>)>> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Tally {
    /// Adds what two engines say about the same document.
    ///
    /// # Panics
    /// When the documents are not the same.
    pub fn add(&mut self, reference: &Answer, other: &Answer) {
        let grammar = |token: &Token| (token.upos, token.head, token.deprel.clone());
        self.words += reference.tokens.len();
        self.other_entity += zip(&reference.entities, &other.entities).filter(|(ours, theirs)| ours != theirs).count();
        let tokens = zip(&reference.tokens, &other.tokens);
        self.other_grammar += tokens.filter(|(ours, theirs)| grammar(ours) != grammar(theirs)).count();
        self.scores.add(&reference.scores, &other.scores);
        assert_eq!(reference.states.len(), other.states.len(), "the same documents give the same batches");
        for (ours, theirs) in zip(&reference.states, &other.states) {
            self.states.add(ours, theirs);
        }
    }

    /// The share of words that are part of the same entity.
    pub fn same_entities(&self) -> f64 {
        1.0 - self.other_entity as f64 / self.words.max(1) as f64
    }
}

impl Difference {
    fn add(&mut self, ours: &Array2<f32>, theirs: &Array2<f32>) {
        assert_eq!(ours.dim(), theirs.dim(), "the same documents give the same shapes");
        for difference in zip(ours, theirs).map(|(ours, theirs)| (ours - theirs).abs()) {
            self.largest = if difference.is_nan() { f32::INFINITY } else { self.largest.max(difference) };
            self.sum += f64::from(difference);
        }
        self.numbers += ours.len();
    }

    /// The mean of all.
    pub fn mean(&self) -> f64 {
        self.sum / self.numbers.max(1) as f64
    }
}
