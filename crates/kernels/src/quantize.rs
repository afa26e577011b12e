//! Rows of activations as integers: every row with a scale of its own, found as it is read.
//!
//! A row with an infinite element or one that is no number has the scale NaN: what is computed from it is NaN too, as it
//! would be in single precision, and no plausible number.

use crate::isa::vectorized;

/// What the integers of a row stand for: `x = scale * (integer - zero)`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct RowScale {
    pub scale: f32,
    pub zero: i32,
}

/// Adding and subtracting 1.5 * 2^23 rounds to the nearest integer, and leaves it in the low bits.
const ROUND: f32 = 12_582_912.0;

vectorized! {
    /// Writes each row of `rows` as signed integers of at most `largest` in size, little-endian pairs of bytes.
    ///
    /// A row of `out` is `row_bytes` long; what the integers do not fill is zero.
    pub(crate) fn to_i16(
        rows: &[f32],
        width: usize,
        largest: i16,
        out: &mut [u8],
        row_bytes: usize,
        scales: &mut [RowScale],
    ) {
        for ((row, out), told) in rows.chunks_exact(width).zip(out.chunks_exact_mut(row_bytes)).zip(scales) {
            let Some((low, high)) = range(row) else {
                out.fill(0);
                *told = RowScale { scale: f32::NAN, zero: 0 };
                continue;
            };
            let most = high.max(-low).max(f32::MIN_POSITIVE);
            let factor = f32::from(largest) / most;
            let (used, unused) = out.split_at_mut(2 * width);
            for (pair, &x) in used.as_chunks_mut::<2>().0.iter_mut().zip(row) {
                let rounded = (x * factor + ROUND).to_bits().wrapping_sub(ROUND.to_bits());
                *pair = (rounded as i16).to_le_bytes();
            }
            unused.fill(0);
            *told = RowScale { scale: most / f32::from(largest), zero: 0 };
        }
    }
}

vectorized! {
    /// Writes each row of `rows` as unsigned bytes from 0 to `largest`; the number 0 is exact.
    pub(crate) fn to_u8(
        rows: &[f32],
        width: usize,
        largest: u8,
        out: &mut [u8],
        row_bytes: usize,
        scales: &mut [RowScale],
    ) {
        let top = f32::from(largest);
        for ((row, out), told) in rows.chunks_exact(width).zip(out.chunks_exact_mut(row_bytes)).zip(scales) {
            let Some((low, high)) = range(row) else {
                out.fill(0);
                *told = RowScale { scale: f32::NAN, zero: 0 };
                continue;
            };
            let (low, high) = (low.min(0.0), high.max(0.0));
            let scale = ((high - low) / top).max(f32::MIN_POSITIVE);
            let zero = (-low / scale + ROUND) - ROUND;
            let factor = scale.recip();
            let (used, unused) = out.split_at_mut(width);
            for (byte, &x) in used.iter_mut().zip(row) {
                let exact = x * factor + zero;
                let inside = if exact < top { exact } else { top };
                *byte = ((if inside > 0.0 { inside } else { 0.0 }) + ROUND).to_bits() as u8;
            }
            unused.fill(0);
            *told = RowScale { scale, zero: zero as i32 };
        }
    }
}

/// The least and the greatest element, `None` when one is not finite; sixteen lanes, so that the loop vectorises.
#[inline(always)]
fn range(row: &[f32]) -> Option<(f32, f32)> {
    let (mut least, mut greatest, mut wrong) = ([f32::INFINITY; 16], [f32::NEG_INFINITY; 16], [0.0_f32; 16]);
    let (chunks, rest) = row.as_chunks::<16>();
    for chunk in chunks {
        for (((least, greatest), wrong), &x) in least.iter_mut().zip(&mut greatest).zip(&mut wrong).zip(chunk) {
            *least = if x < *least { x } else { *least };
            *greatest = if x > *greatest { x } else { *greatest };
            // 0 for what is finite, else NaN.
            *wrong += x * 0.0;
        }
    }
    let wrong = wrong.iter().sum::<f32>() + rest.iter().map(|x| x * 0.0).sum::<f32>();
    let low = rest.iter().chain(&least).fold(f32::INFINITY, |low, &x| low.min(x));
    let high = rest.iter().chain(&greatest).fold(f32::NEG_INFINITY, |high, &x| high.max(x));
    (wrong == 0.0).then_some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::isa::Isa;

    #[test]
    fn a_row_that_is_not_finite_has_no_scale() {
        for wrong in [f32::INFINITY, f32::NEG_INFINITY, f32::NAN] {
            for at in [0, 16, 33] {
                let mut row = [0.5; 34];
                row[at] = wrong;
                for isa in Isa::available() {
                    let mut scales = [RowScale::default(); 1];
                    to_i16(isa, &row, 34, 4095, &mut [0; 68], 68, &mut scales);
                    assert!(scales[0].scale.is_nan(), "{isa:?}: {wrong} at {at}");
                    to_u8(isa, &row, 34, 255, &mut [0; 36], 36, &mut scales);
                    assert!(scales[0].scale.is_nan(), "{isa:?}: {wrong} at {at}");
                }
            }
        }
    }
}
