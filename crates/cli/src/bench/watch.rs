//! What a bench shows while it goes on.

use std::time::Duration;

use dateline_bench::Watch;
use dateline_pipeline::Stop;
use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    bar::Bar,
    options::Terminal,
    terminal::{self, say},
};

/// Draws a bar where somebody watches.
pub(crate) struct Watcher {
    stop: Stop,
    bar: Option<Bar>,
    /// Whether a precision that a backend does not have is to be passed over in silence.
    forgiving: bool,
}

impl Watcher {
    /// `forgiving`: nobody asked for each precision by name.
    pub(crate) fn new(stop: Stop, terminal: &Terminal, forgiving: bool) -> Self {
        let bar = (terminal.draws() && terminal::may_draw(false)).then(|| {
            let style = ProgressStyle::with_template("{bar:24} {pos}/{len}  {wide_msg}");
            let style = style.expect("the template is fixed").progress_chars("━╸─");
            let bar = ProgressBar::no_length().with_style(style);
            bar.enable_steady_tick(Duration::from_millis(250));
            Bar::put_up(bar)
        });
        Self { stop, bar, forgiving }
    }
}

impl Watch for Watcher {
    fn stopped(&self) -> bool {
        self.stop.requested()
    }

    fn preparing(&self, what: &str) {
        if let Some(Bar(bar)) = &self.bar {
            bar.set_message(format!("preparing {what}"));
        }
    }

    fn running(&self, run: usize, of: usize, what: &str) {
        if let Some(Bar(bar)) = &self.bar {
            bar.set_length(of as u64);
            bar.set_position(run.saturating_sub(1) as u64);
            bar.set_message(what.to_owned());
        }
    }

    fn left_out(&self, what: &str, why: &str, is_measured: bool) {
        if !(self.forgiving && is_measured) {
            say(format_args!("left out {what}: {why}"));
        }
    }
}
