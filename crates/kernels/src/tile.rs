//! The innermost loop of all products: a few rows times one panel of columns, summed in registers.
//!
//! The scheme is that of Goto and van de Geijn (2008), "Anatomy of high-performance matrix multiplication": the sums of
//! a tile stay in registers while the inner dimension is walked once.

#![expect(unsafe_code, reason = "calls functions that are compiled for one instruction set")]

use crate::{
    isa::Isa,
    lanes::{Lanes, portable},
};

/// The widest tile of all kernels, in rows and in columns.
pub(crate) const MOST_ROWS: usize = 12;
pub(crate) const MOST_COLUMNS: usize = 32;

/// Steps of the inner dimension that lie together in a packed row.
pub(crate) const STEPS: usize = 4;

/// [`STEPS`] groups of one row. The rows of a tile are packed as [block of steps][row][step]: the kernel reads them from
/// front to back, at distances that are known when it is compiled.
pub(crate) type Chunk = [u8; 4 * STEPS];

/// What a tile is computed from.
#[derive(Clone, Copy)]
pub(crate) struct Operands {
    /// The packed rows: [`Kernel::rows`] chunks for each block of steps.
    pub rows: *const Chunk,
    /// The packed columns: [`Kernel::columns`] groups for each step.
    pub panel: *const u32,
    /// How many blocks of [`STEPS`] steps to multiply.
    pub blocks: usize,
}

/// A kernel for one number format on one instruction set.
#[derive(Debug)]
pub(crate) struct Kernel<S> {
    /// Computes the first `rows` (1 to [`Kernel::rows`]) rows of sums, [`Kernel::columns`] each, one behind the other.
    ///
    /// # Safety
    /// The processor has the instruction set; the operands can be read as far as their sizes say, and the sums written.
    run: unsafe fn(&Operands, usize, *mut S),
    /// Rows of a full tile.
    pub rows: usize,
    /// Columns of a panel.
    pub columns: usize,
}

impl<S> Clone for Kernel<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Kernel<S> {}

/// The sums of a tile.
#[derive(Debug, Clone)]
#[repr(align(64))]
pub(crate) struct Tile<S>(pub [S; MOST_ROWS * MOST_COLUMNS]);

impl<S: Copy> Kernel<S> {
    /// Computes the first `rows` rows of `tile`.
    ///
    /// # Safety
    /// The operands can be read: [`Operands::blocks`] blocks of rows and of the panel, as packed for this kernel.
    pub(crate) unsafe fn run(self, operands: &Operands, rows: usize, tile: &mut Tile<S>) {
        assert!(0 < rows && rows <= self.rows, "a tile has between one row and all");
        // SAFETY: `for_isa` hands out a kernel only where the processor has its instructions; the tile has room for
        // the largest kernel; the caller answers for the operands.
        unsafe { (self.run)(operands, rows, tile.0.as_mut_ptr()) }
    }
}

#[inline(always)]
unsafe fn tile<L: Lanes, const ROWS: usize, const VECTORS: usize, const PACKED: usize>(
    operands: &Operands,
    out: *mut L::Sum,
) {
    // SAFETY: the caller answers for the instruction set and the operands: PACKED rows and VECTORS vectors a step.
    unsafe {
        let mut sums = [[L::zero(); VECTORS]; ROWS];
        let (mut rows, mut panel) = (operands.rows.cast::<u8>(), operands.panel);
        // With few registers, a loop of single steps: of a block, the compiler would spread the products out.
        let (turns, steps) = if L::REGISTERS < 32 { (operands.blocks * STEPS, 1) } else { (operands.blocks, STEPS) };
        for turn in 0..turns {
            for step in 0..steps {
                let mut columns = [L::zero(); VECTORS];
                for (number, vector) in columns.iter_mut().enumerate() {
                    *vector = L::load(panel.add((step * VECTORS + number) * L::LANES));
                }
                for (number, sums) in sums.iter_mut().enumerate() {
                    let group = L::splat(rows.add(4 * (number * STEPS + step)));
                    for (sum, column) in sums.iter_mut().zip(columns) {
                        *sum = L::multiply_add(*sum, group, column);
                    }
                }
            }
            let at_end = steps == STEPS || turn % STEPS == STEPS - 1;
            rows =
                rows.wrapping_add(if at_end { size_of::<Chunk>() * PACKED - 4 * (STEPS - steps) } else { 4 * steps });
            panel = panel.wrapping_add(steps * VECTORS * L::LANES);
        }
        for (number, sums) in sums.into_iter().enumerate() {
            for (vector, sum) in sums.into_iter().enumerate() {
                L::store(sum, out.add((number * VECTORS + vector) * L::LANES));
            }
        }
    }
}

