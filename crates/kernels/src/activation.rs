//! Element-wise functions without branches, so that loops over them vectorise.

use crate::isa::{Isa, vectorized};

/// Replaces every element by its Gaussian error linear unit, `x * Phi(x)` (Hendrycks and Gimpel, 2016; the exact
/// form with the error function, as in BERT). Absolute error below 2e-6 for |x| <= 10.
pub fn gelu(values: &mut [f32]) {
    gelu_on(Isa::best(), values);
}

vectorized! {
    fn gelu_on(values: &mut [f32]) {
        for value in values.iter_mut() {
            *value = gelu_of(*value);
        }
    }
}

#[inline(always)]
pub(crate) fn gelu_of(x: f32) -> f32 {
    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// The error function as a rational function of the square (Eigen, `generic_fast_erf_float`); absolute error below
/// 5e-7. Beyond 4 it stays what it is there, within 2e-7 of 1.
#[inline(always)]
#[allow(clippy::excessive_precision, reason = "as published")]
fn erf(x: f32) -> f32 {
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
    let x = if x < 4.0 { x } else { 4.0 };
    let x = if x > -4.0 { x } else { -4.0 };
    let square = x * x;
    let polynomial = |coefficients: &[f32]| coefficients.iter().fold(0.0, |sum, c| sum * square + c);
    x * polynomial(&NUMERATOR) / polynomial(&DENOMINATOR)
}

/// The exponential function, relative error below 3e-7; below -87.3 it stays at 1e-38, and it is never infinite.
///
/// `e^x = 2^n * e^r` with `|r| <= ln(2) / 2`; `e^r` by its Taylor polynomial of degree 7 and `2^n` from the bits.
#[inline(always)]
#[allow(clippy::excessive_precision, reason = "the split of ln 2 is exact only as written")]
pub(crate) fn exp(x: f32) -> f32 {
    /// Adding and subtracting 1.5 * 2^23 rounds to the nearest integer.
    const ROUND: f32 = 12_582_912.0;
    const LN_2_HIGH: f32 = 0.693_359_375;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    let x = x.clamp(-87.3, 88.3);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    let r = x - n * LN_2_HIGH - n * LN_2_LOW;
    let taylor = [1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let polynomial = taylor.into_iter().fold(0.0, |sum, coefficient| sum * r + coefficient);
    // The low bits of `shifted` hold n; moved to the exponent they are the factor 2^n.
    let power = f32::from_bits(shifted.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23);
    polynomial * power
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let mut values: Vec<f32> = (-1_000..=1_000).map(|step| step as f32 / 100.0).collect();
        let inputs = values.clone();
        gelu(&mut values);
        for (x, ours) in inputs.into_iter().zip(values) {
            let x = f64::from(x);
            let exact = 0.5 * x * (1.0 + erf_reference(x * std::f64::consts::FRAC_1_SQRT_2));
            assert!((f64::from(ours) - exact).abs() < 2e-6, "gelu({x}): {ours} against {exact}");
        }
    }

    #[test]
    fn dispatched_loops_agree_with_the_scalar_twin() {
        let inputs: Vec<f32> = (0..1003).map(|i| (i as f32 * 0.37).sin() * 6.0).collect();
        let mut vectorised = inputs.clone();
        for isa in Isa::available() {
            vectorised.copy_from_slice(&inputs);
            gelu_on(isa, &mut vectorised);
            for (&x, &ours) in inputs.iter().zip(&vectorised) {
                assert!((ours - gelu_of(x)).abs() <= 1e-6, "{isa:?}");
            }
        }
    }
}
