//! What the system says about the machine and about this process. Where it says nothing, neither do we.

use std::{env, fs, num::NonZeroUsize, thread};

/// The machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Machine {
    /// The processor's name.
    pub(crate) cpu: String,
    /// Cores that this process may use.
    pub(crate) cores: usize,
    /// Instruction sets that the processor has out of those that matrix products gain from.
    pub(crate) instructions: Vec<&'static str>,
    /// The one of them that the native backend's products use.
    pub(crate) native: &'static str,
    /// Bytes of memory.
    pub(crate) memory: Option<u64>,
    /// `linux x86_64`
    pub(crate) system: String,
}

impl Machine {
    /// This one.
    pub(crate) fn here() -> Self {
        Self {
            cpu: first_value("/proc/cpuinfo", "model name").unwrap_or_else(|| env::consts::ARCH.to_owned()),
            cores: thread::available_parallelism().map_or(1, NonZeroUsize::get),
            instructions: instructions(),
            native: dateline_kernels::Isa::best().name(),
            memory: first_value("/proc/meminfo", "MemTotal").and_then(|value| kibibytes(&value)),
            system: format!("{} {}", env::consts::OS, env::consts::ARCH),
        }
    }
}

/// The most memory that this process has held at once, in bytes, as Linux counts it (`VmHWM`).
pub(crate) fn peak_memory() -> Option<u64> {
    kibibytes(&first_value("/proc/self/status", "VmHWM")?)
}

/// How many processes wanted to run in the last minute, on average.
pub(crate) fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split_whitespace().next()?.parse().ok()
}

/// The value of the first line `key : value`.
fn first_value(path: &str, key: &str) -> Option<String> {
    value_of(&fs::read_to_string(path).ok()?, key)
}

fn value_of(lines: &str, key: &str) -> Option<String> {
    let values = lines.lines().filter_map(|line| line.split_once(':'));
    values.into_iter().find(|(name, _)| name.trim() == key).map(|(_, value)| value.trim().to_owned())
}

/// `1234 kB` in bytes; the kernel means kibibytes.
fn kibibytes(value: &str) -> Option<u64> {
    value.strip_suffix("kB")?.trim().parse::<u64>().ok()?.checked_mul(1024)
}

#[cfg(target_arch = "x86_64")]
fn instructions() -> Vec<&'static str> {
    let known = [
        ("avx2", is_x86_feature_detected!("avx2")),
        ("fma", is_x86_feature_detected!("fma")),
        ("avxvnni", is_x86_feature_detected!("avxvnni")),
        ("avx512f", is_x86_feature_detected!("avx512f")),
        ("avx512bw", is_x86_feature_detected!("avx512bw")),
        ("avx512vnni", is_x86_feature_detected!("avx512vnni")),
    ];
    known.into_iter().filter_map(|(name, is_there)| is_there.then_some(name)).collect()
}

#[cfg(target_arch = "aarch64")]
fn instructions() -> Vec<&'static str> {
    let known = [
        ("neon", std::arch::is_aarch64_feature_detected!("neon")),
        ("dotprod", std::arch::is_aarch64_feature_detected!("dotprod")),
        ("i8mm", std::arch::is_aarch64_feature_detected!("i8mm")),
    ];
    known.into_iter().filter_map(|(name, is_there)| is_there.then_some(name)).collect()
}

#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
fn instructions() -> Vec<&'static str> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_their_name() {
        let status = "Name:\tdateline\nVmHWM:\t   1234 kB\nmodel name\t: One: Two\n";
        assert_eq!(value_of(status, "VmHWM").and_then(|value| kibibytes(&value)), Some(1_263_616));
        assert_eq!(value_of(status, "model name").as_deref(), Some("One: Two"));
        assert_eq!((value_of(status, "VmRSS"), kibibytes("12")), (None, None));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn linux_tells_the_peak_of_memory() {
        assert!(peak_memory().unwrap() > 100_000);
        assert!(Machine::here().memory.unwrap() > 1 << 20 && Machine::here().cores > 0);
    }
}
