//! Instruction sets: which vector instructions this processor has, found out at run time.

use std::sync::OnceLock;

/// A set of vector instructions that the packed products are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Isa {
    /// Plain Rust over arrays: the twin that all others are tested against. The compiler turns it into
    /// whatever vectors the target has by default (NEON on `aarch64`).
    Portable,
    /// AVX2 with FMA.
    Avx2,
    /// AVX-512 (F, BW, DQ, VL) without VNNI.
    Avx512,
    /// AVX-512 with VNNI, which multiplies and adds bytes in one instruction.
    Avx512Vnni,
}

impl Isa {
    /// The instruction sets that this processor has, slowest first.
    pub fn available() -> Vec<Self> {
        #[cfg_attr(not(target_arch = "x86_64"), expect(unused_mut, reason = "there is one"))]
        let mut found = vec![Self::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                found.push(Self::Avx2);
            }
            let avx512 = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl");
            if avx512 {
                found.push(Self::Avx512);
                if is_x86_feature_detected!("avx512vnni") {
                    found.push(Self::Avx512Vnni);
                }
            }
        }
        found
    }

    /// The fastest of them.
    pub fn best() -> Self {
        static BEST: OnceLock<Isa> = OnceLock::new();
        *BEST.get_or_init(|| Self::available().pop().unwrap_or(Self::Portable))
    }

    /// The name that reports print.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Portable => "portable",
            Self::Avx2 => "AVX2",
            Self::Avx512 => "AVX-512",
            Self::Avx512Vnni => "AVX-512 VNNI",
        }
    }
}
