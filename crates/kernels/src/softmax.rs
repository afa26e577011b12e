//! Softmax over rows.

use crate::{activation::exp, isa::vectorized, normalize::sum};

vectorized! {
    /// Replaces each row of `rows` (of `width` elements) by the softmax of `scale` times its elements.
    pub(crate) fn softmax_rows(rows: &mut [f32], width: usize, scale: f32) {
        for row in rows.chunks_exact_mut(width) {
            softmax_row(row, scale);
        }
    }
}

#[inline(always)]
fn softmax_row(row: &mut [f32], scale: f32) {
    let largest = largest(row);
    for x in row.iter_mut() {
        *x = exp((*x - largest) * scale);
    }
    let total = sum(row, |x| x).recip();
    for x in row {
        *x *= total;
    }
}

/// The greatest element, in sixteen lanes.
#[inline(always)]
fn largest(row: &[f32]) -> f32 {
    let mut lanes = [f32::MIN; 16];
    let (chunks, rest) = row.as_chunks::<16>();
    for chunk in chunks {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane = if x > *lane { x } else { *lane };
        }
    }
    rest.iter().chain(&lanes).fold(f32::MIN, |largest, &x| if x > largest { x } else { largest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::isa::Isa;

    #[test]
    fn rows_sum_to_one_and_agree_with_the_definition() {
        for width in [1, 5, 16, 31, 192] {
            let mut rows: Vec<f32> = (0..4 * width).map(|i| (i as f32 * 1.3).sin() * 20.0).collect();
            let inputs = rows.clone();
            softmax_rows(Isa::best(), &mut rows, width, 0.5);
            for (row, input) in rows.chunks(width).zip(inputs.chunks(width)) {
                let total: f64 = input.iter().map(|&x| (f64::from(x) * 0.5).exp()).sum();
                for (&ours, &x) in row.iter().zip(input) {
                    assert!((f64::from(ours) - (f64::from(x) * 0.5).exp() / total).abs() < 1e-6);
                }
            }
        }
    }

    #[test]
    fn large_scores_do_not_overflow() {
        let mut row = [3e38, -3e38, 3e38];
        softmax_rows(Isa::best(), &mut row, 3, 1.0);
        assert!((row[0] - 0.5).abs() < 1e-6 && row[1] < 1e-37 && (row[2] - 0.5).abs() < 1e-6, "{row:?}");
    }
}
