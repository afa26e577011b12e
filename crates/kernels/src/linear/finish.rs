//! From the sums of a tile to outputs: scales, bias, and what comes after.

use std::ops::Range;

use super::Then;
use crate::{
    activation::gelu_of,
    quantize::RowScale,
    simd::{LANES, Simd, dispatched},
    tile::MOST_COLUMNS,
};

/// Where a tile lies in an output whose rows are `width` long.
pub(super) struct Place {
    pub rows: Range<usize>,
    /// Starts where a panel does.
    pub columns: Range<usize>,
    pub width: usize,
}

dispatched! {
    /// Puts the sums of a tile, `wide` in a row, into their place in `out`.
    pub(super) fn finish_tile<F: Finish>(
        simd,
        tile: &[F::Sum],
        wide: usize,
        finish: F,
        place: Place,
        out: &mut [f32],
        then: Then,
    ) {
        let Place { rows, columns, width } = place;
        for (row, sums) in rows.zip(tile.chunks_exact(wide)) {
            let out = &mut out[row * width..][columns.clone()];
            if out.len() == wide {
                finish_row(simd, finish, row, columns.start, sums, out, then);
            } else {
                let mut all = [0.0; MOST_COLUMNS];
                all[..out.len()].copy_from_slice(out);
                finish_row(simd, finish, row, columns.start, sums, &mut all[..wide], then);
                out.copy_from_slice(&all[..out.len()]);
            }
        }
    }
}

#[inline(always)]
fn finish_row<S: Simd, F: Finish>(
    simd: S,
    finish: F,
    row: usize,
    first: usize,
    sums: &[F::Sum],
    out: &mut [f32],
    then: Then,
) {
    let places = out.as_chunks_mut::<LANES>().0.iter_mut().zip(sums.as_chunks::<LANES>().0);
    for (number, (out, sums)) in places.enumerate() {
        let values = finish.values(simd, row, first + number * LANES, sums);
        let values = match then {
            Then::Store => values,
            Then::Gelu => gelu_of(simd, values),
            Then::Add => simd.add(values, simd.load(out)),
        };
        simd.store(values, out);
    }
}

/// Turns sums into outputs. What belongs to a column is there for whole panels.
pub(super) trait Finish: Copy {
    type Sum: Copy + Default;

    /// `sums` are those of a row and of the columns from `first` on.
    fn values<S: Simd>(self, simd: S, row: usize, first: usize, sums: &[Self::Sum; LANES]) -> S::Floats;
}

/// The elements that belong to the columns from `first` on.
#[inline(always)]
fn lanes<T>(of_columns: &[T], first: usize) -> &[T; LANES] {
    of_columns[first..].first_chunk().expect("whole panels have their bias and scales")
}

#[derive(Clone, Copy)]
pub(super) struct Plain<'a> {
    pub bias: &'a [f32],
}

impl Finish for Plain<'_> {
    type Sum = f32;

    #[inline(always)]
    fn values<S: Simd>(self, simd: S, _: usize, first: usize, sums: &[f32; LANES]) -> S::Floats {
        simd.add(simd.load(sums), simd.load(lanes(self.bias, first)))
    }
}

#[derive(Clone, Copy)]
pub(super) struct Scaled<'a> {
    pub bias: &'a [f32],
    pub scales: &'a [f32],
    pub rows: &'a [RowScale],
}

impl Scaled<'_> {
    #[inline(always)]
    fn scale<S: Simd>(self, simd: S, row: usize, first: usize, sums: S::Ints) -> S::Floats {
        let scales = simd.mul(simd.splat(self.rows[row].scale), simd.load(lanes(self.scales, first)));
        simd.mul_add(simd.to_floats(sums), scales, simd.load(lanes(self.bias, first)))
    }
}

impl Finish for Scaled<'_> {
    type Sum = i32;

    #[inline(always)]
    fn values<S: Simd>(self, simd: S, row: usize, first: usize, sums: &[i32; LANES]) -> S::Floats {
        self.scale(simd, row, first, simd.load_ints(sums))
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
    fn values<S: Simd>(self, simd: S, row: usize, first: usize, sums: &[i32; LANES]) -> S::Floats {
        let zero = simd.splat_int(self.scaled.rows[row].zero);
        let shift = simd.mul_ints(zero, simd.load_ints(lanes(self.sums, first)));
        self.scaled.scale(simd, row, first, simd.sub_ints(simd.load_ints(sums), shift))
    }
}
