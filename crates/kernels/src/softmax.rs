//! Softmax over rows.

use crate::{
    activation::exp,
    simd::{LANES, Simd, dispatched},
};

dispatched! {
    /// Replaces the first `width` elements of each row by the softmax of `scale` times them. A row is `width` rounded up
    /// to whole vectors long; what the rest holds does not matter, before and after.
    pub(crate) fn softmax_rows(simd, rows: &mut [f32], width: usize, scale: f32) {
        for row in rows.chunks_exact_mut(padded(width)) {
            row[width..].fill(f32::NEG_INFINITY);
            softmax_row(simd, row.as_chunks_mut().0, scale);
        }
    }
}

/// `width` rounded up to whole vectors.
pub(crate) const fn padded(width: usize) -> usize {
    width.next_multiple_of(LANES)
}

#[inline(always)]
fn softmax_row<S: Simd>(simd: S, row: &mut [[f32; LANES]], scale: f32) {
    let mut largest = simd.splat(f32::NEG_INFINITY);
    for chunk in row.iter() {
        largest = simd.max(largest, simd.load(chunk));
    }
    let (largest, scale) = (simd.splat(simd.greatest(largest)), simd.splat(scale));
    let mut total = simd.splat(0.0);
    for chunk in row.iter_mut() {
        let power = exp(simd, simd.mul(simd.sub(simd.load(chunk), largest), scale));
        total = simd.add(total, power);
        simd.store(power, chunk);
    }
    let share = simd.splat(simd.total(total).recip());
    for chunk in row {
        simd.store(simd.mul(simd.load(chunk), share), chunk);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::isa::Isa;

    #[test]
    fn rows_sum_to_one_and_agree_with_the_definition() {
        for width in [1, 5, 16, 31, 192] {
            let inputs: Vec<f32> = (0..4 * padded(width)).map(|i| (i as f32 * 1.3).sin() * 20.0).collect();
            for isa in Isa::available() {
                let mut rows = inputs.clone();
                softmax_rows(isa, &mut rows, width, 0.5);
                for (row, input) in rows.chunks(padded(width)).zip(inputs.chunks(padded(width))) {
                    let total: f64 = input[..width].iter().map(|&x| (f64::from(x) * 0.5).exp()).sum();
                    for (&ours, &x) in row.iter().zip(&input[..width]) {
                        assert!((f64::from(ours) - (f64::from(x) * 0.5).exp() / total).abs() < 1e-6, "{isa:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn large_scores_do_not_overflow() {
        for isa in Isa::available() {
            let mut row = [0.0; LANES];
            row[..3].copy_from_slice(&[3e38, -3e38, 3e38]);
            softmax_rows(isa, &mut row, 3, 1.0);
            assert!((row[0] - 0.5).abs() < 1e-6 && row[1] < 1e-37 && (row[2] - 0.5).abs() < 1e-6, "{row:?}");
        }
    }
}
