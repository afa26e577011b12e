//! How near the encoder comes to what the processor can do: tokens a second, against the multiply-adds that a core does
//! at best over those that a token needs.
//!
//! `cargo bench -p dateline-benches --bench limit -- --help`. One core; peak, product and encoder run in turn in every
//! round, so that what else the machine does falls on all of them alike.
#![allow(clippy::print_stdout, reason = "a benchmark's output")]

use std::{
    hint::black_box,
    path::{Path, PathBuf},
    time::Instant,
};

use clap::Parser;
use dateline_benches::{
    Error,
    answers::{bound_of_states, distance},
    cost::{Cost, padding},
    record::{self, median},
    sentences::{self, Sequence, batches},
};
use dateline_encoder::{Batch, Config, Encoder, NativeEncoder, Precision, Weights};
use dateline_kernels::{Format, Isa, Linear, Scratch, Then, peak};
use dateline_tagger::EntityScorer;
use ndarray::Array2;

/// Measures how near the encoder comes to the processor's limit, on one core.
#[derive(Parser)]
struct Options {
    /// A folder of .txt files, or a .jsonl file with a member "text" a line [default: the sample stories].
    text: Option<PathBuf>,
    /// The model folder [default: the shipped one].
    #[arg(long)]
    model: Option<PathBuf>,
    /// Rounds in which everything runs once.
    #[arg(long, default_value_t = 9)]
    rounds: usize,
    /// Sequences in a batch; the best counts.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 4, 8, 16, 32])]
    batch: Vec<usize>,
    /// Only sentences of so many pieces or more, without [CLS] and [SEP].
    #[arg(long, default_value_t = 20)]
    least: usize,
    /// Sentences to run.
    #[arg(long, default_value_t = 96)]
    sequences: usize,
    /// All vector instruction sets that this processor has, instead of the best.
    #[arg(long)]
    all: bool,
    /// Also write the figures to this file, in JSON.
    #[arg(long)]
    json: Option<PathBuf>,
    /// What cargo adds.
    #[arg(long, hide = true)]
    bench: bool,
}

/// Sentences in a batch for which padding is counted.
const PADDED: usize = 32;

