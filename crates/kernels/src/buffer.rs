//! Memory that begins on a cache line.

#![expect(unsafe_code, reason = "reads whole lines as numbers and bytes")]

use crate::tile::Chunk;

/// A cache line of groups.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
struct Line([u32; LANES]);

const LANES: usize = 16;

/// Groups of 32 bits on whole cache lines, so that no vector that is loaded from its place straddles two.
#[derive(Debug, Default)]
pub(crate) struct Buffer(Vec<Line>);

impl Buffer {
    /// Room for at least so many groups; what was there stays or is zero.
    pub(crate) fn resize(&mut self, groups: usize) {
        self.0.resize(groups.div_ceil(LANES), Line([0; LANES]));
    }

    /// All groups.
    pub(crate) fn groups(&self) -> &[u32] {
        // SAFETY: a line is an array of groups without padding.
        unsafe { std::slice::from_raw_parts(self.0.as_ptr().cast(), LANES * self.0.len()) }
    }

    /// All groups, to be written.
    pub(crate) fn groups_mut(&mut self) -> &mut [u32] {
        // SAFETY: as above, and the borrow is unique.
        unsafe { std::slice::from_raw_parts_mut(self.0.as_mut_ptr().cast(), LANES * self.0.len()) }
    }

    /// All groups as single-precision numbers, to be written.
    pub(crate) fn floats_mut(&mut self) -> &mut [f32] {
        // SAFETY: as above; any 32 bits are a number, and any number is 32 bits.
        unsafe { std::slice::from_raw_parts_mut(self.0.as_mut_ptr().cast(), LANES * self.0.len()) }
    }

    /// All groups as chunks of bytes, to be written.
    pub(crate) fn chunks_mut(&mut self) -> &mut [Chunk] {
        let chunks = LANES * self.0.len() * size_of::<u32>() / size_of::<Chunk>();
        // SAFETY: as above; a line is a whole number of chunks.
        unsafe { std::slice::from_raw_parts_mut(self.0.as_mut_ptr().cast(), chunks) }
    }

    /// All groups as chunks of bytes.
    pub(crate) fn chunks(&self) -> &[Chunk] {
        let chunks = LANES * self.0.len() * size_of::<u32>() / size_of::<Chunk>();
        // SAFETY: as above.
        unsafe { std::slice::from_raw_parts(self.0.as_ptr().cast(), chunks) }
    }
}
