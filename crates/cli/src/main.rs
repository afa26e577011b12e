//! The `dateline` command: arguments, terminal and exit codes around [`dateline_pipeline`].
//!
//! Data goes to standard output, progress and messages to standard error. Exit codes: 0 done; 1 done, with rejected
//! documents; 2 usage or fatal; 130 interrupted.

mod args;
mod bar;
mod bench;
mod commands;
mod ending;
mod eval;
mod figures;
mod into_folder;
mod locate;
mod log;
mod manual;
mod options;
mod pace;
mod parse;
mod plan;
mod progress;
mod quiet;
mod signals;
mod terminal;
mod view;
mod watch;

use std::process::ExitCode;

use args::Cli;

fn main() -> ExitCode {
    // Tests end the program at chosen moments; in a build of any other kind this is nothing.
    let _faults = fail::has_failpoints().then(fail::FailScenario::setup);
    quiet::silence_workers();
    match Cli::parse_or_explain() {
        Ok(cli) => ending::report(log::start(&cli.terminal).and_then(|()| commands::run(cli))),
        Err(code) => code,
    }
}
