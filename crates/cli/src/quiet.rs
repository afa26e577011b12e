//! A panic over one document is a reject, which says all there is to say: no backtrace on the terminal.

use std::{panic, thread};

/// Keeps the panics of the pipeline's threads off standard error; those of any other thread are printed as usual.
pub(crate) fn silence_workers() {
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !thread::current().name().is_some_and(dateline_pipeline::catches_panics_of) {
            default(info);
        }
    }));
}
