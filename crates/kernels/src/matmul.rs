//! Matrix product, by the `gemm` crate.

use gemm::Parallelism;
use ndarray::{ArrayView2, ArrayViewMut2};

/// `out = left * right`.
///
/// Shapes: `left` [m, k], `right` [k, n], `out` [m, n]; any strides.
///
/// # Panics
/// When the shapes do not fit.
#[expect(unsafe_code, reason = "the product reads and writes through strided pointers")]
pub fn product(left: ArrayView2<'_, f32>, right: ArrayView2<'_, f32>, mut out: ArrayViewMut2<'_, f32>) {
    let ((m, k), (inner, n)) = (left.dim(), right.dim());
    assert_eq!(k, inner, "the inner sides of a product are equal");
    assert_eq!(out.dim(), (m, n), "a product has the outer sides of its factors");
    let ([left_row, left_column], [right_row, right_column]) = (strides(left.strides()), strides(right.strides()));
    let [out_row, out_column] = strides(out.strides());
    // SAFETY: the pointers and strides come from live ndarray views whose shapes were checked above, so that every
    // element the product touches lies inside them; `out` is borrowed mutably, hence overlaps neither factor, and a
    // mutable view never maps two indices to one element.
    unsafe {
        gemm::gemm(
            m,
            n,
            k,
            out.as_mut_ptr(),
            out_column,
            out_row,
            false,
            left.as_ptr(),
            left_column,
            left_row,
            right.as_ptr(),
            right_column,
            right_row,
            1.0,
            1.0,
            false,
            false,
            false,
            Parallelism::None,
        );
    }
}

fn strides(strides: &[isize]) -> [isize; 2] {
    [strides[0], strides[1]]
}

#[cfg(test)]
mod tests {
    use ndarray::{Array2, s};
    use proptest::prelude::*;

    use super::*;

    /// The definition, in double precision.
    fn reference(left: ArrayView2<'_, f32>, right: ArrayView2<'_, f32>) -> Array2<f64> {
        Array2::from_shape_fn((left.nrows(), right.ncols()), |(i, j)| {
            (0..left.ncols()).map(|k| f64::from(left[[i, k]]) * f64::from(right[[k, j]])).sum()
        })
    }

    fn check(left: ArrayView2<'_, f32>, right: ArrayView2<'_, f32>) {
        let exact = reference(left, right);
        let mut plain = Array2::from_elem(exact.dim(), f32::NAN);
        product(left, right, plain.view_mut());
        for (&plain, &exact) in plain.iter().zip(&exact) {
            assert!((f64::from(plain) - exact).abs() < 1e-4, "{plain} against {exact}");
        }
    }

    fn matrix(rows: usize, columns: usize) -> Array2<f32> {
        Array2::from_shape_fn((rows, columns), |(i, j)| ((i * 31 + j * 17) as f32 * 0.1).sin())
    }

    proptest! {
        #[test]
        fn agrees_with_the_definition_for_any_shape(m in 0..40_usize, k in 1..50_usize, n in 1..40_usize) {
            check(matrix(m, k).view(), matrix(k, n).view());
            check(matrix(k, m).t(), matrix(n, k).t());
            check(matrix(m, 3 * k).slice(s![.., k..2 * k]), matrix(k, 2 * n).slice(s![.., ..;2]));
        }
    }
}
