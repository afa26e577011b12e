//! Weights as the kernels read them: rounded to integers where asked, in panels of columns.

use super::LARGEST_I16;

/// A cache line of groups: panels begin on one.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Line(pub(super) [u32; 16]);

/// The scale with which a column becomes 16-bit integers whose products with any activations sum to less than 2^31.
pub(super) fn scale_i16(column: &[f32]) -> f32 {
    let total: f64 = column.iter().map(|x| f64::from(x.abs())).sum();
    let largest = column.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
    // Rounding adds at most one half to each of the integers; the rest is for the rounding of the scale itself.
    let room = f64::from(i32::MAX / i32::from(LARGEST_I16)) - 0.5 * column.len() as f64 - 64.0;
    let scale = (total / room) as f32;
    scale.max(largest / f32::from(i16::MAX)).max(f32::MIN_POSITIVE)
}

/// The scale with which a column becomes integers from -127 to 127.
pub(super) fn scale_i8(column: &[f32]) -> f32 {
    column.iter().fold(f32::MIN_POSITIVE, |most, x| most.max(x.abs())) / 127.0
}

/// Lays the weights out as the kernels read them: panels of `columns` outputs, step by step along the inputs, each
/// step a group of `per_group` inputs for every output. `bits` are the low bits of a weight; the rest is zero.
pub(super) fn pack(
    outputs: usize,
    inputs: usize,
    per_group: usize,
    columns: usize,
    bits: impl Fn(usize, usize) -> u32,
) -> Vec<Line> {
    let groups = inputs.div_ceil(per_group);
    let mut lines = vec![Line([0; 16]); (outputs.div_ceil(columns) * columns * groups).div_ceil(16)];
    for output in 0..outputs {
        for input in 0..inputs {
            let step = output / columns * groups + input / per_group;
            let at = step * columns + output % columns;
            let shift = 32 / per_group * (input % per_group);
            lines[at / 16].0[at % 16] |= bits(output, input) << (shift % 32);
        }
    }
    lines
}
