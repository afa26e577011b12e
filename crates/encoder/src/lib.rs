//! A transformer encoder: word pieces in, hidden states out.
//!
//! [`Encoder`] is the seam: the native backend stands behind it, and other runtimes can. What the hidden states mean
//! is decided by the heads of the `tagger` crate, which read their weights through [`Weights`].

#![allow(clippy::needless_pass_by_value, reason = "views are passed by value, as ndarray does")]

mod backends;
mod batch;
mod config;
mod error;
mod padded;
mod precision;
mod weights;

use ndarray::Array2;

pub use backends::{Backend, Options, native::NativeEncoder, open, open_with};
pub use batch::Batch;
pub use config::Config;
pub use error::{Error, ErrorKind};
pub use padded::Padded;
pub use precision::Precision;
pub use weights::Weights;

/// Turns word pieces into hidden states.
pub trait Encoder: Send + Sync {
    /// The shape of the model.
    fn config(&self) -> &Config;

    /// The length of a hidden state.
    fn hidden_size(&self) -> usize {
        self.config().hidden_size
    }

    /// The longest sequence that the encoder reads, in pieces, `[CLS]` and `[SEP]` included.
    fn max_pieces(&self) -> usize {
        self.config().max_position_embeddings
    }

    /// The hidden states of the last layer, shape [pieces of all sequences, hidden size], in the order of the batch.
    ///
    /// A sequence's states do not depend on the other sequences of its batch.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when a sequence is empty or too long, or an id has no row in an embedding table.
    fn encode(&self, batch: &Batch) -> Result<Array2<f32>, Error>;
}
