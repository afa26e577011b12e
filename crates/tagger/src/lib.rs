//! Runs the encoder over a document and decodes entities, parts of speech and dependencies from the same hidden states.
//!
//! ```text
//! words -> segments -> windows -> encoder -> hidden state of each word -> entities | parts of speech | trees
//! ```

#![allow(clippy::needless_pass_by_value, reason = "views are passed by value, as ndarray does")]

mod consistency;
mod entities;
mod error;
mod heads;
mod labels;
mod lemma;
mod memo;
mod reading;
mod scorer;
mod tree;
mod units;
mod windows;

use std::{fs::File, path::Path};

use dateline_encoder::{Backend, Config, Encoder, Weights};
use dateline_text::{Document, Entity, Sentence, Token};
use dateline_tokenize::Pieces;
use ndarray::{Array2, s};
use rustc_hash::FxHashMap;

pub use dateline_encoder::Precision;
pub use error::{Error, ErrorKind};
pub use scorer::EntityScorer;
pub use units::Text;

use crate::{
    labels::Labels,
    memo::{Memo, Readings},
    reading::Heads,
    units::{Key, Units},
};

/// A loaded model: word pieces, encoder and heads.
pub struct Tagger {
    parts: Parts,
    encoder: Box<dyn Encoder>,
    memo: Memo,
}

/// All of a tagger but its encoder: it takes as long to load, and may be loaded beside it.
pub struct Parts {
    name: String,
    pieces: Pieces,
    heads: Heads,
}

impl Parts {
    /// Loads `tokenizer.json`, the labels of `config.json` and the heads of `model.safetensors` from a model folder.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] when a file is missing or does not hold what it should.
    pub fn load(folder: &Path, precision: Precision) -> Result<Self, Error> {
        let config = folder.join("config.json");
        let (labels, hidden) = (Labels::load(&config)?, Config::load(&config)?.hidden_size);
        let weights = Weights::open(&folder.join("model.safetensors"))?;
        let heads = Heads::load(&weights, labels, hidden, precision)?;
        Ok(Self { name: name(folder)?, pieces: Pieces::load(&folder.join("tokenizer.json"))?, heads })
    }

    /// With the encoder of the same folder.
    pub fn with(self, encoder: Box<dyn Encoder>) -> Tagger {
        Tagger { parts: self, encoder, memo: Memo::new(0) }
    }
}

/// Loads the native encoder of a model folder: what [`Parts::with`] wants.
///
/// # Errors
/// As [`Parts::load`].
pub fn encoder(folder: &Path, precision: Precision) -> Result<Box<dyn Encoder>, Error> {
    Ok(dateline_encoder::open(Backend::Native, precision, folder)?)
}

impl Tagger {
    /// Loads a model folder: `tokenizer.json`, `config.json` with labels, `model.safetensors`.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] when a file is missing or does not hold what it should.
    pub fn load(folder: &Path, precision: Precision) -> Result<Self, Error> {
        Ok(Parts::load(folder, precision)?.with(encoder(folder, precision)?))
    }

    /// As [`Tagger::load`], with hidden states from `encoder`: another backend of the same folder's weights.
    ///
    /// # Errors
    /// As [`Tagger::load`].
    pub fn load_with(folder: &Path, encoder: Box<dyn Encoder>) -> Result<Self, Error> {
        Ok(Parts::load(folder, Precision::F32)?.with(encoder))
    }

    /// Remembers what it said of the last `words` words or twice as many: windows that come again, in copies of a story,
    /// are not read again. What is said does not change.
    #[must_use]
    pub fn remembering(self, words: usize) -> Self {
        Self { memo: Memo::new(words), ..self }
    }

    /// The model's name with the start of its weights' hash: `news-minilm@0123456789ab`.
    pub fn name(&self) -> &str {
        &self.parts.name
    }

