//! All processors with a fused multiply-add give the same bits, whatever the width of their vectors.

use std::path::Path;

use dateline_encoder::{Batch, Config, Encoder, NativeEncoder, Precision, Weights};
use dateline_kernels::Isa;

#[test]
fn hidden_states_do_not_depend_on_the_width_of_vectors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/news-minilm");
    let config = Config::load(&folder.join("config.json")).expect("the shipped model");
    let weights = Weights::open(&folder.join("model.safetensors")).expect("the shipped model");
    let mut batch = Batch::default();
    for length in [9, 33] {
        batch.push((0..length).map(|at| ((1_000 + 37 * at * length) % 20_000, 1)));
    }
    for precision in Precision::ALL {
        let states = Isa::available().into_iter().filter(|&isa| isa != Isa::Portable).map(|isa| {
            let encoder = NativeEncoder::on(isa, config.clone(), &weights, precision).expect("the shipped model");
            (isa, encoder.encode(&batch).expect("ids of the vocabulary"))
        });
        let states: Vec<_> = states.collect();
        for pair in states.windows(2) {
            assert_eq!(pair[0].1, pair[1].1, "{precision}: {:?} against {:?}", pair[0].0, pair[1].0);
        }
    }
}
