//! Rows of activations as integers: every row with a scale of its own, found as it is read.
//!
//! A row with an infinite element or one that is no number has the scale NaN: what is computed from it is NaN too, as it
//! would be in single precision, and no plausible number.

use crate::{
    rows::{Places, Strips, fill},
    simd::{LANES, Simd, dispatched},
};

/// What the integers of a row stand for: `x = scale * (integer - zero)`.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct RowScale {
    pub scale: f32,
    pub zero: i32,
}

dispatched! {
    /// Packs rows as signed integers of at most `largest` in size, eight to a chunk.
    pub(crate) fn to_i16(simd, strips: Strips<'_>, largest: i16, scales: &mut [RowScale]) {
        strips.each(
            #[inline(always)]
            |number, row, places| {
                let Some((low, high)) = range(simd, row) else {
                    scales[number] = without_scale(places);
                    return;
                };
                // Smaller rows than this are zero: the factor stays finite.
                let most = high.max(-low).max(1e-30);
                let factor = simd.splat(f32::from(largest) / most);
                fill(
                    row,
                    places,
                    #[inline(always)]
                    |numbers: &[f32; LANES]| simd.pairs(simd.round(simd.mul(simd.load(numbers), factor))),
                );
                scales[number] = RowScale { scale: most / f32::from(largest), zero: 0 };
            },
        );
    }
}

dispatched! {
    /// Packs rows as unsigned bytes from 0 to `largest`, so many to a group: four, or two that are widened. The number 0 is
    /// exact.
    pub(crate) fn to_u8(simd, strips: Strips<'_>, largest: u8, bytes_of_group: usize, scales: &mut [RowScale]) {
        let top = f32::from(largest);
        strips.each(
            #[inline(always)]
            |number, row, places| {
                let Some((low, high)) = range(simd, row) else {
                    scales[number] = without_scale(places);
                    return;
                };
                let (low, high) = (low.min(0.0), high.max(0.0));
                let scale = (high / top - low / top).max(1e-30);
                let zero = (-low / scale).round_ties_even();
                let (factor, offset) = (simd.splat(scale.recip()), simd.splat(zero));
                let top = simd.splat(top);
                if bytes_of_group == 4 {
                    fill(
                        row,
                        places,
                        #[inline(always)]
                        |numbers| [simd.bytes(integers(simd, numbers, factor, offset, top))],
                    );
                } else {
                    fill(
                        row,
                        places,
                        #[inline(always)]
                        |numbers| simd.pairs(integers(simd, numbers, factor, offset, top)),
                    );
                }
                scales[number] = RowScale { scale, zero: zero as i32 };
            },
        );
    }
}

/// Packs a row that is not finite.
fn without_scale(places: Places<'_>) -> RowScale {
    places.for_each(|place| *place = [0; 16]);
    RowScale { scale: f32::NAN, zero: 0 }
}

/// The integers nearest to `numbers * factor + offset`, from 0 to `top`.
#[inline(always)]
fn integers<S: Simd>(simd: S, numbers: &[f32; LANES], factor: S::Floats, offset: S::Floats, top: S::Floats) -> S::Ints {
    let exact = simd.mul_add(simd.load(numbers), factor, offset);
    simd.round(simd.max(simd.min(exact, top), simd.splat(0.0)))
}

/// The least and the greatest element, `None` when one is not finite.
#[inline(always)]
fn range<S: Simd>(simd: S, row: &[f32]) -> Option<(f32, f32)> {
    let (mut least, mut greatest) = (simd.splat(f32::INFINITY), simd.splat(f32::NEG_INFINITY));
    let (mut wrong, zero) = (simd.splat(0.0), simd.splat(0.0));
    let (chunks, rest) = row.as_chunks::<LANES>();
    for chunk in chunks {
        let x = simd.load(chunk);
        (least, greatest) = (simd.min(least, x), simd.max(greatest, x));
        // 0 for what is finite, else NaN.
        wrong = simd.mul_add(x, zero, wrong);
    }
    let wrong = simd.total(wrong) + rest.iter().map(|x| x * 0.0).sum::<f32>();
    let low = -simd.greatest(simd.sub(zero, least));
    let low = rest.iter().fold(low, |low, &x| low.min(x));
    let high = rest.iter().fold(simd.greatest(greatest), |high, &x| high.max(x));
    (wrong == 0.0).then_some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{isa::Isa, tile::Chunk};

    fn strips<'a>(rows: &'a [f32], width: usize, height: usize, blocks: usize, packed: &'a mut [Chunk]) -> Strips<'a> {
        Strips { rows, width, stride: width, height, blocks, packed }
    }

    #[test]
    fn a_row_that_is_not_finite_has_no_scale() {
        for wrong in [f32::INFINITY, f32::NEG_INFINITY, f32::NAN] {
            for at in [0, 16, 33] {
                let mut row = [0.5; 34];
                row[at] = wrong;
                for isa in Isa::available() {
                    let mut scales = [RowScale::default(); 1];
                    let mut packed = [[1; 16]; 5];
                    to_i16(isa, strips(&row, 34, 1, 5, &mut packed), 4095, &mut scales);
                    assert!(scales[0].scale.is_nan() && packed == [[0; 16]; 5], "{isa:?}: {wrong} at {at}");
                    to_u8(isa, strips(&row, 34, 1, 3, &mut packed), 127, 4, &mut scales);
                    assert!(scales[0].scale.is_nan(), "{isa:?}: {wrong} at {at}");
                }
            }
        }
    }

    #[test]
    fn integers_are_within_half_a_step_of_the_numbers() {
        let rows: Vec<f32> = (0..3 * 21).map(|i| (i as f32 * 0.7).sin() * 3.0 - 0.4).collect();
        for isa in Isa::available() {
            let mut scales = [RowScale::default(); 3];
            // Strips of two rows; 21 numbers take three chunks of eight or two of sixteen.
            let mut packed = [[0; 16]; 12];
            to_i16(isa, strips(&rows, 21, 2, 3, &mut packed), 4095, &mut scales);
            for (row, numbers) in rows.chunks(21).enumerate() {
                for (at, x) in numbers.iter().enumerate() {
                    let chunk = packed[row / 2 * 6 + at / 8 * 2 + row % 2];
                    let integer = i16::from_le_bytes([chunk[at % 8 * 2], chunk[at % 8 * 2 + 1]]);
                    let error = (f32::from(integer) * scales[row].scale - x).abs();
                    assert!(
                        error <= 0.501 * scales[row].scale,
                        "{isa:?}: {x} in row {row}: {integer} of {:?}",
                        scales[row]
                    );
                }
            }
            let mut packed = [[0; 16]; 8];
            to_u8(isa, strips(&rows, 21, 2, 2, &mut packed), 127, 4, &mut scales);
            for (row, numbers) in rows.chunks(21).enumerate() {
                for (at, x) in numbers.iter().enumerate() {
                    let byte = packed[row / 2 * 4 + at / 16 * 2 + row % 2][at % 16];
                    let error = ((i32::from(byte) - scales[row].zero) as f32 * scales[row].scale - x).abs();
                    assert!(
                        error <= 1.01 * scales[row].scale,
                        "{isa:?}: {x} in row {row}: {byte} of {:?}",
                        scales[row]
                    );
                }
            }
        }
    }
}
