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

use std::{fs::File, path::Path, thread};

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
    name: String,
    pieces: Pieces,
    encoder: Box<dyn Encoder>,
    heads: Heads,
    memo: Memo,
}

impl Tagger {
    /// Loads a model folder: `tokenizer.json`, `config.json` with labels, `model.safetensors`.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] when a file is missing or does not hold what it should.
    pub fn load(folder: &Path, precision: Precision) -> Result<Self, Error> {
        let encoder = || Ok(dateline_encoder::open(Backend::Native, precision, folder)?);
        Self::load_parts(folder, precision, encoder)
    }

    /// As [`Tagger::load`], with hidden states from `encoder`: another backend of the same folder's weights.
    ///
    /// # Errors
    /// As [`Tagger::load`]; also when the encoder's hidden states do not fit the heads.
    pub fn load_with(folder: &Path, encoder: Box<dyn Encoder>) -> Result<Self, Error> {
        Self::load_parts(folder, Precision::F32, || Ok(encoder))
    }

    /// The encoder is loaded beside the rest: each takes about as long.
    fn load_parts(
        folder: &Path,
        precision: Precision,
        encoder: impl FnOnce() -> Result<Box<dyn Encoder>, Error>,
    ) -> Result<Self, Error> {
        let rest = || -> Result<_, Error> {
            let config = folder.join("config.json");
            let (labels, hidden) = (Labels::load(&config)?, Config::load(&config)?.hidden_size);
            let weights = Weights::open(&folder.join("model.safetensors"))?;
            let heads = Heads::load(&weights, labels, hidden, precision)?;
            Ok((name(folder)?, Pieces::load(&folder.join("tokenizer.json"))?, heads))
        };
        let (rest, encoder) = thread::scope(|scope| {
            let rest = scope.spawn(rest);
            let encoder = encoder();
            (rest.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), encoder)
        });
        let (name, pieces, heads) = rest?;
        Ok(Self { name, pieces, encoder: encoder?, heads, memo: Memo::new(0) })
    }

    /// Remembers what it said of the last `words` words or twice as many: windows that come again, in copies of a story,
    /// are not read again. What is said does not change.
    #[must_use]
    pub fn remembering(self, words: usize) -> Self {
        Self { memo: Memo::new(words), ..self }
    }

    /// The model's name with the start of its weights' hash: `news-minilm@0123456789ab`.
    pub fn name(&self) -> &str {
        &self.name
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
        let units = Units::new(&self.pieces, texts, self.encoder.max_pieces())?;
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
        units.encode(&*self.encoder, &self.pieces, &unread, |number, states| {
            let (unit, key) = (&units.all[number], keys[number]);
            let text = &texts[unit.text];
            let readings: Readings = self.heads.read(states, &text.sentences[unit.sentences.clone()], text).into();
            self.memo.put(key, &readings);
            known.insert(key, Some(readings));
        })?;
        let mut found = vec![Vec::new(); texts.len()];
        for (unit, key) in units.all.iter().zip(&keys) {
            let (text, found) = (&mut texts[unit.text], &mut found[unit.text]);
            let readings = known[key].iter().flat_map(|readings| readings.iter());
            for (index, reading) in unit.sentences.clone().zip(readings) {
                reading.apply(&text.sentences[index], &self.heads.labels, text, found);
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
        let mut scores = Array2::zeros((tokens.len(), self.heads.labels.tags.len()));
        let texts = [Text { document, sentences, tokens: &mut tokens.to_vec() }];
        let units = Units::new(&self.pieces, &texts, self.encoder.max_pieces())?;
        let all: Vec<usize> = (0..units.all.len()).collect();
        units.encode(&*self.encoder, &self.pieces, &all, |number, states| {
            let words = units.all[number].words.clone();
            scores.slice_mut(s![words, ..]).assign(&self.heads.entity_scores(states));
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
