//! Figures as people read them.

use std::time::Duration;

/// `5 documents`, `1 document`.
pub(crate) fn counted(count: u64, thing: &str) -> String {
    format!("{} {thing}{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// `9300` as `9,300`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

/// A time in words that fit it: `0.8 s`, `1 min 1 s`, `2 h 5 min`.
pub(crate) fn seconds(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds / 60 % 60),
    }
}

/// A size in words that fit it, in powers of a thousand: `512 B`, `4.1 kB`.
pub(crate) fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    let thousands = |power: usize| bytes as f64 / 1000f64.powi(power as i32 + 1);
    let unit = (0..UNITS.len()).rev().find(|&power| thousands(power) >= 1.0);
    unit.map_or_else(|| format!("{bytes} B"), |power| format!("{:.1} {}", thousands(power), UNITS[power]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn sizes_are_short() {
        let sizes = [0, 999, 1_000, 4_096, 80_500_000, 7_200_000_000_000_000];
        assert_eq!(sizes.map(size), ["0 B", "999 B", "1.0 kB", "4.1 kB", "80.5 MB", "7200.0 TB"]);
    }
}
