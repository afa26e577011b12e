//! One vector register, and the multiply-add of one number format on it.
//!
//! All three formats look alike to a matrix product: a *group* is 32 bits, which hold one `f32`, two `i16` or four
//! bytes; a vector holds groups of neighbouring columns; one step multiplies a group of a row with the groups of the
//! columns, and adds the products of each group to a 32-bit sum.

#![expect(unsafe_code, reason = "declares functions on pointers and vector registers")]

#[cfg(target_arch = "x86_64")]
pub(crate) mod avx2;
#[cfg(target_arch = "x86_64")]
pub(crate) mod avx512;
pub(crate) mod portable;

/// A number format on an instruction set.
pub(crate) trait Lanes {
    /// A register of groups or sums.
    type Vector: Copy;
    /// What the products of a group are summed in: `f32` or `i32`.
    type Sum: Copy + Default;
    /// Groups in a register.
    const LANES: usize;
    /// Vector registers that a step may use.
    const REGISTERS: usize;

    /// All sums zero.
    ///
    /// # Safety
    /// As for all functions here: the processor has the instruction set.
    unsafe fn zero() -> Self::Vector;

    /// Loads [`Self::LANES`] groups, at any alignment.
    ///
    /// # Safety
    /// That many groups can be read at `groups`.
    unsafe fn load(groups: *const u32) -> Self::Vector;

    /// The group at `group` in all lanes, at any alignment.
    ///
    /// # Safety
    /// Four bytes can be read at `group`.
    unsafe fn splat(group: *const u8) -> Self::Vector;

    /// `sums + row * columns`, group by group.
    ///
    /// # Safety
    /// The processor has the instruction set.
    unsafe fn multiply_add(sums: Self::Vector, row: Self::Vector, columns: Self::Vector) -> Self::Vector;

    /// Stores the sums, at any alignment.
    ///
    /// # Safety
    /// [`Self::LANES`] sums can be written at `out`.
    unsafe fn store(sums: Self::Vector, out: *mut Self::Sum);
}