fn main() -> Result<(), Error> {
    let mut options = Options::parse();
    if !options.bench {
        // `cargo test` only asks whether it runs.
        (options.rounds, options.sequences) = (1, 4);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let model = options.model.clone().unwrap_or_else(|| root.join("models/news-minilm"));
    let texts = sentences::texts(&options.text.clone().unwrap_or_else(|| root.join("seeds")))?;
    let mut sequences = sentences::sequences(&model, &texts, None)?;
    let padding = padding(&sequences.iter().map(Vec::len).collect::<Vec<_>>(), PADDED);
    sequences.retain(|sequence| sequence.len() >= options.least + 2);
    sequences.truncate(options.sequences);
    let cost = Cost::of(&Config::load(&model.join("config.json"))?, sequences.iter().map(Vec::len));
    let mut runners = runners(&options, &model, &sequences)?;
    for _ in 0..options.rounds {
        for runner in &mut runners {
            runner.round(&cost);
        }
    }
    header(&options, &model, &sequences, &cost)?;
    println!(
        "batches of {PADDED} sentences in the order of the text: {:.1} % of a rectangle is padding\n",
        padding * 100.0
    );
    table(&runners);
    if let Some(path) = &options.json {
        let mut bench = record::bench("limit", EntityScorer::load(&model)?.name());
        bench["products_multiply_adds_per_token"] = cost.products.into();
        bench["attention_multiply_adds_per_token"] = cost.attention.into();
        bench["padding_of_batches_of_32"] = padding.into();
        bench["sequences"] = sequences.len().into();
        bench["pieces"] = sequences.iter().map(Vec::len).sum::<usize>().into();
        std::fs::write(path, record::whole(&bench, &runners.iter().map(Runner::row).collect::<Vec<_>>()))?;
    }
    Ok(())
}

fn runners(options: &Options, model: &Path, sequences: &[Sequence]) -> Result<Vec<Runner>, Error> {
    let sets = if options.all { Isa::available().split_off(1) } else { vec![Isa::best()] };
    let mut runners = Vec::new();
    for isa in sets {
        for precision in Precision::ALL {
            runners.push(Runner::new(isa, precision, model, options, sequences)?);
        }
    }
    check(&runners)?;
    Ok(runners)
}

/// One number format on one instruction set.
struct Runner {
    isa: Isa,
    precision: Precision,
    encoder: NativeEncoder,
    product: Product,
    batches: Vec<Batch>,
    batch: usize,
    states: Array2<f32>,
    rounds: Vec<Round>,
}

/// What one round gave.
struct Round {
    /// Multiply-adds a second of the bare instruction.
    peak: f64,
    /// Multiply-adds a second of the best product of matrices.
    product: f64,
    /// Tokens a second, when nothing but the multiply-adds took time.
    limit: f64,
    /// Tokens a second.
    encoder: f64,
}

impl Runner {
    fn new(
        isa: Isa,
        precision: Precision,
        model: &Path,
        options: &Options,
        sequences: &[Sequence],
    ) -> Result<Self, Error> {
        let weights = Weights::open(&model.join("model.safetensors"))?;
        let encoder = NativeEncoder::on(isa, Config::load(&model.join("config.json"))?, &weights, precision)?;
        let states = encoder.encode(&batches(sequences, sequences.len()).remove(0))?;
        // Twice each, and the faster counts: the first run still warms up. A part of the sentences is enough to choose.
        let some = &sequences[..sequences.len().min(32)];
        let rate = |batch: usize| {
            let batches = batches(some, batch);
            encode(&encoder, &batches).max(encode(&encoder, &batches))
        };
        let rates = options.batch.iter().map(|&batch| (rate(batch), batch));
        let (_, batch) = rates.max_by(|a, b| a.0.total_cmp(&b.0)).ok_or("no size of batch is given")?;
        let batches = batches(sequences, batch);
        let product = Product::best(isa, precision.into());
        Ok(Self { isa, precision, encoder, product, batches, batch, states, rounds: Vec::new() })
    }

    fn round(&mut self, cost: &Cost) {
        let format = self.precision.into();
        let single = peak_rate(self.isa, Format::F32);
        let peak = if format == Format::F32 { single } else { peak_rate(self.isa, format) };
        // Attention is in single precision, whatever the layers are.
        let limit = 1.0 / (cost.products / peak + cost.attention / single);
        let (product, encoder) = (self.product.rate(), encode(&self.encoder, &self.batches));
        self.rounds.push(Round { peak, product, limit, encoder });
    }

    fn median(&self, value: impl Fn(&Round) -> f64) -> f64 {
        median(&self.rounds.iter().map(value).collect::<Vec<_>>())
    }

    fn row(&self) -> serde_json::Value {
        serde_json::json!({
            "precision": self.precision.name(),
            "instruction_set": self.isa.name(),
            "batch": self.batch,
            "rounds": self.rounds.len(),
            "peak_multiply_adds_per_second": self.median(|round| round.peak).round(),
            "product_multiply_adds_per_second": self.median(|round| round.product).round(),
            "product_shape": self.product.shape,
            "limit_tokens_per_second": self.median(|round| round.limit).round(),
            "tokens_per_second": self.median(|round| round.encoder).round(),
            "share_of_limit": self.median(|round| round.encoder / round.limit),
            "product_share_of_peak": self.median(|round| round.product / round.peak),
        })
    }
}

/// Multiply-adds a second of the bare instruction: the fastest of a few short loops, since only the machine can slow
/// them down.
fn peak_rate(isa: Isa, format: Format) -> f64 {
    let loops = (0..5).map(|_| {
        let start = Instant::now();
        let done = peak::multiply_adds(isa, format, peak::MOST_STEPS / 8);
        done as f64 / start.elapsed().as_secs_f64()
    });
    loops.fold(0.0, f64::max)
}

/// Tokens a second.
fn encode(encoder: &NativeEncoder, batches: &[Batch]) -> f64 {
    let start = Instant::now();
    for batch in batches {
        black_box(encoder.encode(batch).expect("a batch that was encoded before"));
    }
    let tokens: usize = batches.iter().map(Batch::pieces).sum();
    tokens as f64 / start.elapsed().as_secs_f64()
}

/// A product of matrices that the caches hold.
struct Product {
    layer: Linear,
    /// Rows, inputs, outputs.
    shape: [usize; 3],
    input: Vec<f32>,
    output: Vec<f32>,
    scratch: Scratch,
}

impl Product {
    /// The fastest of several shapes, from what the first-level cache holds to the widest layer of the model.
    fn best(isa: Isa, format: Format) -> Self {
        let shapes = [[24, 128, 64], [48, 128, 128], [48, 256, 256], [96, 384, 384], [96, 384, 1536], [96, 1536, 384]];
        let products = shapes.map(|shape| Self::new(isa, format, shape));
        let rated = products.into_iter().map(|mut product| (product.rate(), product));
        rated.max_by(|a, b| a.0.total_cmp(&b.0)).expect("there are shapes").1
    }

    fn new(isa: Isa, format: Format, shape: [usize; 3]) -> Self {
        let [rows, inputs, outputs] = shape;
        let value = |at: usize| (at * 37 % 101) as f32 / 101.0 - 0.5;
        let weight = Array2::from_shape_fn((outputs, inputs), |(row, column)| value(row * inputs + column));
        let input = (0..rows * inputs).map(value).collect();
        let layer = Linear::new(isa, format, weight.view(), &vec![0.0; outputs]);
        Self { layer, shape, input, output: vec![0.0; rows * outputs], scratch: Scratch::default() }
    }

    /// Multiply-adds a second.
    fn rate(&mut self) -> f64 {
        let work = self.shape.iter().product::<usize>();
        let times = 200_000_000 / work + 1;
        let start = Instant::now();
        for _ in 0..times {
            self.layer.run(black_box(&self.input), &mut self.output, Then::Store, &mut self.scratch);
        }
        (times * work) as f64 / start.elapsed().as_secs_f64()
    }
}

/// A fast wrong answer is worth nothing: hidden states lie near those of the first runner, which is in single precision.
fn check(runners: &[Runner]) -> Result<(), Error> {
    for runner in runners {
        let values = |runner: &Runner| runner.states.iter().map(|&x| f64::from(x)).collect::<Vec<_>>().into_iter();
        let off = distance(values(runner), values(&runners[0]));
        if off > bound_of_states(runner.precision) {
            return Err(format!("{} on {}: {off} off", runner.precision, runner.isa.name()).into());
        }
    }
    Ok(())
}

fn header(options: &Options, model: &Path, sequences: &[Sequence], cost: &Cost) -> Result<(), Error> {
    println!("{} on {}, one core", EntityScorer::load(model)?.name(), record::machine());
    let pieces: usize = sequences.iter().map(Vec::len).sum();
    println!("{} sentences, {pieces} pieces; medians of {} rounds", sequences.len(), options.rounds);
    let (products, attention) = (cost.products / 1e6, cost.attention / 1e6);
    println!("multiply-adds for a token: {products:.2} million in products, {attention:.2} million in attention");
    Ok(())
}

/// Multiply-adds in thousands of millions a second.
fn table(runners: &[Runner]) {
    println!(
        "| instructions | precision | peak, G/s | best product, G/s | of the peak | limit, tokens/s | encoder, tokens/s | of the limit |"
    );
    println!("|---|---|---:|---:|---:|---:|---:|---:|");
    for runner in runners {
        let [rows, inputs, outputs] = runner.product.shape;
        println!(
            "| {} | {} | {:.1} | {:.1} ({rows} rows, {inputs} → {outputs}) | {:.1} % | {:.0} | {:.0} (batch {}) | {:.1} % |",
            runner.isa.name(),
            runner.precision,
            runner.median(|round| round.peak) / 1e9,
            runner.median(|round| round.product) / 1e9,
            runner.median(|round| round.product / round.peak) * 100.0,
            runner.median(|round| round.limit),
            runner.median(|round| round.encoder),
            runner.batch,
            runner.median(|round| round.encoder / round.limit) * 100.0,
        );
    }
}
