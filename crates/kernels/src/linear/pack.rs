//! Weights as the kernels read them: rounded to integers where asked, in panels of columns.

use super::{LARGEST_I16, Multiply};
use crate::{
    buffer::Buffer,
    isa::Isa,
    simd::{LANES, dispatched},
    tile::{Kernel, STEPS, bytes_of_group},
};

/// The scale with which a column becomes 16-bit integers whose products with any activations sum to less than 2^31.
fn scale_i16(column: &[f32]) -> f32 {
    let total: f64 = column.iter().map(|x| f64::from(x.abs())).sum();
    // Rounding adds at most one half to each of the integers; the rest is for the rounding of the scale itself.
    let room = f64::from(i32::MAX / i32::from(LARGEST_I16)) - 0.5 * column.len() as f64 - 64.0;
    let scale = (total / room) as f32;
    numeric(scale.max(largest(column) / f32::from(i16::MAX)).max(f32::MIN_POSITIVE), column)
}

/// The scale with which a column becomes integers from -127 to 127.
fn scale_i8(column: &[f32]) -> f32 {
    numeric((largest(column) / 127.0).max(f32::MIN_POSITIVE), column)
}

/// `scale`, or no number when the column has an element that is not finite: then its outputs are none, either.
fn numeric(scale: f32, column: &[f32]) -> f32 {
    if column.iter().all(|x| x.is_finite()) { scale } else { f32::NAN }
}

fn largest(column: &[f32]) -> f32 {
    column.iter().fold(0.0_f32, |most, x| most.max(x.abs()))
}

dispatched! {
    /// The integers nearest to `column / scale`; there is room for whole vectors.
    fn round(simd, column: &[f32], scale: f32, integers: &mut [i32]) {
        let (chunks, rest) = column.as_chunks::<LANES>();
        let mut last = [0.0; LANES];
        last[..rest.len()].copy_from_slice(rest);
        let scale = simd.splat(scale);
        for (numbers, places) in chunks.iter().chain([&last]).zip(integers.as_chunks_mut().0) {
            simd.store_ints(simd.round(simd.div(simd.load(numbers), scale)), places);
        }
    }
}

/// Panels of `columns` outputs, filled output by output: step by step along the inputs, each step a group of inputs for
/// every output.
struct Panels {
    columns: usize,
    steps: usize,
    buffer: Buffer,
}

impl Panels {
    /// Room for so many outputs, with zeros.
    fn new(outputs: usize, columns: usize, steps: usize) -> Self {
        let mut buffer = Buffer::default();
        buffer.resize(outputs.next_multiple_of(columns) * steps);
        Self { columns, steps, buffer }
    }

    /// Puts the groups of one output into their places.
    fn set(&mut self, output: usize, groups: impl Iterator<Item = u32>) {
        let first = output / self.columns * self.columns * self.steps + output % self.columns;
        let places = self.buffer.groups_mut()[first..].iter_mut().step_by(self.columns);
        places.zip(groups.take(self.steps)).for_each(|(place, group)| *place = group);
    }
}

/// Two integers of 16 bits as a group.
fn pair([low, high]: [i32; 2]) -> u32 {
    u32::from(low as u16) | u32::from(high as u16) << 16
}

/// A matrix to be packed, output by output.
pub(super) struct Packing<'a> {
    pub isa: Isa,
    pub inputs: usize,
    pub outputs: usize,
    /// [outputs, inputs].
    pub weight: &'a [f32],
}

/// What a layer keeps: the columns of a panel, the blocks of a row, the panels, and how to multiply with them.
pub(super) type Packed = (usize, usize, Buffer, Multiply);

impl Packing<'_> {
    pub(super) fn f32(&self) -> Packed {
        let kernel = Kernel::f32(self.isa);
        let (blocks, mut panels) = self.panels(1, kernel.columns);
        for (output, column) in self.columns().enumerate() {
            panels.set(output, column.iter().map(|x| x.to_bits()));
        }
        (kernel.columns, blocks, panels.buffer, Multiply::F32(kernel))
    }

    pub(super) fn i16(&self) -> Packed {
        let kernel = Kernel::i16(self.isa);
        let (blocks, mut panels) = self.panels(2, kernel.columns);
        let mut scales = vec![0.0; self.outputs.next_multiple_of(kernel.columns)];
        let mut integers = vec![0; self.inputs.next_multiple_of(LANES)];
        for (output, column) in self.columns().enumerate() {
            scales[output] = scale_i16(column);
            round(self.isa, column, scales[output], &mut integers);
            panels.set(output, integers.as_chunks().0.iter().copied().map(pair));
        }
        (kernel.columns, blocks, panels.buffer, Multiply::I16 { kernel, scales })
    }

    pub(super) fn i8(&self) -> Packed {
        let (kernel, bytes) = (Kernel::i8(self.isa), bytes_of_group(self.isa));
        let (blocks, mut panels) = self.panels(bytes, kernel.columns);
        let padded = self.outputs.next_multiple_of(kernel.columns);
        let (mut scales, mut sums) = (vec![0.0; padded], vec![0; padded]);
        let mut integers = vec![0; self.inputs.next_multiple_of(LANES)];
        for (output, column) in self.columns().enumerate() {
            scales[output] = scale_i8(column);
            round(self.isa, column, scales[output], &mut integers);
            sums[output] = integers.iter().fold(0, |sum: i32, &integer| sum.wrapping_add(integer));
            if bytes == 4 {
                let group = |group: &[i32; 4]| u32::from_le_bytes(group.map(|integer| integer as u8));
                panels.set(output, integers.as_chunks().0.iter().map(group));
            } else {
                panels.set(output, integers.as_chunks().0.iter().copied().map(pair));
            }
        }
        (kernel.columns, blocks, panels.buffer, Multiply::I8 { kernel, scales, sums })
    }

    fn columns(&self) -> std::slice::ChunksExact<'_, f32> {
        self.weight.chunks_exact(self.inputs)
    }

    /// The blocks of a row and empty panels, with so many inputs in a group.
    fn panels(&self, per_group: usize, columns: usize) -> (usize, Panels) {
        let blocks = self.inputs.div_ceil(per_group * STEPS);
        (blocks, Panels::new(self.outputs, columns, blocks * STEPS))
    }
}
