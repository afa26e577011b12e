//! The rectangle that other runtimes read: sequences beside each other, the short ones filled up.

use ndarray::{Array2, ArrayView2, s};

use crate::Batch;

/// A batch as [sequences, longest length]; padding has id, token type and mask 0.
#[derive(Debug)]
pub struct Padded<'a> {
    batch: &'a Batch,
    longest: usize,
}

impl<'a> Padded<'a> {
    /// Rows as wide as the longest sequence.
    pub fn new(batch: &'a Batch) -> Self {
        Self { batch, longest: batch.lengths().iter().copied().max().unwrap_or(0) }
    }

    /// Sequences and pieces of the longest.
    pub fn shape(&self) -> [usize; 2] {
        [self.batch.lengths().len(), self.longest]
    }

    /// Piece ids, row by row.
    pub fn ids(&self) -> Vec<i64> {
        self.fill(|piece| i64::from(self.batch.ids()[piece]))
    }

    /// Token types, row by row.
    pub fn token_types(&self) -> Vec<i64> {
        self.fill(|piece| i64::from(self.batch.token_types()[piece]))
    }

    /// 1 where there is a piece, row by row.
    pub fn mask(&self) -> Vec<i64> {
        self.fill(|_| 1)
    }

    fn fill(&self, value: impl Fn(usize) -> i64) -> Vec<i64> {
        let [sequences, longest] = self.shape();
        let mut cells = vec![0; sequences * longest];
        let mut piece = 0;
        for (sequence, &length) in self.batch.lengths().iter().enumerate() {
            for cell in &mut cells[sequence * longest..][..length] {
                *cell = value(piece);
                piece += 1;
            }
        }
        cells
    }

    /// The rows of real pieces, one behind the other, of [sequences * longest length, hidden size].
    ///
    /// # Panics
    /// When `padded` has fewer rows than that.
    pub fn unpad(&self, padded: ArrayView2<'_, f32>) -> Array2<f32> {
        let mut states = Array2::zeros((self.batch.pieces(), padded.ncols()));
        let mut start = 0;
        for (sequence, &length) in self.batch.lengths().iter().enumerate() {
            let first = sequence * self.longest;
            states.slice_mut(s![start..start + length, ..]).assign(&padded.slice(s![first..first + length, ..]));
            start += length;
        }
        states
    }
}
