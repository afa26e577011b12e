//! Linear layers in each number format on each instruction set, and attention: items are multiply-adds.
//!
//! Weights are those of the model's first layer; inputs are hidden states of the sample stories. Every case is first
//! compared with the same in double precision. `cargo bench -p dateline-benches --bench kernels`.

use std::{fmt, sync::LazyLock};

use dateline_benches::{
    answers::{bound_of_layer, distance},
    seeds, sentences,
};
use dateline_encoder::{Config, Encoder, NativeEncoder, Precision, Weights};
use dateline_kernels::{Attention, AttentionScratch, Format, Isa, Linear, Scratch, Then};
use divan::{Bencher, counter::ItemsCount};
use ndarray::{Array2, ArrayView2, Axis, concatenate, s};

fn main() {
    divan::main();
}

/// Rows that go through a layer at once.
const ROWS: usize = 96;

/// The first layer of the model.
struct Model {
    config: Config,
    /// Hidden states of the sample stories, [`ROWS`] of them.
    states: Array2<f32>,
    /// Weights by shape, [outputs, inputs].
    weights: [Array2<f32>; 4],
}

static MODEL: LazyLock<Model> = LazyLock::new(Model::load);

impl Model {
    fn load() -> Self {
        let folder = seeds::model();
        let config = Config::load(&folder.join("config.json")).expect("the shipped model");
        let weights = Weights::open(&folder.join("model.safetensors")).expect("the shipped model");
        let (hidden, inner) = (config.hidden_size, config.intermediate_size);
        let weight = |part: &str, outputs, inputs| {
            weights.matrix(&format!("bert.encoder.layer.0.{part}.weight"), outputs, inputs).expect("a layer")
        };
        let parts = ["query", "key", "value"].map(|part| weight(&format!("attention.self.{part}"), hidden, hidden));
        let projection = concatenate(Axis(0), &parts.each_ref().map(|part| part.view())).expect("of one width");
        let weights = [
            projection,
            weight("attention.output.dense", hidden, hidden),
            weight("intermediate.dense", inner, hidden),
            weight("output.dense", hidden, inner),
        ];
        Self { config, states: states(), weights }
    }
}

fn states() -> Array2<f32> {
    let (model, stories) = (seeds::model(), sentences::texts(&seeds::folder()).expect("the sample stories"));
    let sequences = sentences::sequences(&model, &stories, None).expect("the shipped model");
    let encoder = NativeEncoder::load(&model, Precision::F32).expect("the shipped model");
    let states = encoder.encode(&sentences::batches(&sequences, 16)[0]).expect("a batch of sentences");
    states.slice(s![..ROWS, ..]).to_owned()
}

/// A layer on an instruction set.
struct Case {
    isa: Isa,
    weight: &'static Array2<f32>,
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (outputs, inputs) = self.weight.dim();
        write!(f, "{}, {inputs} to {outputs}", self.isa.name())
    }
}

fn cases() -> impl Iterator<Item = Case> {
    Isa::available().into_iter().flat_map(|isa| MODEL.weights.iter().map(move |weight| Case { isa, weight }))
}

#[divan::bench(args = cases())]
fn f32(bencher: Bencher<'_, '_>, case: &Case) {
    linear(bencher, case, Format::F32);
}

#[divan::bench(args = cases())]
fn i16(bencher: Bencher<'_, '_>, case: &Case) {
    linear(bencher, case, Format::I16);
}

#[divan::bench(args = cases())]
fn i8(bencher: Bencher<'_, '_>, case: &Case) {
    linear(bencher, case, Format::I8);
}

fn linear(bencher: Bencher<'_, '_>, case: &Case, format: Format) {
    let (outputs, inputs) = case.weight.dim();
    let input: Vec<f32> = MODEL.states.iter().copied().cycle().take(ROWS * inputs).collect();
    let layer = Linear::new(case.isa, format, case.weight.view(), &vec![0.0; outputs]);
    let (mut out, mut scratch) = (vec![0.0; ROWS * outputs], Scratch::default());
    layer.run(&input, &mut out, Then::Store, &mut scratch);
    let exact = product(&input, case.weight);
    let off = distance(out.iter().map(|&x| f64::from(x)), exact.into_iter());
    assert!(off <= bound_of_layer(format), "{case} {format:?}: {off} off");
    bencher
        .counter(ItemsCount::new(ROWS * inputs * outputs))
        .bench_local(|| layer.run(divan::black_box(&input), &mut out, Then::Store, &mut scratch));
}

