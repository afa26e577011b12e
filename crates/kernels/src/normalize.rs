//! Layer normalisation.

use crate::{
    isa::Isa,
    simd::{LANES, Simd, dispatched},
};

/// Normalises each row of `rows` (of `gain.len()` elements) to mean 0 and variance 1, then scales by `gain` and
/// shifts by `bias` (Ba, Kiros and Hinton, 2016). `epsilon` is added to the variance.
///
/// # Panics
/// When `gain` and `bias` differ in length, `rows` is no whole number of rows, or the processor does not have the
/// instruction set.
pub fn layer_norm(isa: Isa, rows: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32) {
    let width = gain.len();
    assert_eq!(bias.len(), width, "gain and bias of a layer norm have one length");
    assert!(width > 0 && rows.len().is_multiple_of(width), "whole rows are normalised");
    assert!(Isa::available().contains(&isa), "this processor has no {}", isa.name());
    layer_norm_on(isa, rows, gain, bias, epsilon);
}

dispatched! {
    fn layer_norm_on(simd, rows: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32) {
        for row in rows.chunks_exact_mut(gain.len()) {
            let width = row.len() as f32;
            let mean = sum(simd, row, 0.0, false) / width;
            let variance = sum(simd, row, mean, true) / width;
            let scale = (variance + epsilon).sqrt().recip();
            shift(simd, row, mean, scale, gain, bias);
        }
    }
}

/// The sum of `x - mean`, or of its square.
#[inline(always)]
fn sum<S: Simd>(simd: S, row: &[f32], mean: f32, squared: bool) -> f32 {
    let term = |x: f32| if squared { (x - mean) * (x - mean) } else { x - mean };
    let (chunks, rest) = row.as_chunks::<LANES>();
    let (mut lanes, means) = (simd.splat(0.0), simd.splat(mean));
    for chunk in chunks {
        let x = simd.sub(simd.load(chunk), means);
        lanes = if squared { simd.mul_add(x, x, lanes) } else { simd.add(lanes, x) };
    }
    simd.total(lanes) + rest.iter().map(|&x| term(x)).sum::<f32>()
}

/// `(x - mean) * scale * gain + bias`.
#[inline(always)]
fn shift<S: Simd>(simd: S, row: &mut [f32], mean: f32, scale: f32, gain: &[f32], bias: &[f32]) {
    let (chunks, rest) = row.as_chunks_mut::<LANES>();
    let ((gains, gain), (biases, bias)) = (gain.as_chunks::<LANES>(), bias.as_chunks::<LANES>());
    let (means, scales) = (simd.splat(mean), simd.splat(scale));
    for ((chunk, gain), bias) in chunks.iter_mut().zip(gains).zip(biases) {
        let x = simd.mul(simd.sub(simd.load(chunk), means), scales);
        simd.store(simd.mul_add(x, simd.load(gain), simd.load(bias)), chunk);
    }
    for ((x, gain), bias) in rest.iter_mut().zip(gain).zip(bias) {
        *x = (*x - mean) * scale * gain + bias;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_definition_in_double_precision() {
        for width in [1, 7, 16, 33, 384] {
            let rows: Vec<f32> = (0..3 * width).map(|i| (i as f32 * 0.7).cos() * 3.0 + 1.0).collect();
            let gain: Vec<f32> = (0..width).map(|i| 1.0 + i as f32 / 100.0).collect();
            let bias: Vec<f32> = (0..width).map(|i| i as f32 / 50.0).collect();
            let expected: Vec<f64> = rows
                .chunks(width)
                .flat_map(|row| {
                    let n = width as f64;
                    let mean = row.iter().map(|&x| f64::from(x)).sum::<f64>() / n;
                    let variance = row.iter().map(|&x| (f64::from(x) - mean).powi(2)).sum::<f64>() / n;
                    let scale = (variance + 1e-12).sqrt();
                    let parts = row.iter().zip(&gain).zip(&bias);
                    parts
                        .map(|((&x, &g), &b)| (f64::from(x) - mean) / scale * f64::from(g) + f64::from(b))
                        .collect::<Vec<_>>()
                })
                .collect();
            for isa in Isa::available() {
                let mut normal = rows.clone();
                layer_norm_on(isa, &mut normal, &gain, &bias, 1e-12);
                for (ours, exact) in normal.iter().zip(&expected) {
                    let error = (f64::from(*ours) - exact).abs();
                    assert!(error < 1e-5, "{isa:?}, width {width}: {ours} against {exact}");
                }
            }
        }
    }
}
