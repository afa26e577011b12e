//! What is read, and how.

#![allow(clippy::doc_markdown, reason = "these comments are help texts, printed as they are")]

use std::path::PathBuf;

use clap::Args;
use dateline_ingest::{Field, Languages};
use jiff::civil::Date;

use crate::parse;

/// What is read, and how; `extract` and `annotate` share it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Reading {
    /// A file, a folder (walked), or - for documents on standard input.
    ///
    /// Text (.txt), HTML (.html), JSON Lines (.jsonl), JSON (.json), CSV and TSV with a header, Parquet, and news in XML
    /// and SGML (NITF, NewsML, RCV1, Reuters-21578, Gigaword) are read. On standard input, and in JSON Lines, a document
    /// is one line: {"id", "text", "title"?, "published"?, "url"?, "source"?, "language"?}. The field names of news-please,
    /// trafilatura, RealNews, cc_news and All the News are known, too.
    ///
    /// Web archives (.warc, .warc.gz) are read page by page. All of these may be compressed (.gz, .zst), and may stand in
    /// archives (.zip, .tar, .tgz), also in archives within archives. What a file or standard input holds is told from its
    /// content first, and then from its name; only .txt is text whatever it holds.
    #[arg(value_name = "INPUT", required = true, help_heading = None::<&str>)]
    pub(crate) inputs: Vec<PathBuf>,

    /// The languages to read, as two-letter codes separated by commas, or all.
    ///
    /// The rules are about English. Documents in other languages are passed over and counted as skipped; those whose
    /// language cannot be told, because they are short, are read.
    #[arg(long = "language", value_name = "CODES", default_value = "en", value_parser = parse::languages)]
    pub(crate) languages: Languages,

    /// A field of JSON, CSV or Parquet records that holds a document's NAME: id, text, title, published, url, source,
    /// language or author.
    ///
    /// May be given several times. Dots lead into nested objects: --field published=meta.date.
    #[arg(long = "field", value_name = "NAME=FIELD", value_parser = parse::field)]
    pub(crate) fields: Vec<(Field, String)>,

    /// Pass over documents that tell again, in the same words, what an earlier one told.
    ///
    /// Wire copies with another headline, a byline or some boilerplate more, a few words changed or a cut tail are found,
    /// too. They are counted as skipped, and skipped.jsonl names the first telling of each.
    #[arg(long)]
    pub(crate) dedupe: bool,

    #[command(flatten)]
    pub(crate) dates: Dates,
}

/// When documents were published; all commands that read share it.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Dates {
    /// The publication date of documents that do not say their own, as YYYY-MM-DD.
    ///
    /// "On Tuesday" is read against it. Without one, what is not known stays X: XXXX-WXX-2.
    #[arg(long, value_name = "DATE", value_parser = parse::date)]
    pub(crate) published: Option<Date>,
}
