//! `dateline schema`

#![allow(clippy::doc_markdown, reason = "these comments are help texts, printed as they are")]

use std::io::{self, Write};

use clap::Args;
use dateline_records::Schema as Records;

use crate::{ending::Ending, parse};

/// Print what the records hold: JSON Schema of each list, and the columns of the tables.
///
/// The schemas are those of a line of events.jsonl, documents.jsonl, rejects.jsonl and skipped.jsonl, in the draft of
/// 2020-12. The tables are those of the formats csv, parquet, sqlite and sql: what a row is, the key, which columns name
/// rows of other tables, and each column's type and meaning.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Schema {
    /// Which of them [default: all, as one object].
    #[arg(value_name = "RECORDS", value_parser = parse::schema())]
    records: Option<Records>,
}

const EXAMPLES: &str = "\
Examples:
  dateline schema events > events.schema.json
  dateline schema tables | jq -r '.[] | .table as $table | .columns[] | [$table, .name, .type, .about] | @tsv'";

impl Schema {
    pub(crate) fn run(self) -> anyhow::Result<Ending> {
        let page = match self.records {
            Some(records) => records.json(),
            None => Records::ALL.into_iter().map(|records| (records.to_string(), records.json())).collect(),
        };
        match writeln!(io::stdout(), "{page:#}") {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
            _ => Ok(Ending::Done),
        }
    }
}
