//! Ctrl-C: the first asks the run to write what it has begun, the second ends the program at once.

use dateline_pipeline::Stop;
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
};

/// The exit code of an interrupted run.
const INTERRUPTED: i32 = 130;

/// A request to stop that is made by SIGINT or SIGTERM.
pub(crate) fn stop_on_interrupt() -> anyhow::Result<Stop> {
    let stop = Stop::default();
    for signal in [SIGINT, SIGTERM] {
        // The order matters: this one sees the flag that an earlier signal set.
        flag::register_conditional_shutdown(signal, INTERRUPTED, stop.flag())?;
        flag::register(signal, stop.flag())?;
    }
    Ok(stop)
}