macro_rules! kernel {
    ($name:ident, $lanes:ty, $($features:literal)?, $vectors:literal, $packed:literal: [$($rows:literal)*]) => {
        $(#[target_feature(enable = $features)])?
        pub(super) unsafe fn $name(operands: &Operands, rows: usize, out: *mut <$lanes as Lanes>::Sum) {
            // SAFETY: as promised to `Kernel::run`.
            unsafe {
                match rows {
                    $($rows => tile::<$lanes, $rows, $vectors, $packed>(operands, out),)*
                    _ => unreachable!("Kernel::run checks the number of rows"),
                }
            }
        }
    };
}

kernel!(portable_f32, portable::F32, , 2, 4: [1 2 3 4]);
kernel!(portable_i16, portable::I16, , 2, 4: [1 2 3 4]);
kernel!(portable_i8, portable::I8, , 2, 4: [1 2 3 4]);

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Lanes, Operands, tile};
    use crate::lanes::{avx2, avx512};

    kernel!(avx2_f32, avx2::F32, "avx2,fma", 2, 6: [1 2 3 4 5 6]);
    kernel!(avx2_i16, avx2::I16, "avx2,fma", 2, 6: [1 2 3 4 5 6]);
    kernel!(avx512_f32, avx512::F32, "avx512f,avx512bw", 2, 12: [1 2 3 4 5 6 7 8 9 10 11 12]);
    kernel!(avx512_i16, avx512::I16, "avx512f,avx512bw", 2, 12: [1 2 3 4 5 6 7 8 9 10 11 12]);
    kernel!(avx512_i7, avx512::I7, "avx512f,avx512bw", 2, 12: [1 2 3 4 5 6 7 8 9 10 11 12]);
    kernel!(vnni_i16, avx512::VnniI16, "avx512f,avx512bw,avx512vnni", 2, 12: [1 2 3 4 5 6 7 8 9 10 11 12]);
    kernel!(vnni_i8, avx512::VnniI8, "avx512f,avx512bw,avx512vnni", 2, 12: [1 2 3 4 5 6 7 8 9 10 11 12]);
}

/// Elsewhere there is nothing but the portable kernels, and `Isa::available` says so.
#[cfg(not(target_arch = "x86_64"))]
mod x86 {
    pub(super) use super::{
        portable_f32 as avx2_f32, portable_f32 as avx512_f32, portable_i8 as avx512_i7, portable_i8 as vnni_i8,
        portable_i16 as avx2_i16, portable_i16 as avx512_i16, portable_i16 as vnni_i16,
    };
}

impl Kernel<f32> {
    /// The kernel for single precision.
    ///
    /// # Panics
    /// When the processor does not have the instruction set, here and below.
    pub(crate) fn f32(isa: Isa) -> Self {
        Self::for_isa(isa, [portable_f32, x86::avx2_f32, x86::avx512_f32, x86::avx512_f32])
    }
}

impl Kernel<i32> {
    /// The kernel for pairs of 16-bit integers.
    pub(crate) fn i16(isa: Isa) -> Self {
        Self::for_isa(isa, [portable_i16, x86::avx2_i16, x86::avx512_i16, x86::vnni_i16])
    }

    /// The kernel for bytes, of which a group holds [`bytes_of_group`]; see [`LARGEST_BYTE`] for how large the unsigned
    /// ones may be.
    pub(crate) fn i8(isa: Isa) -> Self {
        Self::for_isa(isa, [portable_i8, x86::avx2_i16, x86::avx512_i7, x86::vnni_i8])
    }
}

/// How many bytes a group holds: four, and on AVX2 two, widened to pairs. There, four bytes take three instructions and
/// more registers than there are, pairs take two.
pub(crate) fn bytes_of_group(isa: Isa) -> usize {
    if isa == Isa::Avx2 { 2 } else { 4 }
}

/// The largest unsigned byte that every byte kernel multiplies without saturating. VNNI could take 255, and would give
/// other answers than processors without it.
pub(crate) const LARGEST_BYTE: u8 = 127;

