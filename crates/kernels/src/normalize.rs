//! Layer normalisation.

use crate::isa::{Isa, vectorized};

/// Normalises each row of `rows` (of `gain.len()` elements) to mean 0 and variance 1, then scales by `gain` and
/// shifts by `bias` (Ba, Kiros and Hinton, 2016). `epsilon` is added to the variance.
///
/// # Panics
/// When `gain` and `bias` differ in length, or `rows` is no whole number of rows.
pub fn layer_norm(rows: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32) {
    let width = gain.len();
    assert_eq!(bias.len(), width, "gain and bias of a layer norm have one length");
    assert!(width > 0 && rows.len().is_multiple_of(width), "whole rows are normalised");
    layer_norm_on(Isa::best(), rows, gain, bias, epsilon);
}

vectorized! {
    fn layer_norm_on(rows: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32) {
        for row in rows.chunks_exact_mut(gain.len()) {
            normalize_row(row, gain, bias, epsilon);
        }
    }
}

#[inline(always)]
fn normalize_row(row: &mut [f32], gain: &[f32], bias: &[f32], epsilon: f32) {
    let width = row.len() as f32;
    let mean = sum(row, |x| x) / width;
    let variance = sum(row, |x| (x - mean) * (x - mean)) / width;
    let scale = (variance + epsilon).sqrt().recip();
    for ((x, gain), bias) in row.iter_mut().zip(gain).zip(bias) {
        *x = (*x - mean) * scale * gain + bias;
    }
}

/// The sum of `term(x)`, added in sixteen lanes so that the order, and with it the result, does not depend on the
/// instruction set.
#[inline(always)]
pub(crate) fn sum(values: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    const LANES: usize = 16;
    let mut lanes = [0.0_f32; LANES];
    let chunks = values.chunks_exact(LANES);
    let rest: f32 = chunks.remainder().iter().map(|&x| term(x)).sum();
    for chunk in chunks {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane += term(x);
        }
    }
    lanes.iter().sum::<f32>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_definition_in_double_precision() {
        for width in [1, 7, 16, 33, 384] {
            let mut rows: Vec<f32> = (0..3 * width).map(|i| (i as f32 * 0.7).cos() * 3.0 + 1.0).collect();
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
            layer_norm(&mut rows, &gain, &bias, 1e-12);
            if width > 1 {
                for (ours, exact) in rows.iter().zip(expected) {
                    assert!((f64::from(*ours) - exact).abs() < 1e-5, "width {width}: {ours} against {exact}");
                }
            }
        }
    }
}
