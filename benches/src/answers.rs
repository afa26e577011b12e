//! How near an answer must lie: a fast wrong answer is worth nothing.

use dateline_encoder::Precision;
use dateline_kernels::Format;

/// How far `ours` lies from `exact`: the length of the difference over that of `exact`. Infinite when a value is no
/// number, or the sizes differ.
pub fn distance(ours: impl ExactSizeIterator<Item = f64>, exact: impl ExactSizeIterator<Item = f64>) -> f64 {
    if ours.len() != exact.len() {
        return f64::INFINITY;
    }
    let (mut off, mut whole) = (0.0, 0.0);
    for (ours, exact) in ours.zip(exact) {
        off += (ours - exact) * (ours - exact);
        whole += exact * exact;
    }
    let distance = (off / whole).sqrt();
    if distance.is_nan() { f64::INFINITY } else { distance }
}

/// How far one layer may lie from the same in double precision.
pub fn bound_of_layer(format: Format) -> f64 {
    match format {
        Format::F32 => 1e-6,
        // Activations of 12 bits and weights of 12 or more.
        Format::I16 => 1e-3,
        // Seven bits on either side, where there is no VNNI.
        Format::I8 => 3e-2,
    }
}

/// How far the hidden states of the whole encoder may lie from those in single precision.
pub fn bound_of_states(precision: Precision) -> f64 {
    match precision {
        Precision::F32 => 1e-5,
        Precision::I16 => 5e-3,
        _ => 1e-1,
    }
}
