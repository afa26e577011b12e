//! Sequences of word pieces, packed one behind the other without padding.

use crate::{Config, Error, ErrorKind};

/// A batch of sequences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    ids: Vec<u32>,
    token_types: Vec<u8>,
    lengths: Vec<usize>,
}

impl Batch {
    /// Appends a sequence of (piece id, token type).
    pub fn push(&mut self, sequence: impl IntoIterator<Item = (u32, u8)>) {
        let before = self.ids.len();
        for (id, token_type) in sequence {
            self.ids.push(id);
            self.token_types.push(token_type);
        }
        self.lengths.push(self.ids.len() - before);
    }

    /// Piece ids of all sequences.
    pub fn ids(&self) -> &[u32] {
        &self.ids
    }

    /// Token types of all sequences, one a piece.
    pub fn token_types(&self) -> &[u8] {
        &self.token_types
    }

    /// The number of pieces of each sequence.
    pub fn lengths(&self) -> &[usize] {
        &self.lengths
    }

    /// The number of pieces of all sequences.
    pub fn pieces(&self) -> usize {
        self.ids.len()
    }

    /// Whether an encoder of this shape can read the batch: what every backend asks first.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when a sequence is empty or too long, or an id has no row in an embedding table.
    pub fn check(&self, config: &Config) -> Result<(), Error> {
        let input = |what: String, why: &str| Err(Error::new(ErrorKind::Input, what, why));
        let longest = config.max_position_embeddings;
        if let Some(length) = self.lengths.iter().find(|&&length| length == 0 || length > longest) {
            return input(format!("a sequence of {length} pieces"), "sequences hold between 1 piece and the maximum");
        }
        if let Some(id) = self.ids.iter().find(|&&id| id as usize >= config.vocab_size) {
            return input(format!("piece {id}"), "the vocabulary has no such piece");
        }
        if let Some(kind) = self.token_types.iter().find(|&&kind| usize::from(kind) >= config.type_vocab_size) {
            return input(format!("token type {kind}"), "the model has no such token type");
        }
        Ok(())
    }
}
