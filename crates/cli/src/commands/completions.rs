//! `dateline completions`

use std::io::{self, Write};

use clap::Args;
use clap_complete::Shell;

use crate::{args::Cli, ending::Ending};

/// Print a script that completes the command line in a shell.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline
  dateline completions zsh > ~/.zfunc/_dateline      where .zshrc has fpath+=~/.zfunc before compinit
  dateline completions fish > ~/.config/fish/completions/dateline.fish
  dateline completions powershell >> $PROFILE
  dateline completions elvish >> ~/.config/elvish/rc.elv";

impl Completions {
    pub(crate) fn run(self) -> anyhow::Result<Ending> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::shown(), "dateline", &mut script);
        let mut out = io::stdout().lock();
        out.write_all(&script)?;
        out.flush()?;
        Ok(Ending::Done)
    }
}
