//! Rows of activations as the kernels read them: strips of as many rows as a tile has, see [`Chunk`].

use std::{iter::StepBy, slice::IterMut};

use crate::tile::Chunk;

/// Rows to be packed, and the room for it.
pub(crate) struct Strips<'a> {
    /// The rows; the last may end where its elements end.
    pub rows: &'a [f32],
    /// Elements of a row.
    pub width: usize,
    /// Elements from a row to the next.
    pub stride: usize,
    /// Rows of a strip; the last strip's other rows are left as they are.
    pub height: usize,
    /// Chunks of a row.
    pub blocks: usize,
    /// A whole number of strips.
    pub packed: &'a mut [Chunk],
}

/// Where the chunks of a row go, one for each block of steps.
pub(crate) type Places<'a> = StepBy<IterMut<'a, Chunk>>;

impl Strips<'_> {
    /// Calls `pack` with the number of every row, the row, and the places for its chunks.
    #[inline(always)]
    pub(crate) fn each(self, mut pack: impl FnMut(usize, &[f32], Places<'_>)) {
        let strips = self.packed.chunks_exact_mut(self.blocks * self.height);
        for (number, (rows, strip)) in self.rows.chunks(self.stride * self.height).zip(strips).enumerate() {
            for (row, elements) in rows.chunks(self.stride).enumerate() {
                let places = strip[row..].iter_mut().step_by(self.height);
                pack(number * self.height + row, &elements[..self.width], places);
            }
        }
    }
}

/// Turns `N` elements after the other into `M` chunks; the last ones are filled up with zeros.
#[inline(always)]
pub(crate) fn fill<const N: usize, const M: usize>(
    row: &[f32],
    mut places: Places<'_>,
    chunks_of: impl Fn(&[f32; N]) -> [Chunk; M],
) {
    let (whole, rest) = row.as_chunks::<N>();
    for numbers in whole {
        put(&mut places, &chunks_of(numbers));
    }
    if !rest.is_empty() {
        let mut last = [0.0; N];
        last[..rest.len()].copy_from_slice(rest);
        put(&mut places, &chunks_of(&last));
    }
}

/// A function, since a closure that is called twice would be compiled by itself, without the vector instructions.
#[inline(always)]
fn put<const M: usize>(places: &mut Places<'_>, chunks: &[Chunk; M]) {
    for chunk in chunks {
        if let Some(place) = places.next() {
            *place = *chunk;
        }
    }
}

/// Packs rows as they are, four numbers to a chunk; block by block, so that it writes from front to back.
pub(crate) fn pack_f32(strips: Strips<'_>) {
    let Strips { rows, width, stride, height, blocks, packed } = strips;
    let bytes = |numbers: &[f32; 4]| {
        let mut bytes = [0; 16];
        for (four, x) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(numbers) {
            *four = x.to_ne_bytes();
        }
        bytes
    };
    for (rows, strip) in rows.chunks(stride * height).zip(packed.chunks_exact_mut(blocks * height)) {
        for (block, places) in strip.chunks_exact_mut(height).enumerate() {
            for (place, row) in places.iter_mut().zip(rows.chunks(stride)) {
                let rest = &row[4 * block..width];
                *place = rest.first_chunk().map_or_else(
                    || {
                        let mut last = [0.0; 4];
                        last[..rest.len()].copy_from_slice(rest);
                        bytes(&last)
                    },
                    bytes,
                );
            }
        }
    }
}
