//! The native encoder on one core, in each precision and batch size: items are word pieces.
//!
//! Sentences of the sample stories. Every case must give hidden states near those in single precision, and the same
//! ones, to the last bit, as without the rest of the batch. `cargo bench -p dateline-benches --bench encoder`.

use std::sync::LazyLock;

use dateline_benches::{
    answers::{bound_of_states, distance},
    seeds,
    sentences::{self, Sequence, batches},
};
use dateline_encoder::{Batch, Encoder, NativeEncoder, Precision};
use divan::{Bencher, counter::ItemsCount};
use ndarray::{Array2, s};

fn main() {
    divan::main();
}

/// Sentences that are read.
const SENTENCES: usize = 32;

static SENTENCES_OF_NEWS: LazyLock<Vec<Sequence>> = LazyLock::new(|| read(None));
/// Neighbouring sentences in windows of 256 pieces.
static WINDOWS: LazyLock<Vec<Sequence>> = LazyLock::new(|| read(Some(256)));

fn read(window: Option<usize>) -> Vec<Sequence> {
    let stories = sentences::texts(&seeds::folder()).expect("the sample stories");
    let mut read = sentences::sequences(&seeds::model(), &stories, window).expect("the shipped model");
    read.truncate(if window.is_some() { SENTENCES / 8 } else { SENTENCES });
    read
}

#[divan::bench(consts = [1, 8, 32], args = Precision::ALL)]
fn sentences_in_batches_of<const SIZE: usize>(bencher: Bencher<'_, '_>, precision: Precision) {
    encode(bencher, precision, &SENTENCES_OF_NEWS, SIZE);
}

#[divan::bench(args = Precision::ALL)]
fn windows_of_256_pieces(bencher: Bencher<'_, '_>, precision: Precision) {
    encode(bencher, precision, &WINDOWS, 1);
}

fn encode(bencher: Bencher<'_, '_>, precision: Precision, sequences: &[Sequence], size: usize) {
    let encoder = NativeEncoder::load(&seeds::model(), precision).expect("the shipped model");
    let batches = batches(sequences, size);
    check(&encoder, precision, &batches[0], &sequences[0]);
    let pieces: usize = batches.iter().map(Batch::pieces).sum();
    bencher.counter(ItemsCount::new(pieces)).bench_local(|| {
        for batch in &batches {
            divan::black_box(encoder.encode(batch).expect("a batch that was encoded before"));
        }
    });
}

fn check(encoder: &NativeEncoder, precision: Precision, batch: &Batch, first: &Sequence) {
    let exact = NativeEncoder::load(&seeds::model(), Precision::F32).expect("the shipped model");
    let states = |encoder: &NativeEncoder, batch| encoder.encode(batch).expect("sentences of news");
    let values = |states: &Array2<f32>| states.iter().map(|&x| f64::from(x)).collect::<Vec<_>>().into_iter();
    let ours = states(encoder, batch);
    let off = distance(values(&ours), values(&states(&exact, batch)));
    assert!(off <= bound_of_states(precision), "{precision}: {off} off");
    let alone = states(encoder, &batches(std::slice::from_ref(first), 1)[0]);
    assert!(alone == ours.slice(s![..first.len(), ..]), "{precision}: the rest of the batch changes a state");
}
