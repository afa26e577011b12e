//! Figures that nobody measured, for the tests of formats.

use std::{num::NonZeroUsize, time::Duration};

use dateline_bench::{Agreement, Alone, Documents, Model, Rounds, Row, Setting, Text};
use dateline_text::Stage;

use crate::bench::header::Header;

/// The header of a bench on the built-in text.
pub(crate) fn header() -> Header {
    let header = Header::now("inference", &Text::builtin(), Rounds { warmup: 1, timed: 3 });
    Header { model: "news-minilm@0123456789ab".to_owned(), flags: "bench -o \"csv\", twice".to_owned(), ..header }
}

/// A row with everything, and one without a process of its own and with other answers.
pub(crate) fn inference() -> Vec<Row> {
    let two = NonZeroUsize::new(2);
    let setting =
        Setting { model: Model::REFERENCE, length: None, batch: NonZeroUsize::new(16), threads: two.unwrap() };
    let full = Row {
        setting,
        seconds: vec![0.9, 1.0, 1.1],
        latencies: vec![0.02, 0.03, 0.1],
        pieces: 1000,
        padded_pieces: 1000,
        words: 900,
        sequences: Some(50),
        documents: None,
        load: Duration::from_millis(70),
        alone: Some(Alone {
            load: Duration::from_millis(60),
            first: Duration::from_millis(80),
            peak: Some(150_000_000),
        }),
        agreement: Agreement { compared: 900, same: 900, largest: Some(0.0) },
        stages: vec![],
    };
    let bare = Row {
        seconds: vec![0.5; 3],
        latencies: vec![0.03],
        load: Duration::from_millis(60),
        alone: None,
        agreement: Agreement { compared: 100_000, same: 99_999, largest: Some(0.0002) },
        ..full.clone()
    };
    vec![full, bare]
}

/// A row of the pipeline.
pub(crate) fn pipeline() -> Vec<Row> {
    let full = inference().remove(0);
    let setting = Setting { batch: None, threads: NonZeroUsize::MIN, ..full.setting };
    vec![Row {
        setting,
        sequences: None,
        alone: None,
        documents: Some(Documents { count: 5, bytes: 50_000, events: 60 }),
        agreement: Agreement { compared: 60, same: 60, largest: None },
        stages: vec![(Stage::Tokenize, 0.02), (Stage::Tag, 0.98)],
        ..full
    }]
}
