//! Packed layers and attention against their definitions in double precision, on every instruction set of this machine.

use dateline_kernels::{Attention, AttentionScratch, Format, Isa, Linear, Scratch, Then};
use ndarray::Array2;
use proptest::prelude::*;

const FORMATS: [Format; 3] = [Format::F32, Format::I16, Format::I8];

fn matrix(rows: usize, columns: usize, seed: usize) -> Array2<f32> {
    Array2::from_shape_fn((rows, columns), |(i, j)| ((i * 31 + j * 17 + seed * 7) as f32 * 0.37).sin())
}

fn run(layer: &Linear, input: &Array2<f32>, then: Then, out: f32) -> Vec<f32> {
    let mut out = vec![out; input.nrows() * layer.outputs()];
    layer.run(input.as_slice().expect("in order"), &mut out, then, &mut Scratch::default());
    out
}

/// `input * weight^T + bias` in double precision.
fn definition(input: &Array2<f32>, weight: &Array2<f32>, bias: &[f32]) -> Array2<f64> {
    Array2::from_shape_fn((input.nrows(), weight.nrows()), |(row, output)| {
        let pairs = input.row(row).into_iter().zip(weight.row(output));
        pairs.map(|(&x, &w)| f64::from(x) * f64::from(w)).sum::<f64>() + f64::from(bias[output])
    })
}

