//! The figures of one setting.

use std::time::Duration;

use dateline_text::Stage;

use crate::{Agreement, Setting, Spread, percentile};

/// One row of a bench.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What was measured.
    pub setting: Setting,
    /// Seconds that each timed round took.
    pub seconds: Vec<f64>,
    /// Seconds that each batch of each timed round took; in the pipeline, each document.
    pub latencies: Vec<f64>,
    /// Pieces of a round without padding, with `[CLS]` and `[SEP]` in the inference stage, without in the pipeline.
    pub pieces: usize,
    /// Pieces of a round that are computed, padding among them.
    pub padded_pieces: usize,
    /// Words of a round.
    pub words: usize,
    /// Sequences of a round; none in the pipeline.
    pub sequences: Option<usize>,
    /// Documents of a round; none in the inference stage.
    pub documents: Option<Documents>,
    /// Time it took to load the model in the bench itself.
    pub load: Duration,
    /// What a process of its own showed; none where there was no such process.
    pub alone: Option<Alone>,
    /// Whether the answers are those of native `f32`; the worst of all timed rounds.
    pub agreement: Agreement,
    /// Seconds a round spent in each stage of the pipeline, summed over threads: the median of the rounds.
    pub stages: Vec<(Stage, f64)>,
}

/// Documents that the pipeline read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Documents {
    /// How many.
    pub count: usize,
    /// Bytes of their text.
    pub bytes: usize,
    /// Events found in them.
    pub events: usize,
}

/// What a process shows that does nothing but one setting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alone {
    /// Time to load the model.
    pub load: Duration,
    /// From the start of the process to the first answer: the logits of one sequence, or the events of one document.
    pub first: Duration,
    /// The most memory that it held at once, in bytes; none where the system does not tell.
    pub peak: Option<u64>,
}

impl Row {
    /// So many things a round, a second: the median over the rounds and its quartiles.
    pub fn rate(&self, count: usize) -> Spread {
        Spread::of(self.seconds.iter().map(|&seconds| count as f64 / seconds.max(1e-9)))
    }

    /// The time in seconds that so many percent of batches did not exceed.
    pub fn latency(&self, percent: f64) -> Option<f64> {
        percentile(&self.latencies, percent)
    }
}
