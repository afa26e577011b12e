//! The three formats in plain Rust: the scalar twin of the others.

#![expect(unsafe_code, reason = "reads groups through pointers, like its twins")]

use super::Lanes;

const LANES: usize = 8;

/// Single precision.
pub(crate) struct F32;
/// Pairs of signed 16-bit integers.
pub(crate) struct I16;
/// Groups of four bytes: unsigned in rows, signed in columns.
pub(crate) struct I8;

macro_rules! portable {
    ($name:ident, $sum:ty, |$total:ident, $row:ident, $column:ident| $add:expr) => {
        impl Lanes for $name {
            type Vector = [u32; LANES];
            type Sum = $sum;
            const LANES: usize = LANES;
            const REGISTERS: usize = 32;

            #[inline(always)]
            unsafe fn zero() -> Self::Vector {
                [0; LANES]
            }

            #[inline(always)]
            unsafe fn load(groups: *const u32) -> Self::Vector {
                // SAFETY: the caller answers for the groups; any alignment is allowed.
                unsafe { groups.cast::<[u32; LANES]>().read_unaligned() }
            }

            #[inline(always)]
            unsafe fn splat(group: *const u8) -> Self::Vector {
                // SAFETY: the caller answers for the four bytes; any alignment is allowed.
                [unsafe { group.cast::<u32>().read_unaligned() }; LANES]
            }

            #[inline(always)]
            unsafe fn multiply_add(mut sums: Self::Vector, rows: Self::Vector, columns: Self::Vector) -> Self::Vector {
                for ((sum, $row), $column) in sums.iter_mut().zip(rows).zip(columns) {
                    let $total = <$sum>::from_ne_bytes(sum.to_ne_bytes());
                    *sum = u32::from_ne_bytes(($add).to_ne_bytes());
                }
                sums
            }

            #[inline(always)]
            unsafe fn store(sums: Self::Vector, out: *mut Self::Sum) {
                // SAFETY: the caller answers for the room; sums are 32 bits wide.
                unsafe { out.cast::<[u32; LANES]>().write_unaligned(sums) }
            }
        }
    };
}

portable!(F32, f32, |total, row, column| total + f32::from_bits(row) * f32::from_bits(column));
portable!(I16, i32, |total, row, column| {
    let product = |shift: u32| i32::from((row >> shift) as i16) * i32::from((column >> shift) as i16);
    total.wrapping_add(product(0)).wrapping_add(product(16))
});
portable!(I8, i32, |total, row, column| {
    let product = |shift: u32| i32::from((row >> shift) as u8) * i32::from((column >> shift) as i8);
    [0, 8, 16, 24].into_iter().fold(total, |total: i32, shift| total.wrapping_add(product(shift)))
});
