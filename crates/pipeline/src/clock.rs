//! Where a document is on its way, and how long each stage took.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use dateline_text::Stage;

/// Time spent by stage.
pub type Timings = BTreeMap<Stage, Duration>;

/// Measures the stages of one document. One stage is always running.
#[derive(Debug)]
pub struct Clock {
    stage: Stage,
    since: Instant,
    spent: Timings,
}

impl Clock {
    /// A clock whose first stage is `stage`.
    pub fn start(stage: Stage) -> Self {
        Self { stage, since: Instant::now(), spent: Timings::new() }
    }

    /// The running stage.
    pub fn stage(&self) -> Stage {
        self.stage
    }

    /// Ends the running stage and begins `stage`.
    pub fn enter(&mut self, stage: Stage) {
        let now = Instant::now();
        *self.spent.entry(self.stage).or_default() += now - self.since;
        self.stage = stage;
        self.since = now;
    }

    /// Ends the running stage.
    pub fn stop(mut self) -> Timings {
        self.enter(self.stage);
        self.spent
    }
}

/// Adds `more` to `total`, stage by stage.
pub(crate) fn add(total: &mut Timings, more: Timings) {
    for (stage, time) in more {
        *total.entry(stage).or_default() += time;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_that_runs_twice_is_summed() {
        let mut clock = Clock::start(Stage::Tokenize);
        clock.enter(Stage::Tag);
        std::thread::sleep(Duration::from_millis(2));
        clock.enter(Stage::Tokenize);
        let spent = clock.stop();
        assert!(spent.keys().eq([Stage::Tokenize, Stage::Tag].iter()));
        assert!(spent[&Stage::Tag] >= Duration::from_millis(2));
    }
}