/// The largest error that a format may make on inputs and weights between -1 and 1: half a step in each factor.
fn tolerance(format: Format, inputs: usize) -> f64 {
    let inputs = inputs as f64;
    match format {
        Format::F32 => 1e-5 * inputs.sqrt(),
        Format::I16 => inputs * (0.5 / 4095.0 + inputs / 500_000.0),
        Format::I8 => inputs * (1.0 / 127.0 + 0.5 / 127.0),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn layers_agree_with_their_definition(rows in 0..40_usize, inputs in 1..70_usize, outputs in 1..80_usize) {
        let (input, weight) = (matrix(rows, inputs, 1), matrix(outputs, inputs, 2));
        let bias: Vec<f32> = (0..outputs).map(|output| output as f32 / 10.0).collect();
        let exact = definition(&input, &weight, &bias);
        for isa in Isa::available() {
            for format in FORMATS {
                let layer = Linear::new(isa, format, weight.view(), &bias);
                for (ours, &exact) in run(&layer, &input, Then::Store, f32::NAN).into_iter().zip(&exact) {
                    let error = (f64::from(ours) - exact).abs();
                    prop_assert!(error < tolerance(format, inputs), "{isa:?} {format:?}: {ours} against {exact}");
                }
            }
        }
    }

    #[test]
    fn a_row_does_not_depend_on_the_others(rows in 1..30_usize, inputs in 1..50_usize, outputs in 1..50_usize) {
        let (input, weight) = (matrix(rows, inputs, 3), matrix(outputs, inputs, 4));
        for isa in Isa::available() {
            for format in FORMATS {
                let layer = Linear::new(isa, format, weight.view(), &vec![0.5; outputs]);
                let together = run(&layer, &input, Then::Gelu, 0.0);
                for (row, together) in input.outer_iter().zip(together.chunks(outputs)) {
                    let row = row.to_owned().insert_axis(ndarray::Axis(0));
                    prop_assert_eq!(&run(&layer, &row, Then::Gelu, 0.0)[..], together, "{:?} {:?}", isa, format);
                }
            }
        }
    }

    #[test]
    fn attention_agrees_with_its_definition(length in 1..70_usize, heads in 1..4_usize, width in 1..40_usize) {
        let hidden = heads * width;
        let projected = matrix(length, 3 * hidden, 5);
        let exact = attention(&projected, heads);
        for isa in Isa::available() {
            let mut context = vec![f32::NAN; length * hidden];
            let attention = Attention::new(isa, heads, hidden);
            attention.run(projected.as_slice().expect("in order"), &mut context, &mut AttentionScratch::default());
            for (&ours, &exact) in context.iter().zip(&exact) {
                prop_assert!((f64::from(ours) - exact).abs() < 1e-5, "{isa:?}: {ours} against {exact}");
            }
        }
    }
}

/// Attention by its formula, in double precision.
fn attention(projected: &Array2<f32>, heads: usize) -> Array2<f64> {
    let hidden = projected.ncols() / 3;
    let width = hidden / heads;
    let at = |row: usize, part: usize, column: usize| f64::from(projected[[row, part * hidden + column]]);
    Array2::from_shape_fn((projected.nrows(), hidden), |(row, column)| {
        let head = column / width * width;
        let score = |key: usize| (0..width).map(|i| at(row, 0, head + i) * at(key, 1, head + i)).sum::<f64>();
        let weights: Vec<f64> = (0..projected.nrows()).map(|key| (score(key) / (width as f64).sqrt()).exp()).collect();
        let values = weights.iter().enumerate().map(|(key, weight)| weight * at(key, 2, column)).sum::<f64>();
        values / weights.iter().sum::<f64>()
    })
}

#[test]
fn memory_that_was_used_before_and_blocks_of_rows_change_nothing() {
    // 60 rows of 3,000 inputs go through in several blocks; the sizes between leave other contents behind.
    let mut scratch = Scratch::default();
    for isa in Isa::available() {
        for format in FORMATS {
            for (rows, inputs, outputs) in [(3, 7, 5), (60, 3000, 33), (13, 50, 40)] {
                let (input, weight) = (matrix(rows, inputs, 6), matrix(outputs, inputs, 7));
                let layer = Linear::new(isa, format, weight.view(), &vec![0.25; outputs]);
                let mut together = vec![f32::NAN; rows * outputs];
                layer.run(input.as_slice().expect("in order"), &mut together, Then::Store, &mut scratch);
                for (row, together) in input.outer_iter().zip(together.chunks(outputs)) {
                    let row = row.to_owned().insert_axis(ndarray::Axis(0));
                    assert_eq!(run(&layer, &row, Then::Store, 0.0), together, "{isa:?} {format:?}");
                }
            }
        }
    }
}

#[test]
fn tiny_rows_are_zero_on_every_processor() {
    for isa in Isa::available() {
        for format in [Format::I16, Format::I8] {
            let layer = Linear::new(isa, format, Array2::from_elem((1, 16), 700.0).view(), &[0.0]);
            for tiny in [0.0, 1e-38, 1e-36] {
                let value = run(&layer, &Array2::from_elem((1, 16), tiny), Then::Store, 1.0)[0];
                assert!(value.abs() < 1e-25, "{isa:?} {format:?}: {value} of {tiny}");
            }
        }
    }
}

#[test]
fn outputs_are_stored_added_or_rectified() {
    let (weight, input) = (matrix(3, 5, 1), matrix(2, 5, 2));
    let layer = Linear::new(Isa::best(), Format::F32, weight.view(), &[1.0; 3]);
    let mut stored = run(&layer, &input, Then::Store, 2.0);
    let added: Vec<f32> = stored.iter().map(|x| x + 2.0).collect();
    assert_eq!(run(&layer, &input, Then::Add, 2.0), added);
    dateline_kernels::gelu(&mut stored);
    for (ours, theirs) in run(&layer, &input, Then::Gelu, 2.0).into_iter().zip(stored) {
        assert!((ours - theirs).abs() < 1e-6);
    }
}

#[test]
fn integer_sums_neither_overflow_nor_saturate_at_their_worst() {
    // All products of a row and a column are as large as they can be, and have one sign.
    let inputs = 1536;
    let mut input = Array2::from_elem((1, inputs), 7.0);
    input[[0, 0]] = -7.0;
    for isa in Isa::available() {
        for (format, weight, tolerance) in
            [(Format::I16, -3.0, 2e-3), (Format::I8, 3.0, 1e-2), (Format::I8, -3.0, 1e-2)]
        {
            let layer = Linear::new(isa, format, Array2::from_elem((33, inputs), weight).view(), &[0.0; 33]);
            for value in run(&layer, &input, Then::Store, 0.0) {
                let exact = 7.0 * weight * (inputs - 2) as f32;
                assert!((value / exact - 1.0).abs() < tolerance, "{isa:?} {format:?}: {value} against {exact}");
            }
        }
    }
}

#[test]
fn sixteen_bit_sums_do_not_overflow_whatever_the_width() {
    for (inputs, weight) in [(997, 1.077_422_5), (1594, 0.3), (17, 2.0), (4096, 0.7)] {
        let input = Array2::from_elem((1, inputs), 1.5);
        for isa in Isa::available() {
            let layer = Linear::new(isa, Format::I16, Array2::from_elem((1, inputs), weight).view(), &[0.0]);
            let exact = 1.5 * weight * inputs as f32;
            let value = run(&layer, &input, Then::Store, 0.0)[0];
            assert!((value / exact - 1.0).abs() < 2e-2, "{isa:?}: {value} against {exact}");
        }
    }
}

#[test]
fn what_is_not_finite_stays_so() {
    let mut input = matrix(2, 32, 1);
    input[[0, 3]] = f32::INFINITY;
    for isa in Isa::available() {
        for format in FORMATS {
            let layer = Linear::new(isa, format, matrix(3, 32, 2).view(), &[0.0; 3]);
            let out = run(&layer, &input, Then::Store, 0.0);
            assert!(out[..3].iter().all(|x| !x.is_finite()) && out[3..].iter().all(|x| x.is_finite()), "{out:?}");
        }
    }
}

#[test]
fn weights_that_are_no_numbers_give_none() {
    for wrong in [f32::NAN, f32::INFINITY] {
        let mut weight = matrix(3, 16, 1);
        weight[[1, 4]] = wrong;
        weight[[1, 5]] = wrong;
        for isa in Isa::available() {
            for format in FORMATS {
                let layer = Linear::new(isa, format, weight.view(), &[0.0; 3]);
                let out = run(&layer, &matrix(1, 16, 2), Then::Store, 0.0);
                assert!(out[0].is_finite() && !out[1].is_finite() && out[2].is_finite(), "{isa:?} {format:?}: {out:?}");
            }
        }
    }
}

#[test]
fn rows_of_zeros_and_columns_of_zeros_give_the_bias() {
    let mut input = Array2::zeros((2, 8));
    input[[1, 3]] = 2.0;
    for isa in Isa::available() {
        for format in FORMATS {
            let layer = Linear::new(isa, format, Array2::zeros((2, 8)).view(), &[1.0, -1.0]);
            assert_eq!(run(&layer, &input, Then::Store, 0.0), [1.0, -1.0, 1.0, -1.0], "{isa:?} {format:?}");
        }
    }
}
