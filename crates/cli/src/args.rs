//! The command line.

use std::process::ExitCode;

use clap::{ArgAction, CommandFactory, Parser, Subcommand, error::ErrorKind};

use crate::{
    bench::alone::BenchAlone,
    commands::{
        annotate::Annotate, bench::Bench, completions::Completions, eval::Eval, extract::Extract, inspect::Inspect,
        man::Man, report::Report, schema::Schema, worker::Worker,
    },
    options::Terminal,
    terminal,
};

/// Reads news and writes down what happened: who met whom, who made a deal with whom, over what, for how much, and when.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, long_version = LONG_VERSION, propagate_version = false, max_term_width = 100)]
#[command(after_help = AFTER)]
#[command(subcommand_required = true, arg_required_else_help = true)]
#[command(disable_help_flag = true, disable_version_flag = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,

    #[command(flatten)]
    pub(crate) terminal: Terminal,

    /// Print the version.
    #[arg(long, short = 'V', action = ArgAction::Version, help_heading = "Terminal")]
    version: Option<bool>,
}

/// What stands at the end of the help.
const AFTER: &str = "\
Examples:
  dateline inspect seeds/000_bac605cd06ec2dba.txt   a story in the terminal, with its events
  dateline extract seeds --out out                  the events of a folder of stories
  dateline help extract                             all that a command can do

Exit codes:
  0    done
  1    done, with rejected documents
  2    usage or fatal
  130  interrupted";

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
    Worker(Worker),
    Bench(Bench),
    Schema(Schema),
    Completions(Completions),
    Man(Man),
    #[command(hide = true)]
    BenchAlone(BenchAlone),
}

impl Cli {
    /// The command line for people: without hidden commands.
    pub(crate) fn shown() -> clap::Command {
        let whole = Self::command();
        let shown = whole.get_subcommands().filter(|command| !command.is_hide_set()).cloned().collect::<Vec<_>>();
        let options = whole.get_arguments().cloned().collect::<Vec<_>>();
        let texts = [whole.get_about(), whole.get_after_help()].map(|text| text.cloned().unwrap_or_default());
        let [about, after_help] = texts;
        clap::Command::new("dateline")
            .version(env!("CARGO_PKG_VERSION"))
            .about(about)
            .after_help(after_help)
            .disable_help_flag(true)
            .disable_version_flag(true)
            .subcommand_required(true)
            .args(options)
            .subcommands(shown)
    }

    /// The command line; where it is wrong, says so and gives the exit code.
    pub(crate) fn parse_or_explain() -> Result<Self, ExitCode> {
        let cli = Self::try_parse().map_err(|error| explain(&error))?;
        cli.terminal.color.apply();
        Ok(cli)
    }
}

/// Prints help, the version, or what is wrong with the command line.
fn explain(error: &clap::Error) -> ExitCode {
    let _ = error.print();
    if error.kind() == ErrorKind::MissingRequiredArgument && error.to_string().contains("<INPUT>") {
        terminal::print_line("\nTo read documents from standard input, give - as the input.");
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
