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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::samples::{header, inference, pipeline};

    fn written(format: Format, rows: &[Row]) -> String {
        format.write(&header(), rows, 100).unwrap()
    }

    fn json_lines(text: &str) -> Vec<Value> {
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn every_line_of_jsonl_says_everything() {
        for rows in [inference(), pipeline()] {
            let lines = json_lines(&written(Format::Jsonl, &rows));
            assert_eq!(lines.len(), rows.len());
            assert!(
                lines.iter().all(|line| line["model"] == "news-minilm@0123456789ab" && line["backend"] == "native")
            );
        }
        let lines = json_lines(&written(Format::Jsonl, &inference()));
        assert_eq!(lines[0]["tokens_per_second"], 1000.0);
        assert_eq!(
            (&lines[0]["peak_memory_bytes"], &lines[1]["peak_memory_bytes"]),
            (&150_000_000.into(), &Value::Null)
        );
        assert_eq!((&lines[0]["load_ms"], &lines[0]["latency_p90_ms"]), (&60.0.into(), &100.0.into()));
    }

    #[test]
    fn csv_has_the_names_of_jsonl_and_quotes_what_must_be_quoted() {
        let text = written(Format::Csv, &inference());
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let line = &written(Format::Jsonl, &inference());
        assert!(names.iter().all(|name| line.contains(&format!("\"{name}\":"))), "{names:?}");
        let place = |name| names.iter().position(|found| found == name).unwrap();
        assert_eq!((records.len(), &records[0][place("flags")]), (2, "bench -o \"csv\", twice"));
        assert_eq!((&records[1][place("peak_memory_bytes")], &records[1][place("answers_same")]), ("", "99999"));
    }

    #[test]
    fn inference_and_pipeline_have_the_same_names() {
        let names = |rows: &[Row]| written(Format::Csv, rows).lines().next().map(str::to_owned);
        assert_eq!(names(&inference()), names(&pipeline()));
    }

    #[test]
    fn json_says_once_what_is_the_same_for_all_rows() {
        let whole: Value = serde_json::from_str(&written(Format::Json, &pipeline())).unwrap();
        assert_eq!((&whole["bench"]["warmup"], &whole["bench"]["stage"]), (&1.into(), &"inference".into()));
        let row = &whole["rows"][0];
        assert_eq!(
            (&row["bytes_per_second"], &row["tag_ms"], &row["events"]),
            (&50_000.0.into(), &980.0.into(), &60.into())
        );
        assert!(row["date"].is_null());
    }

    #[test]
    fn tables_open_with_what_was_measured_on_what() {
        for format in [Format::Table, Format::Markdown] {
            let page = written(format, &inference());
            for part in ["news-minilm@0123456789ab", "text built-in (", "medians of 3 rounds after 1", " build), 20"] {
                assert!(page.contains(part), "{part} is not in\n{page}");
            }
        }
    }
}
