//! Where records go, and which.

use std::path::PathBuf;

use anyhow::bail;
use clap::{Args, ValueHint};
use dateline_records::Format;

use crate::parse;

/// Where `extract` writes, and what.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Output {
    /// Write events, documents, rejects, skipped documents and a manifest into this folder.
    ///
    /// The folder is made if need be; the files appear when all is read. Until then everything lies in .dateline in the
    /// folder, so that --resume can go on after a crash. Without it, events go to standard output and rejects to standard
    /// error.
    #[arg(id = "out", long = "out", short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) folder: Option<PathBuf>,

    /// Formats of the records, separated by commas.
    ///
    /// jsonl and jsonl.zst hold an event a line; csv, parquet, sqlite and sql hold tables: documents, events,
    /// arguments, mentions, entities. All but jsonl want --out. `dateline schema` says what the records hold.
    #[arg(long = "format", value_name = "FORMAT", value_delimiter = ',', default_value = "jsonl")]
    #[arg(value_parser = parse::format())]
    pub(crate) formats: Vec<Format>,

    /// Leave out events with a lower confidence, from 0 to 1.
    #[arg(long, value_name = "P", default_value = "0", value_parser = parse::probability)]
    pub(crate) min_confidence: f32,
}

impl Output {
    /// Refuses formats that standard output does not take.
    pub(crate) fn check(&self) -> anyhow::Result<()> {
        match self.formats.iter().find(|&&format| format != Format::Jsonl && self.folder.is_none()) {
            Some(format) => bail!("--format {} wants a folder: give --out DIR", format.as_str()),
            None => Ok(()),
        }
    }
}
