//! A sequence's hidden states do not depend on what else is in its batch, to the last bit, in any precision.

use std::path::Path;

use dateline_encoder::{Batch, Encoder, ErrorKind, NativeEncoder, Precision};
use ndarray::s;
use proptest::prelude::*;

fn encoder(precision: Precision) -> NativeEncoder {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/news-minilm");
    NativeEncoder::load(&folder, precision).expect("the shipped model loads")
}

#[test]
fn neighbours_change_nothing() {
    for precision in Precision::ALL {
        neighbours_change_nothing_in(precision);
    }
}

fn neighbours_change_nothing_in(precision: Precision) {
    let encoder = encoder(precision);
    let sequence = prop::collection::vec((1000..30_000_u32, 0..8_u8), 1..60);
    let config = ProptestConfig { cases: 8, ..ProptestConfig::default() };
    proptest!(config, |(sequences in prop::collection::vec(sequence, 1..6))| {
        let mut together = Batch::default();
        for sequence in &sequences {
            together.push(sequence.iter().copied());
        }
        let states = encoder.encode(&together).expect("the ids are in the vocabulary");
        let mut start = 0;
        for sequence in &sequences {
            let mut alone = Batch::default();
            alone.push(sequence.iter().copied());
            let single = encoder.encode(&alone).expect("the ids are in the vocabulary");
            let same = states.slice(s![start..start + sequence.len(), ..]);
            prop_assert!(single == same, "{precision}: a state differs");
            start += sequence.len();
        }
    });
}

#[test]
fn what_does_not_fit_is_an_error() {
    let encoder = encoder(Precision::default());
    let too_long = vec![(1000, 1); encoder.max_pieces() + 1];
    for sequence in [vec![], vec![(u32::MAX, 1)], vec![(1000, 99)], too_long] {
        let mut batch = Batch::default();
        batch.push(sequence);
        assert_eq!(encoder.encode(&batch).unwrap_err().kind(), ErrorKind::Input);
    }
    assert_eq!(encoder.encode(&Batch::default()).unwrap().nrows(), 0);
}
