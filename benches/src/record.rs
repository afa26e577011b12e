//! What a bench leaves for programs: one JSON object with `bench`, what is the same for all rows, and `rows`. Names are
//! those of `dateline bench -o json`.

use std::{env, fs, process::Command, thread};

use dateline_kernels::Isa;
use serde_json::{Value, json};

/// The vector instructions that matrix products gain from, as Linux calls them.
const KNOWN: [&str; 8] = ["avx2", "fma", "avx_vnni", "avx512f", "avx512bw", "avx512_vnni", "avx512_bf16", "amx_int8"];

/// Everything but the figures; `stage` says what was measured, `model` is the model's name with its hash.
pub fn bench(stage: &str, model: &str) -> Value {
    json!({
        "stage": stage,
        "model": model,
        "date": jiff::Timestamp::now().round(jiff::Unit::Second).map(|now| now.to_string()).ok(),
        "commit": commit(),
        "cpu": of_cpu("model name"),
        "cores": thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get),
        "instruction_sets": instructions(),
        "native_instructions": Isa::best().name(),
        "load": load(),
        "flags": env::args().skip(1).collect::<Vec<_>>().join(" "),
    })
}

/// The whole, as it is written to a file.
pub fn whole(bench: &Value, rows: &[Value]) -> String {
    format!("{:#}", json!({ "bench": bench, "rows": rows }))
}

/// The processor and its instructions, in a line for people.
pub fn machine() -> String {
    format!("{} ({})", of_cpu("model name").unwrap_or_else(|| "unknown processor".to_owned()), instructions())
}

/// The median of some figures.
pub fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// The value that a share (0 to 1) of the figures does not exceed; no number when there are none.
pub fn quantile(values: &[f64], share: f64) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let place = (values.len().saturating_sub(1) as f64 * share).round();
    values.get(place as usize).copied().unwrap_or(f64::NAN)
}

/// Median, quartiles and extremes of rates, under `name`, `name_lower`, `name_upper`, `name_lowest` and `name_highest`.
pub fn put_spread(row: &mut Value, name: &str, rates: &[f64]) {
    for (ending, share) in [("", 0.5), ("_lower", 0.25), ("_upper", 0.75), ("_lowest", 0.0), ("_highest", 1.0)] {
        row[format!("{name}{ending}")] = json!((quantile(rates, share) * 1e3).round() / 1e3);
    }
}

fn of_cpu(key: &str) -> Option<String> {
    let lines = fs::read_to_string("/proc/cpuinfo").ok()?;
    let mut values = lines.lines().filter_map(|line| line.split_once(':'));
    values.find(|(name, _)| name.trim() == key).map(|(_, value)| value.trim().to_owned())
}

fn instructions() -> String {
    let flags = of_cpu("flags").unwrap_or_default();
    let found = KNOWN.into_iter().filter(|known| flags.split(' ').any(|flag| flag == *known));
    found.collect::<Vec<_>>().join(" ")
}

/// How many processes wanted to run in the last minute, on average: a figure made beside other work is a glance.
fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split_whitespace().next()?.parse().ok()
}

fn commit() -> Option<String> {
    let git = Command::new("git").args(["describe", "--always", "--dirty", "--abbrev=12"]).output().ok()?;
    git.status.success().then(|| String::from_utf8_lossy(&git.stdout).trim().to_owned())
}
