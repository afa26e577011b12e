//! Rows of activations as integers: every row with a scale of its own, found as it is read.

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
            let (low, high) = range(row);
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
            let (low, high) = range(row);
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

/// The least and the greatest element; sixteen lanes, so that the loop vectorises.
#[inline(always)]
fn range(row: &[f32]) -> (f32, f32) {
    let (mut least, mut greatest) = ([f32::MAX; 16], [f32::MIN; 16]);
    let (chunks, rest) = row.as_chunks::<16>();
    for chunk in chunks {
        for ((least, greatest), &x) in least.iter_mut().zip(&mut greatest).zip(chunk) {
            *least = if x < *least { x } else { *least };
            *greatest = if x > *greatest { x } else { *greatest };
        }
    }
    let ends = rest.iter().chain(&least).chain(&greatest);
    let inside = ends.copied().filter(|x| x.abs() < f32::MAX);
    inside.fold((f32::MAX, f32::MIN), |(low, high), x| (low.min(x), high.max(x)))
}
