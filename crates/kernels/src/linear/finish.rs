//! From the sums of a tile to outputs: scales, bias, and what comes after.

use std::ops::Range;

use super::Then;
use crate::{activation::gelu_of, isa::vectorized, quantize::RowScale, tile::MOST_COLUMNS};

/// Where a tile lies in an output whose rows are `width` long.
pub(super) struct Place {
    pub rows: Range<usize>,
    pub columns: Range<usize>,
    pub width: usize,
}

vectorized! {
    /// Puts the sums of a tile, `wide` in a row, into their place in `out`.
    pub(super) fn finish_tile<F: Finish>(tile: &[F::Sum], wide: usize, finish: F, place: Place, out: &mut [f32], then: Then) {
        let Place { rows, columns, width } = place;
        let mut values = [0.0; MOST_COLUMNS];
        let values = &mut values[..columns.len()];
        for (row, sums) in rows.zip(tile.chunks_exact(wide)) {
            let out = &mut out[row * width..][columns.clone()];
            let sums = &sums[..columns.len()];
            match then {
                Then::Store => finish.values(row, columns.clone(), sums, out),
                Then::Gelu => {
                    finish.values(row, columns.clone(), sums, values);
                    out.iter_mut().zip(&*values).for_each(|(out, &value)| *out = gelu_of(value));
                }
                Then::Add => {
                    finish.values(row, columns.clone(), sums, values);
                    out.iter_mut().zip(&*values).for_each(|(out, value)| *out += value);
                }
            }
        }
    }
}

/// Turns the sums of a row into its outputs.
pub(super) trait Finish: Copy {
    type Sum: Copy + Default;

    /// `sums` are those of `columns`.
    fn values(self, row: usize, columns: Range<usize>, sums: &[Self::Sum], values: &mut [f32]);
}

#[derive(Clone, Copy)]
pub(super) struct Plain<'a> {
    pub bias: &'a [f32],
}

impl Finish for Plain<'_> {
    type Sum = f32;

    #[inline(always)]
    fn values(self, _: usize, columns: Range<usize>, sums: &[f32], values: &mut [f32]) {
        for ((value, sum), bias) in values.iter_mut().zip(sums).zip(&self.bias[columns]) {
            *value = sum + bias;
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct Scaled<'a> {
    pub bias: &'a [f32],
    pub scales: &'a [f32],
    pub rows: &'a [RowScale],
}

impl Finish for Scaled<'_> {
    type Sum = i32;

    #[inline(always)]
    fn values(self, row: usize, columns: Range<usize>, sums: &[i32], values: &mut [f32]) {
        let of_row = self.rows[row].scale;
        let of_columns = self.scales[columns.clone()].iter().zip(&self.bias[columns]);
        for ((value, &sum), (scale, bias)) in values.iter_mut().zip(sums).zip(of_columns) {
            *value = sum as f32 * (of_row * scale) + bias;
        }
    }
}

/// As [`Scaled`], where the zero of a row is not 0: `sum((x - zero) * w) = sum(x * w) - zero * sum(w)`.
#[derive(Clone, Copy)]
pub(super) struct Shifted<'a> {
    pub scaled: Scaled<'a>,
    /// The sum of each column's weights.
    pub sums: &'a [i32],
}

impl Finish for Shifted<'_> {
    type Sum = i32;

    #[inline(always)]
    fn values(self, row: usize, columns: Range<usize>, sums: &[i32], values: &mut [f32]) {
        let Scaled { bias, scales, rows } = self.scaled;
        let RowScale { scale, zero } = rows[row];
        let of_columns = self.sums[columns.clone()].iter().zip(&scales[columns.clone()]).zip(&bias[columns]);
        for ((value, &sum), ((&weights, of_column), bias)) in values.iter_mut().zip(sums).zip(of_columns) {
            let sum = sum.wrapping_sub(zero.wrapping_mul(weights));
            *value = sum as f32 * (scale * of_column) + bias;
        }
    }
}
