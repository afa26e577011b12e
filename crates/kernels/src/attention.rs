//! Scaled dot-product attention of one sequence, head by head, on unpadded rows.

#![expect(unsafe_code, reason = "hands pointers into rows to the kernels")]

use crate::{
    buffer::Buffer,
    isa::Isa,
    rows::{Strips, pack_f32},
    softmax::{padded, softmax_rows},
    tile::{Kernel, MOST_COLUMNS, MOST_ROWS, Operands, STEPS, Tile},
};

/// Attention with a number of heads of one width.
#[derive(Debug)]
pub struct Attention {
    isa: Isa,
    kernel: Kernel<f32>,
    heads: usize,
    hidden: usize,
}

/// Memory that attention uses and leaves to the next sequence.
#[derive(Debug, Default)]
pub struct AttentionScratch {
    /// Packed queries, then packed weights.
    rows: Buffer,
    /// The keys, then the values of a head as panels: [panel, step, column].
    panels: Buffer,
    /// [rows, keys] of a head; a row is as long as whole vectors.
    weights: Vec<f32>,
}

impl Attention {
    /// For vectors of `hidden` elements in `heads` heads.
    ///
    /// # Panics
    /// When the heads do not divide the vectors, or the processor does not have the instruction set.
    pub fn new(isa: Isa, heads: usize, hidden: usize) -> Self {
        assert!(heads > 0 && hidden > 0 && hidden.is_multiple_of(heads), "all heads have one width");
        Self { isa, kernel: Kernel::f32(isa), heads, hidden }
    }

    /// Attends within one sequence (Vaswani et al., 2017).
    ///
    /// `projected` holds queries, keys and values side by side, [pieces, 3 * hidden]; `context`, [pieces, hidden], gets
    /// the values weighted by `softmax(queries * keys^T / sqrt(width))`.
    ///
    /// # Panics
    /// When the lengths do not fit.
    pub fn run(&self, projected: &[f32], context: &mut [f32], scratch: &mut AttentionScratch) {
        let length = context.len() / self.hidden;
        assert!(
            context.len() == length * self.hidden && projected.len() == 3 * context.len(),
            "queries, keys and values of whole rows"
        );
        if length == 0 {
            return;
        }
        let (width, stride) = (self.hidden / self.heads, 3 * self.hidden);
        let AttentionScratch { rows, panels, weights } = scratch;
        let row = padded(length);
        weights.resize(length * row, 0.0);
        for head in 0..self.heads {
            let part = |number: usize| &projected[number * self.hidden + head * width..];
            let queries = Rows { data: part(0), width, stride };
            self.pack_columns(panels, Rows { data: part(1), width, stride });
            self.multiply(queries, rows, panels, Out { data: weights, stride: row, width: length });
            softmax_rows(self.isa, weights, length, (width as f32).sqrt().recip());
            self.pack_rows(panels, Rows { data: part(2), width, stride }, length);
            let weights = Rows { data: weights, width: length, stride: row };
            let out = &mut context[head * width..];
            self.multiply(weights, rows, panels, Out { data: out, stride: self.hidden, width });
        }
    }

    /// Lays rows out as the columns of panels.
    fn pack_columns(&self, panels: &mut Buffer, rows: Rows<'_>) {
        let (wide, steps) = (self.kernel.columns, rows.width.next_multiple_of(STEPS));
        panels.resize(rows.data.len().div_ceil(rows.stride).next_multiple_of(wide) * steps);
        turn(rows, wide, steps, panels.floats_mut());
    }

    /// Lays `count` rows out as the steps of panels.
    fn pack_rows(&self, panels: &mut Buffer, rows: Rows<'_>, count: usize) {
        let (wide, steps) = (self.kernel.columns, count.next_multiple_of(STEPS));
        panels.resize(rows.width.next_multiple_of(wide) * steps);
        cut(rows, wide, steps, panels.floats_mut());
    }

