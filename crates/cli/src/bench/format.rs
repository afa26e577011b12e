//! The formats of a bench's figures.

use dateline_bench::Row;
use serde_json::Value;

use crate::bench::{fields::Fields, header::Header, table};

/// A format of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// For the terminal.
    Table,
    /// For a README.
    Markdown,
    /// A line of names and a line for each row, header and all.
    Csv,
    /// One object: what is the same for all rows, and `rows`.
    Json,
    /// One object a row, header and all.
    Jsonl,
}

impl Format {
    /// All formats.
    pub(crate) const ALL: [Self; 5] = [Self::Table, Self::Markdown, Self::Csv, Self::Json, Self::Jsonl];

    /// The name on the command line.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
        }
    }

    /// The figures as they are to be printed; a table keeps within `width` columns.
    pub(crate) fn write(self, header: &Header, rows: &[Row], width: usize) -> anyhow::Result<String> {
        match self {
            Self::Table => Ok(format!("{}\n\n{}", wrapped(header, width), table::aligned(rows, width))),
            Self::Markdown => Ok(format!("{}\n{}", bullets(header), table::markdown(rows))),
            Self::Csv => csv(header, rows),
            Self::Json => Ok(serde_json::to_string_pretty(&nested(header, rows))? + "\n"),
            Self::Jsonl => flat(header, rows).iter().map(|row| Ok(serde_json::to_string(row)? + "\n")).collect(),
        }
    }
}

fn wrapped(header: &Header, width: usize) -> String {
    let lines = header.lines().into_iter().map(|line| textwrap::fill(&line, width));
    lines.collect::<Vec<_>>().join("\n")
}

fn bullets(header: &Header) -> String {
    header.lines().iter().fold(String::new(), |list, line| list + "- " + &line.replace('|', "\\|") + "\n")
}

/// Rows that each say everything.
fn flat(header: &Header, rows: &[Row]) -> Vec<Fields> {
    let with_header = |row| Fields([Fields::header(header).0, Fields::row(row).0].concat());
    rows.iter().map(with_header).collect()
}

#[derive(serde::Serialize)]
struct Nested {
    bench: Fields,
    rows: Vec<Fields>,
}

fn nested(header: &Header, rows: &[Row]) -> Nested {
    Nested { bench: Fields::header(header), rows: rows.iter().map(Fields::row).collect() }
}

fn csv(header: &Header, rows: &[Row]) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for (number, row) in flat(header, rows).iter().enumerate() {
        if number == 0 {
            writer.write_record(row.0.iter().map(|(name, _)| name))?;
        }
        writer.write_record(row.0.iter().map(|(_, value)| plain(value)))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// A value without quotes; nothing for null.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