impl<S> Kernel<S> {
    fn for_isa(isa: Isa, runs: [unsafe fn(&Operands, usize, *mut S); 4]) -> Self {
        assert!(Isa::available().contains(&isa), "this processor has no {}", isa.name());
        let [portable, avx2, avx512, vnni] = runs;
        match isa {
            Isa::Portable => Self { run: portable, rows: 4, columns: 16 },
            Isa::Avx2 => Self { run: avx2, rows: 6, columns: 16 },
            Isa::Avx512 => Self { run: avx512, rows: 12, columns: 32 },
            Isa::Avx512Vnni => Self { run: vnni, rows: 12, columns: 32 },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The sums of `height` rows with `wide` columns, each [groups] long.
    fn sums<S: Copy + Default>(
        kernel: Kernel<S>,
        rows: &[u32],
        columns: &[u32],
        blocks: usize,
        height: usize,
    ) -> Vec<S> {
        let groups = blocks * STEPS;
        let mut packed = vec![[0; 16]; kernel.rows * blocks];
        for (at, group) in rows.iter().enumerate().take(height * groups) {
            let (row, step) = (at / groups, at % groups);
            let place = &mut packed[step / STEPS * kernel.rows + row];
            place[step % STEPS * 4..][..4].copy_from_slice(&group.to_ne_bytes());
        }
        let mut panel = vec![0; groups * kernel.columns];
        for (at, group) in columns.iter().enumerate().take(groups * kernel.columns) {
            panel[at % groups * kernel.columns + at / groups] = *group;
        }
        let mut tile = Tile([S::default(); MOST_ROWS * MOST_COLUMNS]);
        let operands = Operands { rows: packed.as_ptr(), panel: panel.as_ptr(), blocks };
        // SAFETY: the rows and the panel have room for all blocks.
        unsafe { kernel.run(&operands, height, &mut tile) };
        tile.0.chunks_exact(kernel.columns).take(height).flatten().copied().collect()
    }

    /// The same by the portable kernel, row by row and as many columns at a time as it has.
    fn twin<S: Copy + Default>(
        portable: Kernel<S>,
        wide: usize,
        rows: &[u32],
        columns: &[u32],
        blocks: usize,
        height: usize,
    ) -> Vec<S> {
        let groups = blocks * STEPS;
        let mut all = vec![S::default(); height * wide];
        for row in 0..height {
            for first in (0..wide).step_by(portable.columns) {
                let found = sums(portable, &rows[row * groups..], &columns[first * groups..], blocks, 1);
                all[row * wide + first..][..portable.columns].copy_from_slice(&found);
            }
        }
        all
    }

    fn words(count: usize) -> impl Strategy<Value = Vec<u32>> {
        prop::collection::vec(any::<u32>(), count)
    }

    proptest! {
        #[test]
        fn integer_sums_are_those_of_the_portable_twin(
            (blocks, height, rows, panel) in (1..12_usize, 1..=MOST_ROWS).prop_flat_map(|(blocks, height)| {
                (Just(blocks), Just(height), words(blocks * STEPS * height), words(blocks * STEPS * MOST_COLUMNS))
            })
        ) {
            for isa in Isa::available() {
                let kernel = if bytes_of_group(isa) == 4 { Kernel::i8(isa) } else { Kernel::i8(Isa::Portable) };
                let height = height.min(kernel.rows);
                // Bytes of rows stay within what does not saturate.
                let bytes: Vec<u32> = rows.iter().map(|group| group & 0x7f7f_7f7f).collect();
                // -128 is no weight: the quantised ones lie between -127 and 127.
                let weights: Vec<u32> = panel.iter().map(|group| {
                    u32::from_ne_bytes(group.to_ne_bytes().map(|byte| if byte == 0x80 { 0x81 } else { byte }))
                }).collect();
                let twin_sums = twin(Kernel::i8(Isa::Portable), kernel.columns, &bytes, &weights, blocks, height);
                prop_assert_eq!(sums(kernel, &bytes, &weights, blocks, height), twin_sums, "{:?} bytes", isa);

                let kernel = Kernel::i16(isa);
                let pairs: Vec<u32> = rows.iter().map(|group| group & 0x0fff_0fff).collect();
                let weights: Vec<u32> = panel.iter().map(|group| group & 0x01ff_01ff).collect();
                let twin_sums = twin(Kernel::i16(Isa::Portable), kernel.columns, &pairs, &weights, blocks, height);
                prop_assert_eq!(sums(kernel, &pairs, &weights, blocks, height), twin_sums, "{:?} pairs", isa);
            }
        }

        #[test]
        fn single_precision_sums_are_those_of_the_portable_twin(blocks in 1..20_usize, height in 1..=MOST_ROWS) {
            let value = |at: usize| ((at * 37 % 101) as f32 / 101.0 - 0.5).to_bits();
            let rows: Vec<u32> = (0..blocks * STEPS * height).map(value).collect();
            let panel: Vec<u32> = (0..blocks * STEPS * MOST_COLUMNS).map(|at| value(at * 7 + 3)).collect();
            for isa in Isa::available() {
                let kernel = Kernel::f32(isa);
                let height = height.min(kernel.rows);
                let twin_sums = twin(Kernel::f32(Isa::Portable), kernel.columns, &rows, &panel, blocks, height);
                for (ours, theirs) in sums(kernel, &rows, &panel, blocks, height).into_iter().zip(twin_sums) {
                    prop_assert!((ours - theirs).abs() < 1e-5, "{isa:?}: {ours} against {theirs}");
                }
            }
        }
    }
}
