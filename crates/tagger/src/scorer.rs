//! The classifier of entity tags alone, on the hidden states of any encoder: what a bench times and compares.

use std::path::Path;

use dateline_encoder::{Config, Precision, Weights};
use ndarray::{Array2, ArrayView2};

use crate::{Error, entities, heads::Linear, labels::Labels};

/// The head that scores entity tags, without encoder and word pieces.
pub struct EntityScorer {
    name: String,
    head: Linear,
    labels: Labels,
}

impl EntityScorer {
    /// Loads the head from a model folder.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Model`] when a file is missing or does not hold what it should.
    pub fn load(folder: &Path) -> Result<Self, Error> {
        let config = Config::load(&folder.join("config.json"))?;
        let weights = Weights::open(&folder.join("model.safetensors"))?;
        let labels = Labels::load(&folder.join("config.json"))?;
        let head = Linear::load(&weights, "classifier", [config.hidden_size, labels.tags.len()], Precision::F32)?;
        Ok(Self { name: crate::name(folder)?, head, labels })
    }

    /// The model's name with the start of its weights' hash: `news-minilm@0123456789ab`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The logits of all tags, shape [rows, tags], of hidden states [rows, hidden size].
    pub fn scores(&self, states: ArrayView2<'_, f32>) -> Array2<f32> {
        self.head.run(states)
    }

    /// The tag of each word of one sentence, as the best valid sequence has it; `scores` is [words, tags].
    pub fn tags(&self, scores: ArrayView2<'_, f32>) -> Vec<usize> {
        if scores.nrows() == 0 {
            return Vec::new();
        }
        entities::best_path(&self.labels.tags, scores)
    }
}
