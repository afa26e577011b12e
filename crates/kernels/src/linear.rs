//! Linear layers with weights packed once: `out = input * weight^T + bias`, in three number formats.

#![expect(unsafe_code, reason = "hands pointers into packed weights to the kernels")]

mod finish;
mod pack;

use ndarray::ArrayView2;

use self::{
    finish::{Finish, Place, Plain, Scaled, Shifted, finish_tile},
    pack::Packing,
};
use crate::{
    buffer::Buffer,
    isa::Isa,
    quantize::{self, RowScale},
    rows::{Strips, pack_f32},
    tile::{Kernel, LARGEST_BYTE, MOST_COLUMNS, MOST_ROWS, Operands, STEPS, Tile, bytes_of_group},
};

/// How weights and activations are multiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Single precision.
    F32,
    /// 16-bit integers: a scale for each output and for each row of the input. Sums cannot overflow.
    I16,
    /// 8-bit integers: a scale for each output, a scale and a zero for each row of the input. Nothing saturates.
    I8,
}

/// What to do with the outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Store them.
    Store,
    /// Store their Gaussian error linear unit ([`crate::gelu`]).
    Gelu,
    /// Add them to what is there: the residual connection.
    Add,
}

/// Memory that products use and leave to the next one.
#[derive(Debug, Default)]
pub struct Scratch {
    rows: Buffer,
    scales: Vec<RowScale>,
}

/// A linear layer.
#[derive(Debug)]
pub struct Linear {
    isa: Isa,
    inputs: usize,
    outputs: usize,
    /// Blocks of [`STEPS`] groups in a row of the input.
    blocks: usize,
    panels: Buffer,
    /// For whole panels, like all that belongs to outputs.
    bias: Vec<f32>,
    multiply: Multiply,
}

#[derive(Debug)]
enum Multiply {
    F32(Kernel<f32>),
    I16 { kernel: Kernel<i32>, scales: Vec<f32> },
    I8 { kernel: Kernel<i32>, scales: Vec<f32>, sums: Vec<i32> },
}

/// The largest 16-bit activation. 12 bits leave 19 for the sum of a column's weights: see `pack.rs`.
const LARGEST_I16: i16 = 4095;
/// The widest layer: with more inputs, sums of bytes could overflow (127 * 127 * 65,536 < 2^31), and 16-bit weights
/// would keep fewer than four bits.
const MOST_INPUTS: usize = 65_536;
/// Rows are read in blocks of about so many bytes, which stay in the second-level cache while all panels pass by.
const BLOCK_BYTES: usize = 192 * 1024;

impl Linear {
    /// Packs `weight`, shape [outputs, inputs] as training frameworks store it, with a `bias` for each output.
    ///
    /// # Panics
    /// When `bias` is not as long as the outputs, a side is 0, there are more than 65,536 inputs, or the processor does
    /// not have the instruction set.
    pub fn new(isa: Isa, format: Format, weight: ArrayView2<'_, f32>, bias: &[f32]) -> Self {
        let (outputs, inputs) = weight.dim();
        assert!(outputs > 0 && inputs > 0 && bias.len() == outputs, "a layer has inputs, outputs and a bias for each");
        assert!(inputs <= MOST_INPUTS, "the sums of so many products could overflow");
        let weight = weight.as_standard_layout();
        let packing = Packing { isa, inputs, outputs, weight: weight.as_slice().expect("in standard layout") };
        let (columns, blocks, panels, multiply) = match format {
            Format::F32 => packing.f32(),
            Format::I16 => packing.i16(),
            Format::I8 => packing.i8(),
        };
        let mut bias = bias.to_vec();
        bias.resize(outputs.next_multiple_of(columns), 0.0);
        Self { isa, inputs, outputs, blocks, panels, bias, multiply }
    }

    /// The number of outputs.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// Runs the layer on the rows of `input`, [rows, inputs], and puts the outputs into `out`, [rows, outputs].
    ///
    /// A row's outputs do not depend on the other rows.
    ///
    /// # Panics
    /// When the lengths are no whole number of rows, or differ in it.
    pub fn run(&self, input: &[f32], out: &mut [f32], then: Then, scratch: &mut Scratch) {
        let rows = input.len() / self.inputs;
        assert!(input.len() == rows * self.inputs && out.len() == rows * self.outputs, "whole rows go in and come out");
        let height = match &self.multiply {
            Multiply::F32(kernel) => kernel.rows,
            Multiply::I16 { kernel, .. } | Multiply::I8 { kernel, .. } => kernel.rows,
        };
        let block = (BLOCK_BYTES / (16 * self.blocks)).max(1).next_multiple_of(height);
        let blocks = input.chunks(block * self.inputs).zip(out.chunks_mut(block * self.outputs));
        blocks.for_each(|(input, out)| self.run_block(input, height, out, then, scratch));
    }

    fn run_block(&self, input: &[f32], height: usize, out: &mut [f32], then: Then, scratch: &mut Scratch) {
        let rows = input.len() / self.inputs;
        let Scratch { rows: packed, scales: told } = scratch;
        packed.resize(rows.next_multiple_of(height) * self.blocks * STEPS);
        told.resize(rows, RowScale::default());
        let (width, blocks) = (self.inputs, self.blocks);
        let strips = Strips { rows: input, width, stride: width, height, blocks, packed: packed.chunks_mut() };
        match &self.multiply {
            Multiply::F32(kernel) => {
                pack_f32(strips);
                self.tiles(*kernel, packed, out, then, Plain { bias: &self.bias });
            }
            Multiply::I16 { kernel, scales } => {
                quantize::to_i16(self.isa, strips, LARGEST_I16, told);
                self.tiles(*kernel, packed, out, then, Scaled { bias: &self.bias, scales, rows: told });
            }
            Multiply::I8 { kernel, scales, sums } => {
                quantize::to_u8(self.isa, strips, LARGEST_BYTE, bytes_of_group(self.isa), told);
                let finish = Shifted { scaled: Scaled { bias: &self.bias, scales, rows: told }, sums };
                self.tiles(*kernel, packed, out, then, finish);
            }
        }
    }

    /// Multiplies the packed rows with all panels.
    fn tiles<F: Finish>(&self, kernel: Kernel<F::Sum>, packed: &Buffer, out: &mut [f32], then: Then, finish: F) {
        let count = out.len() / self.outputs;
        let mut tile = Tile([F::Sum::default(); MOST_ROWS * MOST_COLUMNS]);
        let strips = packed.chunks().chunks_exact(self.blocks * kernel.rows);
        let panels = self.panels.groups().chunks_exact(self.blocks * STEPS * kernel.columns);
        for (number, panel) in panels.enumerate().take(self.outputs.div_ceil(kernel.columns)) {
            let columns = number * kernel.columns..self.outputs.min((number + 1) * kernel.columns);
            for (first, strip) in (0..count).step_by(kernel.rows).zip(strips.clone()) {
                let height = kernel.rows.min(count - first);
                let operands = Operands { rows: strip.as_ptr(), panel: panel.as_ptr(), blocks: self.blocks };
                // SAFETY: a strip and a panel have `blocks` blocks each.
                unsafe { kernel.run(&operands, height, &mut tile) };
                let place = Place { rows: first..first + height, columns: columns.clone(), width: self.outputs };
                finish_tile(self.isa, &tile.0, kernel.columns, finish, place, out, then);
            }
        }
    }
}
