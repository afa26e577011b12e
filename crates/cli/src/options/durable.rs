//! What is done about a run that is there already, and about those to come.

use std::time::Duration;

use clap::Args;
use dateline_pipeline::durable::Begin;

/// How a run into a folder begins.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Run")]
pub(crate) struct Durable {
    /// Go on with a run into --out that was interrupted, from its last checkpoint.
    ///
    /// The inputs and all options that the records depend on must be the same; what changed is said, and nothing is done.
    /// Where there is nothing to go on with, the run begins; where the same run is done, everything stays as it is.
    #[arg(long, requires = "out", conflicts_with = "watch")]
    pub(crate) resume: bool,

    /// Give up a run into --out that was interrupted, and begin anew.
    #[arg(long, requires = "out", conflicts_with_all = ["resume", "watch"])]
    pub(crate) restart: bool,

    /// Watch INPUT, a folder, for new dumps, until Ctrl-C.
    ///
    /// Each file becomes a run of its own, into a folder of its name in --out, once its size and time stand still. A file
    /// that is done is not read again, also by another watch; one that changed is. Hidden files and names that end in
    /// .part or .tmp are passed over, and so are the folders in INPUT.
    #[arg(long, requires = "out", conflicts_with = "dry_run")]
    pub(crate) watch: bool,

    /// The time between checkpoints in milliseconds; 0 is one after each document, which tests want.
    #[arg(long, value_name = "MS", hide = true, default_value = "1000")]
    checkpoint_every: u32,
}

impl Durable {
    /// What is done about a run that is there already.
    pub(crate) fn begin(&self) -> Begin {
        match self {
            Self { watch: true, .. } => Begin::Renew,
            Self { resume: true, .. } => Begin::Resume,
            Self { restart: true, .. } => Begin::Restart,
            _ => Begin::New,
        }
    }

    /// The time between checkpoints.
    pub(crate) fn every(&self) -> Duration {
        Duration::from_millis(self.checkpoint_every.into())
    }
}
