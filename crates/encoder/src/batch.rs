//! Sequences of word pieces, packed one behind the other without padding.

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
}
