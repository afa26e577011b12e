//! The columns of the tables that people read.

use dateline_bench::{Row, Spread};

use crate::figures::grouped;

/// A column: its name, and what stands in it.
pub(crate) struct Column {
    pub(crate) name: &'static str,
    /// Whether it says what was measured, rather than what came out.
    pub(crate) is_setting: bool,
    /// Words stand left, numbers right.
    pub(crate) is_text: bool,
    cell: fn(&Row) -> Option<String>,
}

/// All columns in their order.
const COLUMNS: &[Column] = &[
    setting("backend", true, |row| Some(row.setting.model.backend.to_string())),
    setting("precision", true, |row| Some(row.setting.model.precision.to_string())),
    setting("inner", false, |row| Some(row.setting.model.inner_threads.to_string())),
    setting("threads", false, |row| Some(row.setting.threads.to_string())),
    setting("batch", false, |row| row.setting.batch.map(|batch| batch.to_string())),
    setting("length", false, |row| row.setting.length.map(|length| length.to_string())),
    figure("docs/s", |row| row.documents.map(|documents| count(row.rate(documents.count)))),
    figure("kB/s", |row| row.documents.map(|documents| count(thousands(row.rate(documents.bytes))))),
    figure("tokens/s", |row| Some(count(row.rate(row.pieces)))),
    figure("±", |row| Some(format!("{:.1} %", 100.0 * row.rate(row.pieces).relative()))),
    figure("padded/s", |row| is_padded(row).then(|| count(row.rate(row.padded_pieces)))),
    figure("seqs/s", |row| row.sequences.map(|sequences| count(row.rate(sequences)))),
    figure("p50 ms", |row| row.latency(50.0).map(millis)),
    figure("p90 ms", |row| row.latency(90.0).map(millis)),
    figure("p99 ms", |row| row.latency(99.0).map(millis)),
    figure("load ms", |row| Some(millis(row.alone.map_or(row.load, |alone| alone.load).as_secs_f64()))),
    figure("first ms", |row| row.alone.map(|alone| millis(alone.first.as_secs_f64()))),
    figure("peak MB", |row| Some(format!("{:.0}", row.alone?.peak? as f64 / 1e6))),
    figure("same", |row| Some(share(row))),
    figure("Δ logit", |row| row.agreement.largest.map(difference)),
    figure("tagging", tagging),
];

const fn setting(name: &'static str, is_text: bool, cell: fn(&Row) -> Option<String>) -> Column {
    Column { name, is_setting: true, is_text, cell }
}

const fn figure(name: &'static str, cell: fn(&Row) -> Option<String>) -> Column {
    Column { name, is_setting: false, is_text: false, cell }
}

impl Column {
    /// What stands in the row.
    pub(crate) fn cell(&self, row: &Row) -> String {
        (self.cell)(row).unwrap_or_else(|| "-".to_owned())
    }
}

/// The columns that have something to say about these rows. Threads inside a product are shown where somebody chose
/// them.
pub(crate) fn columns(rows: &[Row]) -> Vec<&'static Column> {
    let says = |column: &&Column| rows.iter().any(|row| (column.cell)(row).is_some());
    let is_default = |column: &Column| column.name == "inner" && rows.iter().all(|row| column.cell(row) == "1");
    COLUMNS.iter().filter(says).filter(|column| !is_default(column)).collect()
}

fn is_padded(row: &Row) -> bool {
    row.padded_pieces > row.pieces
}

fn thousands(spread: Spread) -> Spread {
    Spread { median: spread.median / 1e3, lower: spread.lower / 1e3, upper: spread.upper / 1e3 }
}

/// `9,300`; below a hundred `41.5`.
fn count(spread: Spread) -> String {
    let median = spread.median;
    if median < 100.0 { format!("{median:.1}") } else { grouped(median.round() as u64) }
}

fn millis(seconds: f64) -> String {
    let millis = seconds * 1e3;
    if millis < 100.0 { format!("{millis:.1}") } else { grouped(millis.round() as u64) }
}

/// `100 %` is all of them: what is less is never rounded up to it.
fn share(row: &Row) -> String {
    let agreement = &row.agreement;
    if agreement.same == agreement.compared {
        return "100 %".to_owned();
    }
    format!("{:.2} %", (agreement.share() * 1e4).floor() / 1e2)
}

fn difference(difference: f32) -> String {
    match difference {
        0.0 => "0".to_owned(),
        0.001.. => format!("{difference:.3}"),
        _ => format!("{difference:.0e}"),
    }
}

/// The share of the time of all stages that the encoder and its heads take.
fn tagging(row: &Row) -> Option<String> {
    let all: f64 = row.stages.iter().map(|(_, seconds)| seconds).sum();
    let (_, tag) = row.stages.iter().find(|(stage, _)| *stage == dateline_text::Stage::Tag)?;
    Some(format!("{:.0} %", 100.0 * tag / all))
}
