//! A sequence's hidden states do not depend on what else is in its batch.

use std::path::Path;

use dateline_encoder::{Batch, Encoder, ErrorKind, NativeEncoder};
use ndarray::s;
use proptest::prelude::*;

/// Sums are formed in another order when the batch is taller; nothing else may differ.
const TOLERANCE: f32 = 1e-4;

fn encoder() -> NativeEncoder {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/news-minilm");
    NativeEncoder::load(&folder).expect("the shipped model loads")
}

#[test]
fn neighbours_change_nothing() {
    let encoder = encoder();
    let sequence = prop::collection::vec((1000..30_000_u32, 0..8_u8), 1..60);
    let config = ProptestConfig { cases: 12, ..ProptestConfig::default() };
    proptest!(config, |(sequences in prop::collection::vec(sequence, 1..6))| {
        let mut together = Batch::default();
        for sequence in &sequences {
            together.push(sequence.iter().copied());
        }
        let states = encoder.encode(&together).unwrap();
        let mut start = 0;
        for sequence in &sequences {
            let mut alone = Batch::default();
            alone.push(sequence.iter().copied());
            let single = encoder.encode(&alone).unwrap();
            let same = states.slice(s![start..start + sequence.len(), ..]);
            let largest = (&single - &same).iter().fold(0.0_f32, |largest, difference| largest.max(difference.abs()));
            prop_assert!(largest < TOLERANCE, "a state differs by {largest}");
            start += sequence.len();
        }
    });
}

#[test]
fn what_does_not_fit_is_an_error() {
    let encoder = encoder();
    let too_long = vec![(1000, 1); encoder.max_pieces() + 1];
    for sequence in [vec![], vec![(u32::MAX, 1)], vec![(1000, 99)], too_long] {
        let mut batch = Batch::default();
        batch.push(sequence);
        assert_eq!(encoder.encode(&batch).unwrap_err().kind(), ErrorKind::Input);
    }
    assert_eq!(encoder.encode(&Batch::default()).unwrap().nrows(), 0);
}
