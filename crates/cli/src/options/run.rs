//! How a run is made.

use std::num::NonZeroUsize;

use clap::Args;

use crate::parse;

/// How a run over many documents is made.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Run")]
pub(crate) struct Run {
    /// How many documents to work on side by side [default: one for each core].
    #[arg(long, short, value_name = "N", hide_default_value = true, value_parser = parse::jobs)]
    pub(crate) jobs: Option<NonZeroUsize>,
}
