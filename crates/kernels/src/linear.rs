//! Linear layers with weights packed once: `out = input * weight^T + bias`, in three number formats.

#![expect(unsafe_code, reason = "hands pointers into packed weights to the kernels")]

mod finish;
mod pack;

use ndarray::ArrayView2;

use self::{
    finish::{Finish, Place, Plain, Scaled, Shifted, finish_tile},
    pack::{Line, pack, scale_i8, scale_i16},
};
use crate::{
    isa::Isa,
    quantize::{self, RowScale},
    tile::{Kernel, MOST_COLUMNS, MOST_ROWS, Operands, Tile, largest_byte},
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
    quantized: Vec<u8>,
    scales: Vec<RowScale>,
}

/// A linear layer.
#[derive(Debug)]
pub struct Linear {
    isa: Isa,
    inputs: usize,
    outputs: usize,
    /// Groups of 32 bits in a row of the input.
    groups: usize,
    panels: Vec<Line>,
    bias: Vec<f32>,
    multiply: Multiply,
}

#[derive(Debug)]
enum Multiply {
    F32(Kernel<f32>),
    I16 { kernel: Kernel<i32>, scales: Vec<f32> },
    I8 { kernel: Kernel<i32>, scales: Vec<f32>, sums: Vec<i32>, largest: u8 },
}

/// The largest 16-bit activation. 12 bits leave 19 for the sum of a column's weights: see [`scale_i16`].
const LARGEST_I16: i16 = 4095;
/// The widest layer: with more inputs, sums of bytes could overflow (255 * 127 * 65,536 < 2^31), and 16-bit weights
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
        let columns = |quantize: &dyn Fn(&[f32]) -> f32| -> Vec<f32> {
            weight.rows().into_iter().map(|row| quantize(&row.to_vec())).collect()
        };
        let rounded = |output: usize, input: usize, scales: &[f32]| (weight[[output, input]] / scales[output]).round();
        match format {
            Format::F32 => {
                let kernel = Kernel::f32(isa);
                let panels =
                    pack(outputs, inputs, 1, kernel.columns, |output, input| weight[[output, input]].to_bits());
                Self {
                    isa,
                    inputs,
                    outputs,
                    groups: inputs,
                    panels,
                    bias: bias.to_vec(),
                    multiply: Multiply::F32(kernel),
                }
            }
            Format::I16 => {
                let (kernel, scales) = (Kernel::i16(isa), columns(&scale_i16));
                let panels = pack(outputs, inputs, 2, kernel.columns, |output, input| {
                    u32::from(rounded(output, input, &scales) as i16 as u16)
                });
                let multiply = Multiply::I16 { kernel, scales };
                Self { isa, inputs, outputs, groups: inputs.div_ceil(2), panels, bias: bias.to_vec(), multiply }
            }
            Format::I8 => {
                let (kernel, scales) = (Kernel::i8(isa), columns(&scale_i8));
                let byte = |output, input| rounded(output, input, &scales) as i8;
                let panels =
                    pack(outputs, inputs, 4, kernel.columns, |output, input| u32::from(byte(output, input) as u8));
                let sum = |output| (0..inputs).map(|input| i32::from(byte(output, input))).sum();
                let sums = (0..outputs).map(sum).collect();
                let multiply = Multiply::I8 { kernel, scales, sums, largest: largest_byte(isa) };
                Self { isa, inputs, outputs, groups: inputs.div_ceil(4), panels, bias: bias.to_vec(), multiply }
            }
        }
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
        let block = (BLOCK_BYTES / (4 * self.groups)).max(1).next_multiple_of(MOST_ROWS);
        let blocks = input.chunks(block * self.inputs).zip(out.chunks_mut(block * self.outputs));
        blocks.for_each(|(input, out)| self.run_block(input, out, then, scratch));
    }

    fn run_block(&self, input: &[f32], out: &mut [f32], then: Then, scratch: &mut Scratch) {
        let rows = input.len() / self.inputs;
        let row_bytes = 4 * self.groups;
        if !matches!(self.multiply, Multiply::F32(_)) {
            scratch.quantized.resize(rows * row_bytes, 0);
            scratch.scales.resize(rows, RowScale::default());
        }
        let Scratch { quantized, scales: told } = scratch;
        match &self.multiply {
            Multiply::F32(kernel) => {
                self.tiles(*kernel, input.as_ptr().cast(), rows, out, then, Plain { bias: &self.bias });
            }
            Multiply::I16 { kernel, scales } => {
                quantize::to_i16(self.isa, input, self.inputs, LARGEST_I16, quantized, row_bytes, told);
                let finish = Scaled { bias: &self.bias, scales, rows: told };
                self.tiles(*kernel, quantized.as_ptr(), rows, out, then, finish);
            }
            Multiply::I8 { kernel, scales, sums, largest } => {
                quantize::to_u8(self.isa, input, self.inputs, *largest, quantized, row_bytes, told);
                let finish = Shifted { scaled: Scaled { bias: &self.bias, scales, rows: told }, sums };
                self.tiles(*kernel, quantized.as_ptr(), rows, out, then, finish);
            }
        }
    }

    /// Multiplies `count` rows of `4 * self.groups` bytes each, at `rows`, with all panels.
    fn tiles<F: Finish>(
        &self,
        kernel: Kernel<F::Sum>,
        rows: *const u8,
        count: usize,
        out: &mut [f32],
        then: Then,
        finish: F,
    ) {
        let mut tile = Tile([F::Sum::default(); MOST_ROWS * MOST_COLUMNS]);
        let panel_groups = self.groups * kernel.columns;
        for panel in 0..self.outputs.div_ceil(kernel.columns) {
            let columns = panel * kernel.columns..self.outputs.min((panel + 1) * kernel.columns);
            for first in (0..count).step_by(kernel.rows) {
                let height = kernel.rows.min(count - first);
                let operands = Operands {
                    // SAFETY: `count` rows of `4 * groups` bytes lie there, and `first` is one of them.
                    rows: unsafe { rows.add(first * 4 * self.groups) },
                    row_stride: 4 * self.groups,
                    // SAFETY: the panels lie behind each other, `panel_groups` groups each.
                    panel: unsafe { self.panels.as_ptr().cast::<u32>().add(panel * panel_groups) },
                    panel_stride: kernel.columns,
                    groups: self.groups,
                };
                // SAFETY: `height` rows from `first` on exist, and the panel has `columns` groups at each step.
                unsafe { kernel.run(&operands, height, &mut tile) };
                let place = Place { rows: first..first + height, columns: columns.clone(), width: self.outputs };
                finish_tile(self.isa, &tile.0, kernel.columns, finish, place, out, then);
            }
        }
    }
}
