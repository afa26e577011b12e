//! How the program speaks; every command has these options.

use clap::{ArgAction, Args};

use crate::{log::LogFormat, terminal::Colour};

/// How the program speaks.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Terminal")]
pub(crate) struct Terminal {
    /// When to use colours.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true)]
    pub(crate) color: Colour,

    /// Say nothing on standard error but what went wrong.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,

    /// Say more on standard error: what is passed over; twice, what the program does.
    ///
    /// The environment variable `DATELINE_LOG` chooses in detail, where neither this nor --quiet is given:
    /// `DATELINE_LOG=dateline_pipeline=trace`.
    #[arg(long, short, action = ArgAction::Count, conflicts_with = "quiet", global = true)]
    pub(crate) verbose: u8,

    /// How messages are written to standard error.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t, global = true)]
    pub(crate) log_format: LogFormat,

    /// Print help: -h in short, --help in full.
    #[arg(long, short, action = ArgAction::Help, global = true)]
    help: Option<bool>,
}

impl Terminal {
    /// Whether a bar may be drawn, if there is somebody to watch it.
    pub(crate) fn draws(&self) -> bool {
        !self.quiet && self.log_format == LogFormat::Human
    }

    /// The same, but without bar and summary.
    pub(crate) fn silent(&self) -> Self {
        Self { quiet: true, ..self.clone() }
    }
}
