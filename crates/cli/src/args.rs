//! The command line.

#![allow(clippy::doc_markdown, reason = "these comments are help texts, printed as they are")]

use std::{num::NonZeroUsize, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand, error::ErrorKind};
use dateline_encoder::Precision;
use jiff::civil::Date;

use crate::{
    bench::alone::BenchAlone,
    commands::{annotate::Annotate, bench::Bench, eval::Eval, extract::Extract, inspect::Inspect, report::Report, schema::Schema},
    parse,
    terminal::{self, Colour},
};

/// Reads news and writes down what happened: who met whom, who made a deal with whom, over what, for how much, and when.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, long_version = LONG_VERSION, propagate_version = false, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done; 1 done, with rejected documents; 2 usage or fatal; 130 interrupted.")]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true, help_heading = "Terminal")]
    pub(crate) color: Colour,

    /// Say nothing on standard error but what went wrong.
    #[arg(long, short, global = true, help_heading = "Terminal")]
    pub(crate) quiet: bool,
}

/// What `--version` says and `-V` does not.
const LONG_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\nmodel format: BERT as safetensors with Hugging Face names, word shapes as token types (type_vocab_size 8)",
);

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Extract(Extract),
    Annotate(Annotate),
    Inspect(Inspect),
    Eval(Eval),
    Report(Report),
    Bench(Bench),
    Schema(Schema),
    #[command(hide = true)]
    BenchAlone(BenchAlone),
}

/// What is read, and how; `extract` and `annotate` share it.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// A file, a folder (walked), or - for documents on standard input.
    ///
    /// Text (.txt), HTML (.html, .htm) and JSON Lines (.jsonl) are read. On standard input, and in JSON Lines, a document
    /// is one line: {"id", "text", "title"?, "published"?, "url"?, "source"?, "language"?}.
    #[arg(value_name = "INPUT", required = true)]
    pub(crate) inputs: Vec<PathBuf>,

    /// How many documents to work on side by side [default: one for each core].
    #[arg(long, short, value_name = "N", hide_default_value = true, value_parser = parse::jobs)]
    pub(crate) jobs: Option<NonZeroUsize>,

    #[command(flatten)]
    pub(crate) model: Model,
}

/// The model, and what it needs to know; all commands that read share it.
#[derive(Debug, Clone, Args)]
pub(crate) struct Model {
    /// The model's folder [default: models/news-minilm here, or with the program].
    ///
    /// Without it, the folder that the environment variable DATELINE_MODEL names; else models/news-minilm in the current
    /// folder, beside the program or above it.
    #[arg(long = "model", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,

    /// The number format of the model's matrix products.
    ///
    /// f32 is the reference, i16 gives the same answers, i8 nearly the same: `dateline bench` shows how fast they are.
    #[arg(long, value_name = "NAME", value_parser = parse::precision(), default_value_t)]
    pub(crate) precision: Precision,

    /// The publication date of documents that do not say their own, as YYYY-MM-DD.
    ///
    /// "On Tuesday" is read against it. Without one, what is not known stays X: XXXX-WXX-2.
    #[arg(long, value_name = "DATE", value_parser = parse::date)]
    pub(crate) published: Option<Date>,
}

impl Cli {
    /// The command line; where it is wrong, says so and gives the exit code.
    pub(crate) fn parse_or_explain() -> Result<Self, ExitCode> {
        let cli = Self::try_parse().map_err(|error| explain(&error))?;
        cli.color.apply();
        Ok(cli)
    }
}

/// Prints help, the version, or what is wrong with the command line.
fn explain(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    if error.kind() == ErrorKind::MissingRequiredArgument {
        terminal::print_line("\nTo read documents from standard input, give - as the input.");
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