    /// Fills the grammar of `tokens` (part of speech, lemma, head, relation) and returns the document's entities in
    /// text order. Sentences are read in windows with their neighbours, and depend on no other document.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when the words cannot be split into pieces or the encoder refuses them.
    pub fn tag(&self, document: &Document, sentences: &[Sentence], tokens: &mut [Token]) -> Result<Vec<Entity>, Error> {
        let found = self.tag_all(&mut [Text { document, sentences, tokens }])?;
        Ok(found.into_iter().flatten().collect())
    }

    /// [`Tagger::tag`] for several documents at once, which keeps the encoder busy when they are short. What is said of
    /// one does not depend on the others; windows that they share are read once.
    ///
    /// # Errors
    /// As there, when one of them cannot be read.
    pub fn tag_all(&self, texts: &mut [Text<'_>]) -> Result<Vec<Vec<Entity>>, Error> {
        let units = Units::new(&self.parts.pieces, texts, self.encoder.max_pieces())?;
        let keys: Vec<Key> = units.all.iter().map(|unit| units.key(unit, &texts[unit.text])).collect();
        let mut known: FxHashMap<Key, Option<Readings>> = FxHashMap::default();
        let mut unread = Vec::new();
        for (number, key) in keys.iter().enumerate() {
            known.entry(*key).or_insert_with(|| {
                let remembered = self.memo.get(key);
                if remembered.is_none() {
                    unread.push(number);
                }
                remembered
            });
        }
        units.encode(&*self.encoder, &self.parts.pieces, &unread, |number, states| {
            let (unit, key) = (&units.all[number], keys[number]);
            let text = &texts[unit.text];
            let readings: Readings =
                self.parts.heads.read(states, &text.sentences[unit.sentences.clone()], text).into();
            self.memo.put(key, &readings);
            known.insert(key, Some(readings));
        })?;
        let mut found = vec![Vec::new(); texts.len()];
        for (unit, key) in units.all.iter().zip(&keys) {
            let (text, found) = (&mut texts[unit.text], &mut found[unit.text]);
            let readings = known[key].iter().flat_map(|readings| readings.iter());
            for (index, reading) in unit.sentences.clone().zip(readings) {
                reading.apply(&text.sentences[index], &self.parts.heads.labels, text, found);
            }
        }
        for (text, found) in texts.iter().zip(&mut found) {
            consistency::unite_articles(found, text);
        }
        Ok(found)
    }

    /// The scores of all entity tags, shape [words, tags]: what tests compare with the training framework's.
    ///
    /// # Errors
    /// As [`Tagger::tag`].
    pub fn entity_scores(
        &self,
        document: &Document,
        sentences: &[Sentence],
        tokens: &[Token],
    ) -> Result<Array2<f32>, Error> {
        let mut scores = Array2::zeros((tokens.len(), self.parts.heads.labels.tags.len()));
        let texts = [Text { document, sentences, tokens: &mut tokens.to_vec() }];
        let units = Units::new(&self.parts.pieces, &texts, self.encoder.max_pieces())?;
        let all: Vec<usize> = (0..units.all.len()).collect();
        units.encode(&*self.encoder, &self.parts.pieces, &all, |number, states| {
            let words = units.all[number].words.clone();
            scores.slice_mut(s![words, ..]).assign(&self.parts.heads.entity_scores(states));
        })?;
        Ok(scores)
    }
}

/// The folder's name with the start of its weights' hash. The file is read past, not mapped: most of its pages are not
/// needed again.
fn name(folder: &Path) -> Result<String, Error> {
    let model = |source| Error::new(ErrorKind::Model, source);
    let mut hash = blake3::Hasher::new();
    let file = File::open(folder.join("model.safetensors")).map_err(model)?;
    let hash = hash.update_reader(file).map_err(model)?.finalize().to_hex();
    let stem = folder.file_name().map_or_else(|| "model".into(), |name| name.to_string_lossy());
    Ok(format!("{stem}@{}", &hash[..12]))
}
