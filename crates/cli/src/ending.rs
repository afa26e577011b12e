//! How a run ends: its exit code, and what is said about a failure.

use std::{io, process::ExitCode};

use dateline_pipeline::Tally;

/// A run that came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Everything was done.
    Done,
    /// Some documents were rejected.
    Rejects,
    /// The user stopped it; what was begun is written.
    Interrupted,
}

impl Ending {
    /// What a run's account says.
    pub(crate) fn of(tally: &Tally) -> Self {
        if tally.interrupted {
            Self::Interrupted
        } else if tally.documents.rejected > 0 {
            Self::Rejects
        } else {
            Self::Done
        }
    }

    fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::Rejects => 1,
            Self::Interrupted => 130,
        })
    }
}

/// Turns the outcome of a command into an exit code. When the reader of standard output has gone away (`| head`), it has
/// all it wanted: that is no failure.
pub(crate) fn report(outcome: anyhow::Result<Ending>) -> ExitCode {
    match outcome {
        Ok(ending) => ending.code(),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(kind = "failure", "{error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}
