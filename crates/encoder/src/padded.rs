//! The rectangle that other runtimes read: sequences beside each other, the short ones filled up.

use ndarray::{Array2, ArrayView2, s};

use crate::{Batch, Config, Error, ErrorKind};

/// A batch as [sequences, longest length]; padding has id, token type and mask 0.
#[derive(Debug)]
pub struct Padded<'a> {
    batch: &'a Batch,
    longest: usize,
    hidden: usize,
}

impl<'a> Padded<'a> {
    /// Hands `batch`, padded, to a runtime of a model of this shape, which ends with [`Padded::unpad`].
    ///
    /// # Errors
    /// As [`Batch::check`], and those of `runtime`; an empty batch never reaches it.
    pub fn run(
        batch: &'a Batch,
        config: &Config,
        runtime: impl FnOnce(&Self) -> Result<Array2<f32>, Error>,
    ) -> Result<Array2<f32>, Error> {
        batch.check(config)?;
        let hidden = config.hidden_size;
        match batch.lengths().iter().copied().max() {
            None => Ok(Array2::zeros((0, hidden))),
            Some(longest) => runtime(&Self { batch, longest, hidden }),
        }
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

    /// The rows of real pieces, one behind the other, of what a runtime gives: [sequences, longest length, hidden size].
    ///
    /// # Errors
    /// [`ErrorKind::Runtime`] when that is not the shape of `padded`.
    pub fn unpad(&self, padded: &[f32]) -> Result<Array2<f32>, Error> {
        let [sequences, longest] = self.shape();
        let padded = ArrayView2::from_shape((sequences * longest, self.hidden), padded)
            .map_err(|source| Error::new(ErrorKind::Runtime, "a backend", source))?;
        let mut states = Array2::zeros((self.batch.pieces(), self.hidden));
        let mut start = 0;
        for (sequence, &length) in self.batch.lengths().iter().enumerate() {
            let first = sequence * longest;
            states.slice_mut(s![start..start + length, ..]).assign(&padded.slice(s![first..first + length, ..]));
            start += length;
        }
        Ok(states)
    }
}
