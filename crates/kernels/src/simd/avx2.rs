//! Sixteen numbers in two registers of AVX2.

#![expect(unsafe_code, reason = "vector instructions")]

use std::arch::x86_64::{
    __m128i, __m256, __m256i, _mm_packs_epi32, _mm_packus_epi16, _mm256_add_epi32, _mm256_add_ps, _mm256_castsi256_ps,
    _mm256_castsi256_si128, _mm256_cvtepi32_ps, _mm256_cvtps_epi32, _mm256_div_ps, _mm256_extracti128_si256,
    _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_loadu_si256, _mm256_max_ps, _mm256_min_ps, _mm256_mul_ps,
    _mm256_mullo_epi32, _mm256_set1_epi32, _mm256_set1_ps, _mm256_slli_epi32, _mm256_storeu_ps, _mm256_storeu_si256,
    _mm256_sub_epi32, _mm256_sub_ps,
};

use super::{LANES, Simd};

/// The proof that this processor has AVX2 and FMA.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Avx2(());

impl Avx2 {
    /// Only functions that are compiled for AVX2 and FMA can call this safely.
    #[target_feature(enable = "avx2,fma")]
    pub(crate) fn new() -> Self {
        Self(())
    }
}

impl Simd for Avx2 {
    type Floats = [__m256; 2];
    type Ints = [__m256i; 2];

    #[inline(always)]
    fn splat(self, x: f32) -> [__m256; 2] {
        // SAFETY: the value is the proof that the processor has AVX2 and FMA.
        unsafe { [_mm256_set1_ps(x); 2] }
    }

    #[inline(always)]
    fn load(self, from: &[f32; LANES]) -> [__m256; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_loadu_ps(from.as_ptr()), _mm256_loadu_ps(from.as_ptr().add(8))] }
    }

    #[inline(always)]
    fn store(self, numbers: [__m256; 2], to: &mut [f32; LANES]) {
        // SAFETY: as above.
        unsafe {
            _mm256_storeu_ps(to.as_mut_ptr(), numbers[0]);
            _mm256_storeu_ps(to.as_mut_ptr().add(8), numbers[1]);
        }
    }

    #[inline(always)]
    fn add(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_add_ps(a[0], b[0]), _mm256_add_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn sub(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_sub_ps(a[0], b[0]), _mm256_sub_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn mul(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_mul_ps(a[0], b[0]), _mm256_mul_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn div(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_div_ps(a[0], b[0]), _mm256_div_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn mul_add(self, a: [__m256; 2], b: [__m256; 2], c: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_fmadd_ps(a[0], b[0], c[0]), _mm256_fmadd_ps(a[1], b[1], c[1])] }
    }

    #[inline(always)]
    fn min(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_min_ps(a[0], b[0]), _mm256_min_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn max(self, a: [__m256; 2], b: [__m256; 2]) -> [__m256; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_max_ps(a[0], b[0]), _mm256_max_ps(a[1], b[1])] }
    }

    #[inline(always)]
    fn splat_int(self, x: i32) -> [__m256i; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_set1_epi32(x); 2] }
    }

    #[inline(always)]
    fn load_ints(self, from: &[i32; LANES]) -> [__m256i; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_loadu_si256(from.as_ptr().cast()), _mm256_loadu_si256(from.as_ptr().add(8).cast())] }
    }

    #[inline(always)]
    fn store_ints(self, ints: [__m256i; 2], to: &mut [i32; LANES]) {
        // SAFETY: as above.
        unsafe {
            _mm256_storeu_si256(to.as_mut_ptr().cast(), ints[0]);
            _mm256_storeu_si256(to.as_mut_ptr().add(8).cast(), ints[1]);
        }
    }

    #[inline(always)]
    fn sub_ints(self, a: [__m256i; 2], b: [__m256i; 2]) -> [__m256i; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_sub_epi32(a[0], b[0]), _mm256_sub_epi32(a[1], b[1])] }
    }

    #[inline(always)]
    fn mul_ints(self, a: [__m256i; 2], b: [__m256i; 2]) -> [__m256i; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_mullo_epi32(a[0], b[0]), _mm256_mullo_epi32(a[1], b[1])] }
    }

    #[inline(always)]
    fn to_floats(self, ints: [__m256i; 2]) -> [__m256; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_cvtepi32_ps(ints[0]), _mm256_cvtepi32_ps(ints[1])] }
    }

    #[inline(always)]
    fn round(self, numbers: [__m256; 2]) -> [__m256i; 2] {
        // SAFETY: as above.
        unsafe { [_mm256_cvtps_epi32(numbers[0]), _mm256_cvtps_epi32(numbers[1])] }
    }

    #[inline(always)]
    fn power_of_two(self, ints: [__m256i; 2]) -> [__m256; 2] {
        // SAFETY: as above.
        unsafe {
            let power = _mm256_set1_epi32(127);
            [
                _mm256_castsi256_ps(_mm256_slli_epi32::<23>(_mm256_add_epi32(ints[0], power))),
                _mm256_castsi256_ps(_mm256_slli_epi32::<23>(_mm256_add_epi32(ints[1], power))),
            ]
        }
    }

    #[inline(always)]
    fn bytes(self, ints: [__m256i; 2]) -> [u8; LANES] {
        // SAFETY: as above.
        unsafe {
            let [first, last] = halves(ints);
            std::mem::transmute(_mm_packus_epi16(first, last))
        }
    }

    #[inline(always)]
    fn pairs(self, ints: [__m256i; 2]) -> [[u8; LANES]; 2] {
        // SAFETY: as above.
        unsafe { std::mem::transmute(halves(ints)) }
    }
}

/// The integers, which fit 16 bits, eight to a register.
#[inline]
#[target_feature(enable = "avx2")]
fn halves(ints: [__m256i; 2]) -> [__m128i; 2] {
    let half = |ints| _mm_packs_epi32(_mm256_castsi256_si128(ints), _mm256_extracti128_si256::<1>(ints));
    [half(ints[0]), half(ints[1])]
}
