//! The part of Hugging Face's `config.json` that the encoder needs.

use std::{fs, path::Path};

use serde::Deserialize;

use crate::{Error, ErrorKind};

/// The shape of a BERT encoder.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Config {
    /// Length of a hidden state.
    pub hidden_size: usize,
    /// Layers.
    pub num_hidden_layers: usize,
    /// Attention heads of a layer.
    pub num_attention_heads: usize,
    /// Length of the inner states of the feed-forward part.
    pub intermediate_size: usize,
    /// Rows of the position table: the longest sequence.
    pub max_position_embeddings: usize,
    /// Rows of the word-piece table.
    pub vocab_size: usize,
    /// Rows of the token type table.
    pub type_vocab_size: usize,
    /// Added to the variance in layer norms.
    #[serde(default = "default_epsilon")]
    pub layer_norm_eps: f32,
    /// The activation of the feed-forward part; `gelu` is the only one.
    pub hidden_act: String,
}

const fn default_epsilon() -> f32 {
    1e-12
}

impl Config {
    /// Reads `config.json`.
    ///
    /// # Errors
    /// [`ErrorKind::Load`] when the file cannot be read, [`ErrorKind::Format`] when it describes no BERT encoder that
    /// this crate can run.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(|source| Error::new(ErrorKind::Load, path.display(), source))?;
        let config: Self =
            serde_json::from_str(&text).map_err(|source| Error::new(ErrorKind::Format, path.display(), source))?;
        config.check().map_err(|reason| Error::new(ErrorKind::Format, path.display(), reason))?;
        Ok(config)
    }

    fn check(&self) -> Result<(), String> {
        let sizes = [self.hidden_size, self.num_attention_heads, self.intermediate_size, self.max_position_embeddings];
        if sizes.contains(&0) || self.vocab_size == 0 || self.type_vocab_size == 0 {
            return Err("a size is 0".into());
        }
        if self.max_position_embeddings < 3 {
            return Err("no piece fits between [CLS] and [SEP]".into());
        }
        if !self.hidden_size.is_multiple_of(self.num_attention_heads) {
            let (hidden, heads) = (self.hidden_size, self.num_attention_heads);
            return Err(format!("the hidden size {hidden} is not divisible by {heads} attention heads"));
        }
        if self.hidden_act != "gelu" {
            return Err(format!("unknown activation {:?}", self.hidden_act));
        }
        Ok(())
    }
}
