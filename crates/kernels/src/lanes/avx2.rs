//! The three formats on AVX2 with FMA.

#![expect(unsafe_code, reason = "vector instructions")]

use std::arch::{
    asm,
    x86_64::{
        __m256, __m256i, _mm256_add_epi32, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_loadu_si256, _mm256_madd_epi16,
        _mm256_maddubs_epi16, _mm256_set1_epi16, _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_ps,
        _mm256_setzero_si256, _mm256_storeu_ps, _mm256_storeu_si256,
    },
};

use super::Lanes;

/// Single precision.
pub(crate) struct F32;
/// Pairs of signed 16-bit integers, by `vpmaddwd`.
pub(crate) struct I16;
/// Groups of four bytes, by `vpmaddubsw`, whose 16-bit sums of two products saturate: rows hold at most 127.
pub(crate) struct I7;

impl Lanes for F32 {
    type Vector = __m256;
    type Sum = f32;
    const LANES: usize = 8;
    const REGISTERS: usize = 16;

    #[inline(always)]
    unsafe fn zero() -> __m256 {
        // SAFETY: the caller's processor has AVX2, here and in all functions below.
        unsafe { _mm256_setzero_ps() }
    }

    #[inline(always)]
    unsafe fn load(groups: *const u32) -> __m256 {
        // SAFETY: the caller answers for the groups.
        unsafe { _mm256_loadu_ps(groups.cast()) }
    }

    #[inline(always)]
    unsafe fn splat(group: *const u8) -> __m256 {
        // SAFETY: the caller answers for the four bytes.
        unsafe { _mm256_set1_ps(group.cast::<f32>().read_unaligned()) }
    }

    #[inline(always)]
    unsafe fn multiply_add(sums: __m256, row: __m256, columns: __m256) -> __m256 {
        // SAFETY: the processor has FMA.
        unsafe { _mm256_fmadd_ps(row, columns, sums) }
    }

    #[inline(always)]
    unsafe fn store(sums: __m256, out: *mut f32) {
        // SAFETY: the caller answers for the room.
        unsafe { _mm256_storeu_ps(out, sums) }
    }
}

macro_rules! integers {
    ($name:ident, |$sums:ident, $row:ident, $columns:ident| $add:expr) => {
        impl Lanes for $name {
            type Vector = __m256i;
            type Sum = i32;
            const LANES: usize = 8;
            const REGISTERS: usize = 16;

            #[inline(always)]
            unsafe fn zero() -> __m256i {
                // SAFETY: the caller's processor has AVX2, here and in all functions below.
                unsafe { _mm256_setzero_si256() }
            }

            #[inline(always)]
            unsafe fn load(groups: *const u32) -> __m256i {
                // SAFETY: the caller answers for the groups.
                unsafe { _mm256_loadu_si256(groups.cast()) }
            }

            #[inline(always)]
            unsafe fn splat(group: *const u8) -> __m256i {
                // SAFETY: the caller answers for the four bytes.
                unsafe { _mm256_set1_epi32(group.cast::<i32>().read_unaligned()) }
            }

            #[inline(always)]
            unsafe fn multiply_add($sums: __m256i, $row: __m256i, $columns: __m256i) -> __m256i {
                // SAFETY: the processor has AVX2.
                unsafe { $add }
            }

            #[inline(always)]
            unsafe fn store(sums: __m256i, out: *mut i32) {
                // SAFETY: the caller answers for the room.
                unsafe { _mm256_storeu_si256(out.cast(), sums) }
            }
        }
    };
}

integers!(I16, |sums, row, columns| add(sums, _mm256_madd_epi16(row, columns)));
integers!(I7, |sums, row, columns| {
    let pairs = _mm256_maddubs_epi16(row, columns);
    _mm256_add_epi32(sums, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)))
});

/// `sums + products`, now: else LLVM first adds the products of several steps to each other, for which there are not
/// registers enough.
#[inline]
#[target_feature(enable = "avx2")]
fn add(sums: __m256i, products: __m256i) -> __m256i {
    let mut sums = _mm256_add_epi32(sums, products);
    // SAFETY: nothing is done; the sums count as changed.
    unsafe { asm!("/* {sums} */", sums = inout(ymm_reg) sums, options(pure, nomem, nostack, preserves_flags)) };
    sums
}
