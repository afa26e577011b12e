//! Sixteen numbers at a time, on every instruction set: what all loops outside the innermost product are written in.
//!
//! A value of a type that implements [`Simd`] is the proof that the processor has the instructions; so its operations are
//! safe to call. Sixteen lanes everywhere, whatever the width of a register, make sums come out in one order.

#[cfg(target_arch = "x86_64")]
pub(crate) mod avx2;
#[cfg(target_arch = "x86_64")]
pub(crate) mod avx512;
pub(crate) mod portable;

/// Numbers in a vector.
pub(crate) const LANES: usize = 16;

/// Operations on vectors of [`LANES`] numbers.
pub(crate) trait Simd: Copy {
    /// Single-precision numbers.
    type Floats: Copy;
    /// 32-bit integers.
    type Ints: Copy;

    /// `x` in all lanes.
    fn splat(self, x: f32) -> Self::Floats;
    /// The numbers of an array.
    fn load(self, from: &[f32; LANES]) -> Self::Floats;
    /// The numbers into an array.
    fn store(self, numbers: Self::Floats, to: &mut [f32; LANES]);
    /// `a + b`.
    fn add(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    /// `a - b`.
    fn sub(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    /// `a * b`.
    fn mul(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    /// `a / b`.
    fn div(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    /// `a * b + c`, rounded once or twice.
    fn mul_add(self, a: Self::Floats, b: Self::Floats, c: Self::Floats) -> Self::Floats;
    /// The smaller one; which, when one is no number, is not said.
    fn min(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;
    /// The larger one; which, when one is no number, is not said.
    fn max(self, a: Self::Floats, b: Self::Floats) -> Self::Floats;

    /// `x` in all lanes.
    fn splat_int(self, x: i32) -> Self::Ints;
    /// The integers of an array.
    fn load_ints(self, from: &[i32; LANES]) -> Self::Ints;
    /// The integers into an array.
    fn store_ints(self, ints: Self::Ints, to: &mut [i32; LANES]);
    /// `a - b`, wrapping.
    fn sub_ints(self, a: Self::Ints, b: Self::Ints) -> Self::Ints;
    /// `a * b`, wrapping.
    fn mul_ints(self, a: Self::Ints, b: Self::Ints) -> Self::Ints;
    /// Integers as numbers.
    fn to_floats(self, ints: Self::Ints) -> Self::Floats;
    /// The nearest integers, of numbers smaller than 2^22 in size.
    fn round(self, numbers: Self::Floats) -> Self::Ints;
    /// 2 to the power of the integers, which lie between -126 and 127.
    fn power_of_two(self, ints: Self::Ints) -> Self::Floats;
    /// The integers, which lie between 0 and 255, as bytes.
    fn bytes(self, ints: Self::Ints) -> [u8; LANES];
    /// The integers, which fit 16 bits, as little-endian pairs of bytes: the first eight, the other eight.
    fn pairs(self, ints: Self::Ints) -> [[u8; LANES]; 2];

    /// The sum of all lanes, in one order.
    #[inline(always)]
    fn total(self, numbers: Self::Floats) -> f32 {
        let mut lanes = [0.0; LANES];
        self.store(numbers, &mut lanes);
        halve(lanes, |a, b| a + b)
    }

    /// The greatest lane.
    #[inline(always)]
    fn greatest(self, numbers: Self::Floats) -> f32 {
        let mut lanes = [0.0; LANES];
        self.store(numbers, &mut lanes);
        halve(lanes, |a, b| if a > b { a } else { b })
    }
}

/// All lanes in one: the first half with the other, again and again.
#[inline(always)]
fn halve(mut lanes: [f32; LANES], two: impl Fn(f32, f32) -> f32) -> f32 {
    for half in [8, 4, 2, 1] {
        let (left, right) = lanes.split_at_mut(half);
        for (left, right) in left.iter_mut().zip(right) {
            *left = two(*left, *right);
        }
    }
    lanes[0]
}

/// Defines a function whose first argument is an instruction set, and whose body is compiled for each with the vectors
/// of [`Simd`] under the name that follows. All that the body calls must be `#[inline(always)]`, or it is compiled without
/// those instructions.
macro_rules! dispatched {
    (
        $(#[$attribute:meta])*
        $visibility:vis fn $name:ident$(<$generic:ident: $bound:path>)?($simd:ident, $($argument:ident: $kind:ty),* $(,)?) $body:block
    ) => {
        $(#[$attribute])*
        #[allow(unsafe_code, reason = "calls a function that is compiled for an instruction set of this processor")]
        $visibility fn $name$(<$generic: $bound>)?(isa: crate::isa::Isa, $($argument: $kind),*) {
            #[inline(always)]
            fn body<S: crate::simd::Simd$(, $generic: $bound)?>($simd: S, $($argument: $kind),*) $body

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma")]
            fn avx2$(<$generic: $bound>)?($($argument: $kind),*) {
                body(crate::simd::avx2::Avx2::new(), $($argument),*);
            }

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,fma,avx512f,avx512bw,avx512dq,avx512vl")]
            fn avx512$(<$generic: $bound>)?($($argument: $kind),*) {
                body(crate::simd::avx512::Avx512::new(), $($argument),*);
            }

            match isa {
                // SAFETY: an `Isa` other than the portable one is had only from `Isa::available`, or checked against
                // it where it comes in.
                #[cfg(target_arch = "x86_64")]
                crate::isa::Isa::Avx2 => unsafe { avx2($($argument),*) },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                crate::isa::Isa::Avx512 | crate::isa::Isa::Avx512Vnni => unsafe { avx512($($argument),*) },
                _ => body(crate::simd::portable::Portable, $($argument),*),
            }
        }
    };
}

pub(crate) use dispatched;
