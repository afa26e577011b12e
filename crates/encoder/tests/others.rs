//! What holds for a backend besides the native one; needs its feature, and what `scripts/backends/` fetches.
#![cfg(any(feature = "onnx", feature = "rust-bert"))]

use std::{path::PathBuf, thread};

use dateline_encoder::{Backend, Batch, Encoder, ErrorKind, Options, Precision, open, open_with};
use ndarray::Array2;

/// States are some units large; the sums are formed in another order, and the error function is another.
const TOLERANCE: f32 = 1e-3;

fn model() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../models/news-minilm")
}

fn others() -> impl Iterator<Item = (Backend, Box<dyn Encoder>)> {
    let others = Backend::available().filter(|&backend| backend != Backend::Native);
    others.map(|backend| {
        let encoder = open(backend, Precision::F32, &model());
        (backend, encoder.expect("scripts/backends/README.md says what the backends need"))
    })
}

/// Sequences of very different lengths, so that there is padding to get wrong.
fn batch() -> Batch {
    let mut batch = Batch::default();
    for length in [1, 7, 120, 3, 33] {
        batch.push((0..length).map(|index| (1000 + (index * 7919) % 29_000, (index % 8) as u8)));
    }
    batch
}

fn difference(ours: &Array2<f32>, theirs: &Array2<f32>) -> f32 {
    assert_eq!(ours.dim(), theirs.dim());
    (ours - theirs).iter().fold(0.0, |largest, difference| difference.abs().max(largest))
}

#[test]
fn hidden_states_are_those_of_the_native_backend() {
    let native = open(Backend::Native, Precision::F32, &model()).unwrap().encode(&batch()).unwrap();
    for (backend, encoder) in others() {
        let largest = difference(&native, &encoder.encode(&batch()).unwrap());
        assert!(largest < TOLERANCE, "{backend}: a state differs by {largest}");
    }
}

#[test]
fn threads_share_a_backend() {
    for (backend, encoder) in others() {
        let alone = encoder.encode(&batch()).unwrap();
        let runs = thread::scope(|scope| {
            let spawned: Vec<_> = (0..4).map(|_| scope.spawn(|| encoder.encode(&batch()).unwrap())).collect();
            spawned.into_iter().map(|run| run.join().unwrap()).collect::<Vec<_>>()
        });
        for run in runs {
            assert!(difference(&alone, &run) < 1e-4, "{backend}: another thread gives other states");
        }
    }
}

#[test]
fn more_threads_inside_a_product_change_nothing() {
    for (backend, encoder) in others() {
        let options = Options { precision: Precision::F32, threads: 2 };
        let two = open_with(backend, &options, &model()).unwrap().encode(&batch()).unwrap();
        let largest = difference(&encoder.encode(&batch()).unwrap(), &two);
        assert!(largest < 1e-4, "{backend}: a state differs by {largest}");
    }
}

#[test]
fn what_does_not_fit_is_an_error() {
    for (backend, encoder) in others() {
        let too_long = vec![(1000, 1); encoder.max_pieces() + 1];
        for sequence in [vec![], vec![(u32::MAX, 1)], vec![(1000, 99)], too_long] {
            let mut batch = Batch::default();
            batch.push(sequence);
            assert_eq!(encoder.encode(&batch).unwrap_err().kind(), ErrorKind::Input, "{backend}");
        }
        assert_eq!(encoder.encode(&Batch::default()).unwrap().nrows(), 0);
    }
}

#[test]
fn a_precision_that_a_backend_lacks_is_named() {
    for (backend, _) in others() {
        let error = open(backend, Precision::I16, &model()).err().unwrap();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (ErrorKind::Unavailable, "precision i16 is not available")
        );
    }
}

#[cfg(feature = "onnx")]
#[test]
fn the_quantised_file_is_another_and_near() {
    let exact = open(Backend::Onnx, Precision::F32, &model()).unwrap().encode(&batch()).unwrap();
    let quantised = open(Backend::Onnx, Precision::I8, &model()).unwrap().encode(&batch()).unwrap();
    let mean = (&exact - &quantised).mapv(f32::abs).mean().unwrap();
    assert!(mean > TOLERANCE && mean < 0.2, "the mean difference is {mean}");
}
