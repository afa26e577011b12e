//! Numeric kernels of the encoder: the only crate with unsafe code.
