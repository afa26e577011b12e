//! Sixteen numbers in plain Rust: the twin of the others.

use super::{LANES, Simd};

/// Works everywhere.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Portable;

/// Adding and subtracting 1.5 * 2^23 rounds to the nearest integer, and leaves it in the low bits.
const ROUND: f32 = 12_582_912.0;

#[inline(always)]
fn each<T: Copy, U: Copy>(mut a: [T; LANES], b: &[U; LANES], operation: impl Fn(T, U) -> T) -> [T; LANES] {
    for (a, &b) in a.iter_mut().zip(b) {
        *a = operation(*a, b);
    }
    a
}

impl Simd for Portable {
    type Floats = [f32; LANES];
    type Ints = [i32; LANES];

    #[inline(always)]
    fn splat(self, x: f32) -> Self::Floats {
        [x; LANES]
    }

    #[inline(always)]
    fn load(self, from: &[f32; LANES]) -> Self::Floats {
        *from
    }

    #[inline(always)]
    fn store(self, numbers: Self::Floats, to: &mut [f32; LANES]) {
        *to = numbers;
    }

    #[inline(always)]
    fn add(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(a, &b, |a, b| a + b)
    }

    #[inline(always)]
    fn sub(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(a, &b, |a, b| a - b)
    }

    #[inline(always)]
    fn mul(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(a, &b, |a, b| a * b)
    }

    #[inline(always)]
    fn div(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(a, &b, |a, b| a / b)
    }

    #[inline(always)]
    fn mul_add(self, a: Self::Floats, b: Self::Floats, c: Self::Floats) -> Self::Floats {
        self.add(self.mul(a, b), c)
    }

    #[inline(always)]
    fn min(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(a, &b, |a, b| if a < b { a } else { b })
    }

    #[inline(always)]
    fn max(self, a: Self::Floats, b: Self::Floats) -> Self::Floats {
        each(a, &b, |a, b| if a > b { a } else { b })
    }

    #[inline(always)]
    fn splat_int(self, x: i32) -> Self::Ints {
        [x; LANES]
    }

    #[inline(always)]
    fn load_ints(self, from: &[i32; LANES]) -> Self::Ints {
        *from
    }

    #[inline(always)]
    fn store_ints(self, ints: Self::Ints, to: &mut [i32; LANES]) {
        *to = ints;
    }

    #[inline(always)]
    fn sub_ints(self, a: Self::Ints, b: Self::Ints) -> Self::Ints {
        each(a, &b, i32::wrapping_sub)
    }

    #[inline(always)]
    fn mul_ints(self, a: Self::Ints, b: Self::Ints) -> Self::Ints {
        each(a, &b, i32::wrapping_mul)
    }

    #[inline(always)]
    fn to_floats(self, ints: Self::Ints) -> Self::Floats {
        each([0.0; LANES], &ints, |_, int| int as f32)
    }

    #[inline(always)]
    fn round(self, numbers: Self::Floats) -> Self::Ints {
        each([0; LANES], &numbers, |_, x| (x + ROUND).to_bits().wrapping_sub(ROUND.to_bits()) as i32)
    }

    #[inline(always)]
    fn power_of_two(self, ints: Self::Ints) -> Self::Floats {
        each([0.0; LANES], &ints, |_, n| f32::from_bits((n.wrapping_add(127) as u32) << 23))
    }

    #[inline(always)]
    fn bytes(self, ints: Self::Ints) -> [u8; LANES] {
        each([0; LANES], &ints, |_, int| int as u8)
    }

    #[inline(always)]
    fn pairs(self, ints: Self::Ints) -> [[u8; LANES]; 2] {
        let mut halves = [[0; LANES]; 2];
        let places = halves.iter_mut().flat_map(|half| half.as_chunks_mut::<2>().0);
        for (pair, int) in places.zip(&ints) {
            *pair = (*int as i16).to_le_bytes();
        }
        halves
    }
}
