//! What a bench shows while it goes on.

use std::time::Duration;

use dateline_bench::Watch;
use dateline_pipeline::Stop;
use indicatif::{ProgressBar, ProgressStyle};

use crate::terminal::{self, say};

/// Draws a bar where somebody watches.
pub(crate) struct Watcher {
    stop: Stop,
    bar: Option<ProgressBar>,
    /// Whether a precision that a backend does not have is to be passed over in silence.
    forgiving: bool,
}

impl Watcher {
    /// `forgiving`: nobody asked for each precision by name.
    pub(crate) fn new(stop: Stop, quiet: bool, forgiving: bool) -> Self {
        let bar = (!quiet && terminal::may_draw(false)).then(|| {
            let style = ProgressStyle::with_template("{bar:24} {pos}/{len}  {wide_msg}");
            let style = style.expect("the template is fixed").progress_chars("━╸─");
            let bar = ProgressBar::no_length().with_style(style);
            bar.enable_steady_tick(Duration::from_millis(250));
            bar
        });
        Self { stop, bar, forgiving }
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    /// Says something above the bar.
    pub(crate) fn say(&self, message: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| say(format_args!("{message}"))),
            None => say(format_args!("{message}")),
        }
    }
}

impl Watch for Watcher {
    fn stopped(&self) -> bool {
        self.stop.requested()
    }

    fn preparing(&self, what: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(format!("preparing {what}"));
        }
    }

    fn running(&self, run: usize, of: usize, what: &str) {
        if let Some(bar) = &self.bar {
            bar.set_length(of as u64);
            bar.set_position(run.saturating_sub(1) as u64);
            bar.set_message(what.to_owned());
        }
    }

    fn left_out(&self, what: &str, why: &str, is_measured: bool) {
        if !(self.forgiving && is_measured) {
            self.say(&format!("left out {what}: {why}"));
        }
    }
}
