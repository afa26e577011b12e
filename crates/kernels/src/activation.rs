//! Element-wise functions without branches, so that loops over them vectorise.

use crate::{
    isa::Isa,
    simd::{LANES, Simd, dispatched},
};

/// Replaces every element by its Gaussian error linear unit, `x * Phi(x)` (Hendrycks and Gimpel, 2016; the exact
/// form with the error function, as in BERT). Absolute error below 2e-6 for |x| <= 10.
pub fn gelu(values: &mut [f32]) {
    gelu_on(Isa::best(), values);
}

dispatched! {
    fn gelu_on(simd, values: &mut [f32]) {
        let (chunks, rest) = values.as_chunks_mut::<LANES>();
        for chunk in chunks {
            simd.store(gelu_of(simd, simd.load(chunk)), chunk);
        }
        let mut last = [0.0; LANES];
        last[..rest.len()].copy_from_slice(rest);
        simd.store(gelu_of(simd, simd.load(&last)), &mut last);
        rest.copy_from_slice(&last[..rest.len()]);
    }
}

#[inline(always)]
pub(crate) fn gelu_of<S: Simd>(simd: S, x: S::Floats) -> S::Floats {
    let half = simd.mul(x, simd.splat(0.5));
    simd.mul_add(half, erf(simd, simd.mul(x, simd.splat(std::f32::consts::FRAC_1_SQRT_2))), half)
}

/// The error function as a rational function of the square (Eigen, `generic_fast_erf_float`); absolute error below
/// 5e-7. Beyond 4 it stays what it is there, within 2e-7 of 1.
#[inline(always)]
#[allow(clippy::excessive_precision, reason = "as published")]
fn erf<S: Simd>(simd: S, x: S::Floats) -> S::Floats {
    const NUMERATOR: [f32; 7] = [
        -2.726_142_25e-10,
        2.770_681_4e-8,
        -2.101_024e-6,
        -5.692_506_4e-5,
        -7.349_906_3e-4,
        -2.954_599_8e-3,
        -1.609_603_3e-2,
    ];
    const DENOMINATOR: [f32; 5] = [-1.456_607_2e-5, -2.133_740_6e-4, -1.682_827e-3, -7.373_329_2e-3, -1.426_473_9e-2];
    // A number that is none comes second, so that it stays none.
    let x = simd.max(simd.splat(-4.0), simd.min(simd.splat(4.0), x));
    let square = simd.mul(x, x);
    let above = simd.mul(x, polynomial(simd, square, &NUMERATOR));
    simd.div(above, polynomial(simd, square, &DENOMINATOR))
}

/// The polynomial with these coefficients, of the highest power first (Horner's scheme).
#[inline(always)]
fn polynomial<S: Simd, const N: usize>(simd: S, x: S::Floats, coefficients: &[f32; N]) -> S::Floats {
    let mut sum = simd.splat(coefficients[0]);
    for &coefficient in &coefficients[1..] {
        sum = simd.mul_add(sum, x, simd.splat(coefficient));
    }
    sum
}

/// The exponential function, relative error below 3e-7; below -87.3 it stays at 1e-38, and it is never infinite.
///
/// `e^x = 2^n * e^r` with `|r| <= ln(2) / 2`; `e^r` by its Taylor polynomial of degree 7.
#[inline(always)]
#[allow(clippy::excessive_precision, reason = "the split of ln 2 is exact only as written")]
pub(crate) fn exp<S: Simd>(simd: S, x: S::Floats) -> S::Floats {
    const LN_2_HIGH: f32 = 0.693_359_375;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    const TAYLOR: [f32; 8] = [1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let x = simd.max(simd.splat(-87.3), simd.min(simd.splat(88.3), x));
    let integer = simd.round(simd.mul(x, simd.splat(std::f32::consts::LOG2_E)));
    let n = simd.to_floats(integer);
    let r = simd.mul_add(n, simd.splat(-LN_2_HIGH), x);
    let r = simd.mul_add(n, simd.splat(-LN_2_LOW), r);
    simd.mul(polynomial(simd, r, &TAYLOR), simd.power_of_two(integer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simd::portable::Portable;

    fn exp(x: f32) -> f32 {
        super::exp(Portable, [x; LANES])[0]
    }

    /// The error function by its Maclaurin series, in double precision.
    fn erf_reference(x: f64) -> f64 {
        if x.abs() > 5.0 {
            return x.signum();
        }
        let (mut term, mut sum) = (x, x);
        for n in 1..200 {
            let n = f64::from(n);
            term *= -x * x / n;
            sum += term / (2.0 * n + 1.0);
        }
        sum * std::f64::consts::FRAC_2_SQRT_PI
    }

    #[test]
    fn exp_is_close_to_the_library() {
        for step in -8_700..8_800 {
            let x = step as f32 / 100.0;
            let (ours, theirs) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((ours / theirs - 1.0).abs() < 3e-7, "exp({x}): {ours} against {theirs}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-37 && exp(1e9).is_finite());
    }

    #[test]
    fn gelu_is_close_to_the_exact_function() {
        let inputs: Vec<f32> = (-1_000..=1_000).map(|step| step as f32 / 100.0).collect();
        for isa in Isa::available() {
            let mut values = inputs.clone();
            gelu_on(isa, &mut values);
            for (&x, ours) in inputs.iter().zip(values) {
                let x = f64::from(x);
                let exact = 0.5 * x * (1.0 + erf_reference(x * std::f64::consts::FRAC_1_SQRT_2));
                assert!((f64::from(ours) - exact).abs() < 2e-6, "{isa:?}: gelu({x}): {ours} against {exact}");
            }
        }
    }

    #[test]
    fn what_is_no_number_stays_so() {
        for isa in Isa::available() {
            let mut values = [1.0, f32::NAN, 2.0];
            gelu_on(isa, &mut values);
            assert!(values[1].is_nan() && !values[0].is_nan() && !values[2].is_nan(), "{isa:?}: {values:?}");
        }
    }
}
