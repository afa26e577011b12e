//! Ctrl-C: the first asks the run to finish the documents at hand, the second ends the program at once.

use std::{
    process, thread,
    time::{Duration, Instant},
};

use dateline_pipeline::Stop;
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    iterator::Signals,
};

use crate::bar;

/// The exit code of an interrupted run.
const INTERRUPTED: i32 = 130;

/// One request may arrive as several signals: `timeout` sends its own to the program and to its process group.
const SAME_REQUEST: Duration = Duration::from_millis(500);

/// A request to stop that is made by SIGINT or SIGTERM.
pub(crate) fn stop_on_interrupt() -> anyhow::Result<Stop> {
    let stop = Stop::default();
    let request = stop.clone();
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let mut first = None;
        for _ in signals.forever() {
            request.request();
            if first.get_or_insert_with(Instant::now).elapsed() > SAME_REQUEST {
                bar::take_away();
                process::exit(INTERRUPTED);
            }
        }
    })?;
    Ok(stop)
}