/// The definition, in double precision.
fn product(input: &[f32], weight: &Array2<f32>) -> Vec<f64> {
    let dot = |row: &[f32], column: &[f32]| -> f64 {
        row.iter().zip(column).map(|(&x, &weight)| f64::from(x) * f64::from(weight)).sum()
    };
    let columns: Vec<_> = weight.rows().into_iter().map(|column| column.to_vec()).collect();
    let rows = input.chunks(weight.ncols());
    rows.flat_map(|row| columns.iter().map(move |column| dot(row, column))).collect()
}

/// The same in single precision by a crate for matrices of any kind, which packs its operands anew each time, whatever the
/// instruction set: what packing at load gains.
#[divan::bench(args = cases().filter(|case| case.isa == Isa::best()))]
fn general_product(bencher: Bencher<'_, '_>, case: &Case) {
    let (outputs, inputs) = case.weight.dim();
    let input: Vec<f32> = MODEL.states.iter().copied().cycle().take(ROWS * inputs).collect();
    let rows = ArrayView2::from_shape((ROWS, inputs), &input).expect("so many rows");
    let mut out = Array2::zeros((ROWS, outputs));
    dateline_kernels::product(rows, case.weight.t(), out.view_mut());
    let off = distance(out.iter().map(|&x| f64::from(x)), product(&input, case.weight).into_iter());
    assert!(off <= bound_of_layer(Format::F32), "{case}: {off} off");
    bencher
        .counter(ItemsCount::new(ROWS * inputs * outputs))
        .bench_local(|| dateline_kernels::product(divan::black_box(rows), case.weight.t(), out.view_mut()));
}

fn lengths() -> impl Iterator<Item = (Isa, usize)> {
    Isa::available().into_iter().flat_map(|isa| [24, 48, 96].map(|length| (isa, length)))
}

#[divan::bench(args = lengths().map(|(isa, pieces)| format!("{}, {pieces} pieces", isa.name())))]
fn attention(bencher: Bencher<'_, '_>, name: &String) {
    let named = |&(isa, pieces): &(Isa, usize)| format!("{}, {pieces} pieces", isa.name()) == *name;
    let (isa, pieces) = lengths().find(named).expect("one of the list");
    let (hidden, heads) = (MODEL.config.hidden_size, MODEL.config.num_attention_heads);
    let rows = MODEL.states.slice(s![..pieces, ..]).to_owned();
    let projected = product(rows.as_slice().expect("in standard layout"), &MODEL.weights[0]);
    let input: Vec<f32> = projected.iter().map(|&x| x as f32).collect();
    let (mut context, mut scratch) = (vec![0.0; pieces * hidden], AttentionScratch::default());
    let attention = Attention::new(isa, heads, hidden);
    attention.run(&input, &mut context, &mut scratch);
    let off = distance(context.iter().map(|&x| f64::from(x)), attended(&projected, hidden, heads).into_iter());
    assert!(off < 1e-5, "{name}: {off} off");
    bencher
        .counter(ItemsCount::new(2 * pieces * pieces * hidden))
        .bench_local(|| attention.run(divan::black_box(&input), &mut context, &mut scratch));
}

/// The definition, in double precision: `softmax(queries * keys^T / sqrt(width)) * values`, head by head.
fn attended(projected: &[f64], hidden: usize, heads: usize) -> Vec<f64> {
    let (pieces, width) = (projected.len() / (3 * hidden), hidden / heads);
    let part = |piece: usize, number: usize, head: usize| {
        &projected[piece * 3 * hidden + number * hidden + head * width..][..width]
    };
    let mut context = vec![0.0; pieces * hidden];
    for piece in 0..pieces {
        for head in 0..heads {
            let score = |key| -> f64 {
                let pairs = part(piece, 0, head).iter().zip(part(key, 1, head));
                pairs.map(|(query, key)| query * key).sum::<f64>() / (width as f64).sqrt()
            };
            let weights: Vec<f64> = (0..pieces).map(|key| score(key).exp()).collect();
            let total: f64 = weights.iter().sum();
            let out = &mut context[piece * hidden + head * width..][..width];
            for (key, weight) in weights.iter().enumerate() {
                out.iter_mut().zip(part(key, 2, head)).for_each(|(out, value)| *out += weight / total * value);
            }
        }
    }
    context
}
