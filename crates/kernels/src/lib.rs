//! Numeric kernels of the encoder: matrix product, softmax, layer norm, GELU; and the mapping of weight files.
//!
//! The only crate with unsafe code. It knows matrices and files of bytes, nothing of text. All matrices are row-major
//! `f32`; a row is one word piece. The innermost product is written for each instruction set ([`Isa`]), and so
//! are the operations on sixteen numbers in which all other loops are written.

#![allow(
    clippy::inline_always,
    reason = "the bodies of vector loops must be compiled with the caller's instruction set"
)]
#![allow(clippy::needless_pass_by_value, reason = "views are passed by value, as ndarray does")]

mod activation;
mod attention;
mod buffer;
mod isa;
mod lanes;
mod linear;
mod mapped;
mod matmul;
mod normalize;
pub mod peak;
mod quantize;
mod rows;
mod simd;
mod softmax;
mod tile;

pub use activation::gelu;
pub use attention::{Attention, AttentionScratch};
pub use isa::Isa;
pub use linear::{Format, Linear, Scratch, Then};
pub use mapped::MappedFile;
pub use matmul::product;
pub use normalize::layer_norm;