    /// `out = rows * panels`.
    fn multiply(&self, rows: Rows<'_>, packed: &mut Buffer, panels: &Buffer, out: Out<'_>) {
        let (wide, height) = (self.kernel.columns, self.kernel.rows);
        let (count, blocks) = (rows.data.len().div_ceil(rows.stride), rows.width.div_ceil(STEPS));
        packed.resize(count.next_multiple_of(height) * blocks * STEPS);
        let Rows { data, width, stride } = rows;
        pack_f32(Strips { rows: data, width, stride, height, blocks, packed: packed.chunks_mut() });
        let mut tile = Tile([0.0; MOST_ROWS * MOST_COLUMNS]);
        let strips = packed.chunks().chunks_exact(blocks * height);
        for (number, panel) in panels.groups().chunks_exact(wide * blocks * STEPS).enumerate() {
            let first = number * wide;
            if first >= out.width {
                break;
            }
            let used = wide.min(out.width - first);
            for (top, strip) in (0..count).step_by(height).zip(strips.clone()) {
                let operands = Operands { rows: strip.as_ptr(), panel: panel.as_ptr(), blocks };
                let height = height.min(count - top);
                // SAFETY: a strip and a panel have `blocks` blocks each.
                unsafe { self.kernel.run(&operands, height, &mut tile) };
                for (row, sums) in tile.0.chunks_exact(wide).take(height).enumerate() {
                    let at = (top + row) * out.stride + first;
                    copy(&sums[..used], &mut out.data[at..at + used]);
                }
            }
        }
    }
}

/// Copies a few elements, eight at a time: too few for a call of `memcpy` to pay.
#[inline(always)]
fn copy(from: &[f32], to: &mut [f32]) {
    let ((from, from_rest), (to, to_rest)) = (from.as_chunks::<8>(), to.as_chunks_mut::<8>());
    to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
    to_rest.iter_mut().zip(from_rest).for_each(|(to, from)| *to = *from);
}

/// Rows of `width` elements that lie `stride` apart; the last ends where the data do.
#[derive(Clone, Copy)]
struct Rows<'a> {
    data: &'a [f32],
    width: usize,
    stride: usize,
}

/// Where the rows of a product go.
struct Out<'a> {
    data: &'a mut [f32],
    stride: usize,
    width: usize,
}

/// Panels whose columns are `rows`: [panel, step, column]. Steps beyond a row's width are zero; of the
/// columns beyond the last row, some are zero and the others whatever was there.
fn turn(rows: Rows<'_>, wide: usize, steps: usize, panels: &mut [f32]) {
    let mut start = 0;
    for four in rows.data.chunks(4 * rows.stride) {
        let panel = &mut panels[start / wide * wide * steps + start % wide..];
        let count = four.len().div_ceil(rows.stride);
        for step in (0..rows.width).step_by(4) {
            // Four rows by four steps at a time, as far as there are so many.
            let mut square = [[0.0; 4]; 4];
            for (line, row) in square.iter_mut().zip(four.chunks(rows.stride)) {
                let rest = &row[step..rows.width];
                match rest.first_chunk() {
                    Some(numbers) => *line = *numbers,
                    None => line[..rest.len()].copy_from_slice(rest),
                }
            }
            for number in 0..4 {
                let turned = square.map(|line| line[number]);
                panel[(step + number) * wide..][..4].copy_from_slice(&turned);
            }
        }
        start += count;
    }
}

/// Panels whose steps are `rows`: [panel, step, column]. Steps beyond the last row are zero, and columns beyond a
/// row's width whatever was there.
fn cut(rows: Rows<'_>, wide: usize, steps: usize, panels: &mut [f32]) {
    let count = rows.data.len().div_ceil(rows.stride);
    for (number, panel) in panels.chunks_exact_mut(wide * steps).enumerate() {
        let columns = (number * wide).min(rows.width)..rows.width.min((number + 1) * wide);
        let (used, beyond) = panel.split_at_mut(count * wide);
        for (row, out) in rows.data.chunks(rows.stride).zip(used.chunks_exact_mut(wide)) {
            copy(&row[columns.clone()], &mut out[..columns.len()]);
        }
        beyond.fill(0.0);
    }
}
