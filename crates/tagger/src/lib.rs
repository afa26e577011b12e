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
mod scorer;
mod tree;
mod windows;

use std::path::Path;

use compact_str::CompactString;
use dateline_encoder::{Backend, Batch, Encoder, Weights};
use dateline_text::{Document, Entity, Sentence, Token};
use dateline_tokenize::{Pieces, Shape};
use ndarray::{Array2, ArrayView2, s};

pub use dateline_encoder::Precision;
pub use error::{Error, ErrorKind};
pub use scorer::EntityScorer;

use crate::{
    heads::{Linear, Parser},
    labels::Labels,
    windows::Segments,
};

/// A loaded model: word pieces, encoder and heads.
pub struct Tagger {
    name: String,
    pieces: Pieces,
    encoder: Box<dyn Encoder>,
    entity_head: Linear,
    upos_head: Linear,
    parser: Parser,
    labels: Labels,
}

impl Tagger {
    /// Loads a model folder: `tokenizer.json`, `config.json` with labels, `model.safetensors`.
    ///
    /// # Errors
    /// [`ErrorKind::Model`] when a file is missing or does not hold what it should.
    pub fn load(folder: &Path, precision: Precision) -> Result<Self, Error> {
        Self::load_with(folder, dateline_encoder::open(Backend::Native, precision, folder)?)
    }

    /// As [`Tagger::load`], with hidden states from `encoder`: another backend of the same folder's weights.
    ///
    /// # Errors
    /// As [`Tagger::load`]; also when the encoder's hidden states do not fit the heads.
    pub fn load_with(folder: &Path, encoder: Box<dyn Encoder>) -> Result<Self, Error> {
        let weights = Weights::open(&folder.join("model.safetensors"))?;
        let labels = Labels::load(&folder.join("config.json"))?;
        let hidden = encoder.hidden_size();
        Ok(Self {
            name: name(folder, &weights),
            pieces: Pieces::load(&folder.join("tokenizer.json"))?,
            entity_head: Linear::load(&weights, "classifier", hidden, labels.tags.len())?,
            upos_head: Linear::load(&weights, "upos", hidden, labels.upos.len())?,
            parser: Parser::load(&weights, hidden, labels.relations.len(), labels.root)?,
            encoder,
            labels,
        })
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
        let states = self.word_states(document, sentences, tokens)?;
        let upos = self.upos_head.run(states.view());
        let tags = self.entity_head.run(states.view());
        let mut found = Vec::new();
        for article in sentences.chunk_by(|one, next| one.article == next.article) {
            let first = found.len();
            for sentence in article {
                let words = sentence.tokens.clone();
                let rows = s![words.clone(), ..];
                self.parse(sentence, states.slice(rows), upos.slice(rows), document, tokens);
                found.extend(entities::decode(&self.labels, tags.slice(rows), &tokens[words], &document.text));
            }
            consistency::unite(&mut found[first..], &document.text);
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
        Ok(self.entity_head.run(self.word_states(document, sentences, tokens)?.view()))
    }

    /// The hidden state of each word's first piece, shape [words, hidden size].
    fn word_states(&self, document: &Document, sentences: &[Sentence], tokens: &[Token]) -> Result<Array2<f32>, Error> {
        let segments = self.segments(document, sentences, tokens)?;
        let mut states = Array2::zeros((tokens.len(), self.encoder.hidden_size()));
        for windows in windows::batches(&segments.windows(self.encoder.max_pieces())) {
            let mut batch = Batch::default();
            for window in windows {
                let inner = segments.pieces[window.pieces.clone()].iter().map(|&(_, id, shape)| (id, shape));
                batch.push([(self.pieces.start(), 0)].into_iter().chain(inner).chain([(self.pieces.separator(), 0)]));
            }
            let hidden = self.encoder.encode(&batch)?;
            let mut start = 0;
            for (window, length) in windows.iter().zip(batch.lengths()) {
                segments.pick(window, hidden.slice(s![start..start + length, ..]), &mut states);
                start += length;
            }
        }
        Ok(states)
    }

    fn segments(&self, document: &Document, sentences: &[Sentence], tokens: &[Token]) -> Result<Segments, Error> {
        let longest = self.encoder.max_pieces() - 2;
        let mut segments = Segments::default();
        for (index, sentence) in sentences.iter().enumerate() {
            let words: Vec<&str> =
                tokens[sentence.tokens.clone()].iter().map(|token| document.slice(token.span)).collect();
            let shapes: Vec<u8> = words.iter().map(|word| Shape::of(word).token_type()).collect();
            let pieces = self.pieces.encode(&words)?;
            let pieces =
                pieces.into_iter().map(|piece| (sentence.tokens.start + piece.word, piece.id, shapes[piece.word]));
            segments.push(index, sentence.article, pieces, longest);
        }
        Ok(segments)
    }

    fn parse(
        &self,
        sentence: &Sentence,
        states: ArrayView2<'_, f32>,
        upos: ArrayView2<'_, f32>,
        document: &Document,
        tokens: &mut [Token],
    ) {
        let heads = tree::best(self.parser.arcs(states).view());
        let relations = self.parser.relations(states, &heads);
        for (word, (head, relation)) in heads.into_iter().zip(relations).enumerate() {
            let token = &mut tokens[sentence.tokens.start + word];
            token.upos = self.labels.upos[heads::argmax(upos.row(word))];
            token.lemma = lemma::lemma(document.slice(token.span), token.upos);
            token.head = head.map(|head| sentence.tokens.start + head);
            token.deprel = CompactString::from(self.labels.relations[relation].as_str());
        }
    }
}

/// The folder's name with the start of its weights' hash.
fn name(folder: &Path, weights: &Weights) -> String {
    let hash = blake3::hash(weights.bytes()).to_hex();
    let stem = folder.file_name().map_or_else(|| "model".into(), |name| name.to_string_lossy());
    format!("{stem}@{}", &hash[..12])
}
