//! `dateline man`

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::{Args, Command, ValueHint};

use crate::{args::Cli, ending::Ending, manual};

/// Print the manual page, or write the pages of all commands into a folder.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Man {
    /// Write dateline.1 and a page for each command into this folder, which is made if need be.
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    folder: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  dateline man | man -l -                    read the page of the program
  dateline man ~/.local/share/man/man1       install all pages: man dateline-extract";

impl Man {
    pub(crate) fn run(self) -> anyhow::Result<Ending> {
        let mut program = Cli::shown().disable_help_subcommand(true);
        program.build();
        match self.folder {
            Some(folder) => write_all(&program, &folder)?,
            None => print(&manual::page(&program))?,
        }
        Ok(Ending::Done)
    }
}

fn print(page: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(page)?;
    Ok(out.flush()?)
}

fn write_all(program: &Command, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for command in [program].into_iter().chain(program.get_subcommands()) {
        let path = folder.join(format!("{}.1", manual::name(command)));
        fs::write(&path, manual::page(command)).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
