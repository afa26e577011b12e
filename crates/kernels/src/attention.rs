//! Scaled dot-product attention of one sequence, head by head, on unpadded rows.

#![expect(unsafe_code, reason = "hands pointers into rows to the kernels")]

use crate::{
    isa::Isa,
    softmax::softmax_rows,
    tile::{Kernel, MOST_COLUMNS, MOST_ROWS, Operands, Tile},
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
    /// The keys or values of a head as panels: [panel, step, column].
    panels: Vec<f32>,
    /// [rows, keys] of a head.
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
        let width = self.hidden / self.heads;
        let AttentionScratch { panels, weights } = scratch;
        weights.resize(length * length, 0.0);
        for head in 0..self.heads {
            let part = |number: usize| number * self.hidden + head * width;
            let (keys, values) = (part(1), part(2));
            let of_key = |step, key: usize| projected[key * 3 * self.hidden + keys + step];
            self.pack(panels, length, width, of_key);
            let queries = Rows { data: &projected[part(0)..], stride: 3 * self.hidden, count: length };
            self.multiply(queries, panels, width, weights, length, 0, length);
            let scale = (width as f32).sqrt().recip();
            softmax_rows(self.isa, weights, length, scale);
            self.pack(panels, width, length, |key, column| projected[key * 3 * self.hidden + values + column]);
            let weights = Rows { data: weights, stride: length, count: length };
            self.multiply(weights, panels, length, context, self.hidden, head * width, width);
        }
    }

    /// Lays `columns` columns of `steps` elements out as panels; what a panel has beyond is whatever was there.
    fn pack(&self, panels: &mut Vec<f32>, columns: usize, steps: usize, element: impl Fn(usize, usize) -> f32) {
        let wide = self.kernel.columns;
        panels.resize(columns.div_ceil(wide) * wide * steps, 0.0);
        for (number, panel) in panels.chunks_exact_mut(wide * steps).enumerate() {
            let first = number * wide;
            for (step, row) in panel.chunks_exact_mut(wide).enumerate() {
                for (column, out) in row.iter_mut().enumerate().take(columns - first) {
                    *out = element(step, first + column);
                }
            }
        }
    }

    /// `out[.., first..first + columns] = rows * panels`, where a row of `out` is `out_stride` long.
    #[allow(clippy::too_many_arguments, reason = "a product has as many sides")]
    fn multiply(
        &self,
        rows: Rows<'_>,
        panels: &[f32],
        steps: usize,
        out: &mut [f32],
        out_stride: usize,
        first: usize,
        columns: usize,
    ) {
        let wide = self.kernel.columns;
        assert!(rows.data.len() >= (rows.count - 1) * rows.stride + steps, "all rows are there");
        assert!(panels.len() >= columns.div_ceil(wide) * wide * steps, "all panels are there");
        let mut tile = Tile([0.0; MOST_ROWS * MOST_COLUMNS]);
        for (number, panel) in panels.chunks_exact(wide * steps).enumerate() {
            let start = number * wide;
            let used = wide.min(columns - start);
            for top in (0..rows.count).step_by(self.kernel.rows) {
                let height = self.kernel.rows.min(rows.count - top);
                let operands = Operands {
                    rows: rows.data[top * rows.stride..].as_ptr().cast(),
                    row_stride: 4 * rows.stride,
                    panel: panel.as_ptr().cast(),
                    panel_stride: wide,
                    groups: steps,
                };
                // SAFETY: the assertions above: every row has `steps` elements, and so has the panel at each step.
                unsafe { self.kernel.run(&operands, height, &mut tile) };
                for (row, sums) in tile.0.chunks_exact(wide).take(height).enumerate() {
                    let at = (top + row) * out_stride + first + start;
                    copy(&sums[..used], &mut out[at..at + used]);
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

/// Rows that lie `stride` elements apart.
#[derive(Clone, Copy)]
struct Rows<'a> {
    data: &'a [f32],
    stride: usize,
    count: usize,
}
