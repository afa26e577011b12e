//! The most multiply-adds that a core does: those of the products' kernels, without a matrix.
//!
//! The sums stay in registers and the operands in registers or in a few lines of the first-level cache, so that nothing
//! but the multiply-adds themselves can be waited for. No product of matrices can be faster; a bench that times this
//! loop knows how far from the limit the products are.

#![expect(unsafe_code, reason = "calls functions that are compiled for one instruction set")]

use std::hint::black_box;

use crate::{
    Format, Isa,
    lanes::{Lanes, portable},
};

/// The most steps of one call: sums of single precision count one by one up to 2^24, and bytes add four at once.
pub const MOST_STEPS: u32 = 1 << 22;

/// Groups of the widest register.
const WIDEST: usize = 16;

/// Multiplies and adds `steps` times on all sums that fit the registers, and gives the number of multiply-adds.
///
/// All operands are ones, so that the sums themselves count: a loop that left something out would say so.
///
/// # Panics
/// When there are more than [`MOST_STEPS`], or the processor does not have the instruction set.
pub fn multiply_adds(isa: Isa, format: Format, steps: u32) -> u64 {
    assert!(Isa::available().contains(&isa), "this processor has no {}", isa.name());
    assert!(steps <= MOST_STEPS, "longer sums would not be exact");
    let run = match (isa, format) {
        (Isa::Portable, Format::F32) => portable_f32,
        (Isa::Portable, Format::I16) => portable_i16,
        (Isa::Portable, Format::I8) => portable_i8,
        (Isa::Avx2, Format::F32) => x86::avx2_f32,
        (Isa::Avx2, Format::I16) => x86::avx2_i16,
        (Isa::Avx2, Format::I8) => x86::avx2_i7,
        (Isa::Avx512 | Isa::Avx512Vnni, Format::F32) => x86::avx512_f32,
        (Isa::Avx512, Format::I16) => x86::avx512_i16,
        (Isa::Avx512, Format::I8) => x86::avx512_i7,
        (Isa::Avx512Vnni, Format::I16) => x86::vnni_i16,
        (Isa::Avx512Vnni, Format::I8) => x86::vnni_i8,
    };
    let one = match format {
        Format::F32 => 1.0_f32.to_bits(),
        Format::I16 => 0x0001_0001,
        Format::I8 => 0x0101_0101,
    };
    // SAFETY: the processor has the instruction set, as checked above.
    unsafe { run(one, steps) }
}

/// `one` is a group of ones. The operands are read anew in each step, or the compiler would multiply them only once.
#[inline(always)]
unsafe fn spin<L: Lanes<Sum: Into<f64>>, const ROWS: usize, const COLUMNS: usize>(one: u32, steps: u32) -> u64 {
    let (rows, columns) = (black_box([[one; WIDEST]; ROWS]), black_box([[one; WIDEST]; COLUMNS]));
    let mut stored = [L::Sum::default(); WIDEST];
    let mut total = 0.0;
    // SAFETY: the caller answers for the instruction set; registers hold at most WIDEST groups or sums.
    unsafe {
        let columns = columns.map(|groups| L::load(groups.as_ptr()));
        let mut sums = [[L::zero(); COLUMNS]; ROWS];
        for _ in 0..steps {
            for (sums, groups) in sums.iter_mut().zip(black_box(&rows)) {
                let row = L::load(groups.as_ptr());
                for (sum, column) in sums.iter_mut().zip(columns) {
                    *sum = L::multiply_add(*sum, row, column);
                }
            }
        }
        for sum in sums.into_iter().flatten() {
            L::store(sum, stored.as_mut_ptr());
            total += stored[..L::LANES].iter().map(|&sum| sum.into()).sum::<f64>();
        }
    }
    total as u64
}

macro_rules! spin {
    ($name:ident, $lanes:ty, $($features:literal)?, $rows:literal x $columns:literal) => {
        $(#[target_feature(enable = $features)])?
        pub(super) unsafe fn $name(one: u32, steps: u32) -> u64 {
            // SAFETY: the caller answers for the instruction set.
            unsafe { spin::<$lanes, $rows, $columns>(one, steps) }
        }
    };
}

spin!(portable_f32, portable::F32, , 2 x 2);
spin!(portable_i16, portable::I16, , 2 x 2);
spin!(portable_i8, portable::I8, , 2 x 2);

/// As many sums as the registers hold beside operands and what is between a product and its sum; more than a
/// multiply-add takes cycles times those that begin in one.
#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::spin;
    use crate::lanes::{avx2, avx512};

    spin!(avx2_f32, avx2::F32, "avx2,fma", 4 x 3);
    spin!(avx2_i16, avx2::I16, "avx2,fma", 4 x 2);
    spin!(avx2_i7, avx2::I7, "avx2,fma", 3 x 2);
    spin!(avx512_f32, avx512::F32, "avx512f,avx512bw", 4 x 4);
    spin!(avx512_i16, avx512::I16, "avx512f,avx512bw", 4 x 4);
    spin!(avx512_i7, avx512::I7, "avx512f,avx512bw", 4 x 4);
    spin!(vnni_i16, avx512::VnniI16, "avx512f,avx512bw,avx512vnni", 4 x 4);
    spin!(vnni_i8, avx512::VnniI8, "avx512f,avx512bw,avx512vnni", 4 x 4);
}

/// Elsewhere `Isa::available` has nothing but the portable kernels.
#[cfg(not(target_arch = "x86_64"))]
mod x86 {
    pub(super) use super::{
        portable_f32 as avx2_f32, portable_f32 as avx512_f32, portable_i8 as avx2_i7, portable_i8 as avx512_i7,
        portable_i8 as vnni_i8, portable_i16 as avx2_i16, portable_i16 as avx512_i16, portable_i16 as vnni_i16,
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sum_counts_every_step() {
        for isa in Isa::available() {
            for (format, in_group) in [(Format::F32, 1), (Format::I16, 2), (Format::I8, 4)] {
                let step = multiply_adds(isa, format, 1);
                assert!(step >= 4 * 8 * in_group, "{isa:?} {format:?}: {step} in a step");
                assert_eq!(multiply_adds(isa, format, 1000), 1000 * step, "{isa:?} {format:?}");
            }
        }
    }

    #[test]
    fn the_longest_sums_are_exact() {
        for format in [Format::F32, Format::I16, Format::I8] {
            let (isa, steps) = (Isa::best(), u64::from(MOST_STEPS));
            assert_eq!(multiply_adds(isa, format, MOST_STEPS), steps * multiply_adds(isa, format, 1), "{format:?}");
        }
    }
}
