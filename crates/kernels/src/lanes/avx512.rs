//! The three formats on AVX-512, with and without VNNI.

#![expect(unsafe_code, reason = "vector instructions")]

use std::arch::{
    asm,
    x86_64::{
        __m512, __m512i, _mm512_add_epi32, _mm512_dpbusd_epi32, _mm512_fmadd_ps, _mm512_loadu_ps, _mm512_loadu_si512,
        _mm512_madd_epi16, _mm512_maddubs_epi16, _mm512_set1_epi16, _mm512_set1_epi32, _mm512_set1_ps,
        _mm512_setzero_ps, _mm512_setzero_si512, _mm512_storeu_ps, _mm512_storeu_si512,
    },
};

use super::Lanes;

/// Single precision.
pub(crate) struct F32;
/// Pairs of signed 16-bit integers, by `vpmaddwd`.
pub(crate) struct I16;
/// Groups of four bytes, by `vpmaddubsw`, whose 16-bit sums of two products saturate: rows hold at most 127.
pub(crate) struct I7;
/// Pairs of signed 16-bit integers, by `vpdpwssd`.
pub(crate) struct VnniI16;
/// Groups of four bytes, by `vpdpbusd`, which does not saturate.
pub(crate) struct VnniI8;

impl Lanes for F32 {
    type Vector = __m512;
    type Sum = f32;
    const LANES: usize = 16;
    const REGISTERS: usize = 32;

    #[inline(always)]
    unsafe fn zero() -> __m512 {
        // SAFETY: the caller's processor has AVX-512, here and in all functions below.
        unsafe { _mm512_setzero_ps() }
    }

    #[inline(always)]
    unsafe fn load(groups: *const u32) -> __m512 {
        // SAFETY: the caller answers for the groups.
        unsafe { _mm512_loadu_ps(groups.cast()) }
    }

    #[inline(always)]
    unsafe fn splat(group: *const u8) -> __m512 {
        // SAFETY: the caller answers for the four bytes.
        unsafe { _mm512_set1_ps(group.cast::<f32>().read_unaligned()) }
    }

    #[inline(always)]
    unsafe fn multiply_add(sums: __m512, row: __m512, columns: __m512) -> __m512 {
        // SAFETY: the processor has AVX-512F.
        unsafe { _mm512_fmadd_ps(row, columns, sums) }
    }

    #[inline(always)]
    unsafe fn store(sums: __m512, out: *mut f32) {
        // SAFETY: the caller answers for the room.
        unsafe { _mm512_storeu_ps(out, sums) }
    }
}

macro_rules! integers {
    ($name:ident, |$sums:ident, $row:ident, $columns:ident| $add:expr) => {
        impl Lanes for $name {
            type Vector = __m512i;
            type Sum = i32;
            const LANES: usize = 16;
            const REGISTERS: usize = 32;

            #[inline(always)]
            unsafe fn zero() -> __m512i {
                // SAFETY: the caller's processor has AVX-512, here and in all functions below.
                unsafe { _mm512_setzero_si512() }
            }

            #[inline(always)]
            unsafe fn load(groups: *const u32) -> __m512i {
                // SAFETY: the caller answers for the groups.
                unsafe { _mm512_loadu_si512(groups.cast()) }
            }

            #[inline(always)]
            unsafe fn splat(group: *const u8) -> __m512i {
                // SAFETY: the caller answers for the four bytes.
                unsafe { _mm512_set1_epi32(group.cast::<i32>().read_unaligned()) }
            }

            #[inline(always)]
            unsafe fn multiply_add($sums: __m512i, $row: __m512i, $columns: __m512i) -> __m512i {
                // SAFETY: the processor has AVX-512BW, and VNNI where the name says so.
                unsafe { $add }
            }

            #[inline(always)]
            unsafe fn store(sums: __m512i, out: *mut i32) {
                // SAFETY: the caller answers for the room.
                unsafe { _mm512_storeu_si512(out.cast(), sums) }
            }
        }
    };
}

integers!(I16, |sums, row, columns| add(sums, _mm512_madd_epi16(row, columns)));
integers!(I7, |sums, row, columns| {
    let pairs = _mm512_maddubs_epi16(row, columns);
    add(sums, _mm512_madd_epi16(pairs, _mm512_set1_epi16(1)))
});
integers!(VnniI16, |sums, row, columns| dpwssd(sums, row, columns));
integers!(VnniI8, |sums, row, columns| _mm512_dpbusd_epi32(sums, row, columns));

/// `vpdpwssd`. As an intrinsic, LLVM takes it apart into `vpmaddwd` and `vpaddd`, which is faster on some other
/// processors and a third slower on those that multiply and add in one go.
#[inline]
#[target_feature(enable = "avx512f,avx512vnni")]
fn dpwssd(mut sums: __m512i, row: __m512i, columns: __m512i) -> __m512i {
    // SAFETY: reads and writes these registers only.
    unsafe {
        asm!(
            "vpdpwssd {sums}, {row}, {columns}",
            sums = inout(zmm_reg) sums,
            row = in(zmm_reg) row,
            columns = in(zmm_reg) columns,
            options(pure, nomem, nostack, preserves_flags),
        );
    }
    sums
}

/// `sums + products`, now: else LLVM first adds the products of several steps to each other, for which there are not
/// registers enough.
#[inline]
#[target_feature(enable = "avx512f")]
fn add(sums: __m512i, products: __m512i) -> __m512i {
    let mut sums = _mm512_add_epi32(sums, products);
    // SAFETY: nothing is done; the sums count as changed.
    unsafe { asm!("/* {sums} */", sums = inout(zmm_reg) sums, options(pure, nomem, nostack, preserves_flags)) };
    sums
}
