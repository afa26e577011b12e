//! All engines of the build on the same weights and the same word pieces: pieces in, entity logits out.
//!
//! `cargo bench -p dateline-benches --bench engines --features onnx,rust-bert -- --help`; `scripts/backends/README.md`
//! says what the features need. Every engine first runs at every setting (pieces batched by length, and the threads
//! either inside a product or beside each other on different batches); then all run in turn, each at its best setting.
#![allow(clippy::print_stdout, reason = "a benchmark's output")]

use std::{
    hint::black_box,
    path::{Path, PathBuf},
    rc::Rc,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Instant,
};

use clap::Parser;
use dateline_benches::{
    Error,
    engines::{self, Engine},
    record,
    sentences::{self, Sequence},
};
use dateline_encoder::{Batch, Encoder};
use dateline_tagger::EntityScorer;
use ndarray::{Array2, Axis, concatenate};

/// Times all engines of this build on the same word pieces.
#[derive(Parser)]
struct Options {
    /// A folder of .txt files, or a .jsonl file with a member "text" a line [default: the sample stories].
    text: Option<PathBuf>,
    /// The model folder [default: the shipped one].
    #[arg(long)]
    model: Option<PathBuf>,
    /// Rounds in which each engine runs once at its best setting.
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// Rounds in which each engine runs once at every setting, to find the best.
    #[arg(long, default_value_t = 2)]
    trials: usize,
    /// Sequences in a batch.
    #[arg(long, value_delimiter = ',', default_values_t = [1, 8, 32])]
    batch: Vec<usize>,
    /// Threads of an engine.
    #[arg(long, default_value_t = 2)]
    threads: usize,
    /// Fill sequences with neighbouring sentences up to so many pieces, instead of one sentence each.
    #[arg(long)]
    window: Option<usize>,
    /// Sequences to run.
    #[arg(long, default_value_t = 512)]
    sequences: usize,
    /// Only engines whose name contains one of these.
    #[arg(long, value_delimiter = ',')]
    engines: Vec<String>,
    /// Also write the figures to this file, in JSON.
    #[arg(long)]
    json: Option<PathBuf>,
    /// What cargo adds.
    #[arg(long, hide = true)]
    bench: bool,
}

/// An engine, loaded for one way to use the threads, and the size of its batches.
struct Setting {
    /// One for each worker; settings that differ in the batch only share them.
    encoders: Rc<[Box<dyn Encoder>]>,
    /// Threads inside a product.
    inside: usize,
    batch: usize,
}

/// An engine at all its settings.
struct Contestant {
    name: String,
    settings: Vec<Setting>,
    /// Tokens a second, by setting.
    trials: Vec<Vec<f64>>,
    /// Tokens a second at the best setting.
    rounds: Vec<f64>,
    logits: Array2<f32>,
}

fn main() -> Result<(), Error> {
    let options = Options::parse();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let model = options.model.clone().unwrap_or_else(|| root.join("models/news-minilm"));
    let texts = sentences::texts(&options.text.clone().unwrap_or_else(|| root.join("seeds")))?;
    let mut sequences = sentences::sequences(&model, &texts, options.window)?;
    sequences.truncate(options.sequences);
    // Long ones first, so that no worker is left with one at the end.
    sequences.sort_by_key(|sequence| std::cmp::Reverse(sequence.len()));
    let tokens: usize = sequences.iter().map(Vec::len).sum();
    let classifier = EntityScorer::load(&model)?;
    let mut contestants = Vec::new();
    for engine in engines::all(&model) {
        if options.engines.is_empty() || options.engines.iter().any(|wanted| engine.name.contains(wanted.as_str())) {
            contestants.push(Contestant::new(&engine, &model, &options, &sequences, &classifier)?);
        }
    }
    for _ in 0..options.trials {
        for contestant in &mut contestants {
            contestant.try_all(&sequences, tokens, &classifier);
        }
    }
    for round in 0..options.rounds {
        // Another one starts each time: what runs just before may heat or cool the machine.
        let turn = round % contestants.len().max(1);
        contestants.rotate_left(turn);
        for contestant in &mut contestants {
            contestant.run_best(&sequences, tokens, &classifier);
        }
        contestants.rotate_right(turn);
    }
    header(&options, classifier.name(), &sequences, tokens);
    table(&contestants);
    if let Some(path) = &options.json {
        std::fs::write(path, json(&options, classifier.name(), &contestants, &sequences))?;
    }
    Ok(())
}

impl Contestant {
    fn new(
        engine: &Engine,
        model: &Path,
        options: &Options,
        sequences: &[Sequence],
        classifier: &EntityScorer,
    ) -> Result<Self, Error> {
        let mut settings = Vec::new();
        // Different batches on each thread, or one batch on all.
        for (workers, inside) in [(options.threads, 1), (1, options.threads)] {
            if inside > 1 && !engine.parallel || options.threads == 1 && !settings.is_empty() {
                continue;
            }
            let encoders: Rc<[_]> = (0..workers).map(|_| engine.open(model, inside)).collect::<Result<_, _>>()?;
            let setting = |&batch| Setting { encoders: Rc::clone(&encoders), inside, batch };
            settings.extend(options.batch.iter().map(setting));
        }
        let encoder = engine.open(model, 1)?;
        let logits =
            batches(sequences, 8).into_iter().map(|batch| Ok(classifier.scores(encoder.encode(&batch)?.view())));
        let logits = logits.collect::<Result<Vec<_>, Error>>()?;
        let views: Vec<_> = logits.iter().map(|logits| logits.view()).collect();
        let trials = settings.iter().map(|_| Vec::new()).collect();
        let logits = concatenate(Axis(0), &views)?;
        Ok(Self { name: engine.name.clone(), settings, trials, rounds: Vec::new(), logits })
    }

    fn try_all(&mut self, sequences: &[Sequence], tokens: usize, classifier: &EntityScorer) {
        for (setting, trials) in self.settings.iter().zip(&mut self.trials) {
            trials.push(tokens as f64 / setting.time(&batches(sequences, setting.batch), classifier));
        }
    }

    fn run_best(&mut self, sequences: &[Sequence], tokens: usize, classifier: &EntityScorer) {
        let setting = &self.settings[self.best()];
        self.rounds.push(tokens as f64 / setting.time(&batches(sequences, setting.batch), classifier));
    }

    fn best(&self) -> usize {
        let fastest = |setting: &usize| self.trials[*setting].iter().copied().fold(0.0, f64::max);
        let settings = 0..self.settings.len();
        settings.max_by(|a, b| fastest(a).total_cmp(&fastest(b))).expect("an engine has a setting")
    }
}

impl Setting {
    fn put(&self, row: &mut serde_json::Value) {
        row["threads"] = self.encoders.len().into();
        row["inner_threads"] = self.inside.into();
        row["batch"] = self.batch.into();
    }

    /// Seconds that the workers take for all batches.
    fn time(&self, batches: &[Batch], classifier: &EntityScorer) -> f64 {
        let next = AtomicUsize::new(0);
        let work = |encoder: &dyn Encoder| {
            while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
                let states = encoder.encode(batch).expect("an engine that ran once runs again");
                black_box(classifier.scores(states.view()));
            }
        };
        let start = Instant::now();
        thread::scope(|scope| {
            for encoder in &*self.encoders {
                scope.spawn(|| work(&**encoder));
            }
        });
        start.elapsed().as_secs_f64()
    }
}

fn batches(sequences: &[Sequence], size: usize) -> Vec<Batch> {
    let batch = |sequences: &[Sequence]| {
        let mut batch = Batch::default();
        for sequence in sequences {
            batch.push(sequence.iter().copied());
        }
        batch
    };
    sequences.chunks(size).map(batch).collect()
}

fn header(options: &Options, model: &str, sequences: &[Sequence], tokens: usize) {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = |key: &str| {
        let line = cpu.lines().find(|line| line.starts_with(key)).and_then(|line| line.split(": ").nth(1));
        line.unwrap_or("unknown").to_owned()
    };
    let flags = line("flags");
    let known = ["avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_int8"];
    let flags: Vec<_> = known.into_iter().filter(|flag| flags.split(' ').any(|found| found == *flag)).collect();
    println!("{model} on {} ({}), {} threads", line("model name"), flags.join(" "), options.threads);
    let mean = tokens as f64 / sequences.len() as f64;
    println!("{} sequences, {tokens} pieces, {mean:.1} each; medians of {} rounds\n", sequences.len(), options.rounds);
}

fn table(contestants: &[Contestant]) {
    let medians: Vec<f64> = contestants.iter().map(|contestant| median(&contestant.rounds)).collect();
    let rival = contestants.iter().position(|contestant| contestant.name.starts_with("rust-bert"));
    let (base, base_name) = rival.map_or((0, "the first"), |rival| (rival, "rust-bert"));
    println!(
        "| engine | best setting | tokens/s | lowest to highest | to {base_name} | largest logit difference | tagged otherwise |"
    );
    println!("|---|---|---:|---:|---:|---:|---:|");
    let mut order: Vec<usize> = (0..contestants.len()).collect();
    order.sort_by(|&a, &b| medians[b].total_cmp(&medians[a]));
    for index in order {
        let (contestant, median) = (&contestants[index], medians[index]);
        let setting = &contestant.settings[contestant.best()];
        let (workers, inside, batch) = (setting.encoders.len(), setting.inside, setting.batch);
        let lowest = contestant.rounds.iter().copied().fold(f64::MAX, f64::min);
        let highest = contestant.rounds.iter().copied().fold(0.0, f64::max);
        let (difference, otherwise) = agreement(&contestants[0].logits, &contestant.logits);
        println!(
            "| {} | {workers} × {inside} threads, batch {batch} | {median:.0} | {lowest:.0} to {highest:.0} | {:.2} | {difference:.5} | {:.2} % |",
            contestant.name,
            median / medians[base],
            otherwise * 100.0
        );
    }
}

fn json(options: &Options, model: &str, contestants: &[Contestant], sequences: &[Sequence]) -> String {
    let mut bench = record::bench("engines", model);
    bench["threads"] = options.threads.into();
    bench["window"] = options.window.into();
    bench["sequences"] = sequences.len().into();
    bench["pieces"] = sequences.iter().map(Vec::len).sum::<usize>().into();
    let row = |contestant: &Contestant| {
        let (largest, otherwise) = agreement(&contestants[0].logits, &contestant.logits);
        let mut row = serde_json::json!({
            "engine": contestant.name,
            "rounds": contestant.rounds.len(),
            "round_tokens_per_second": contestant.rounds,
            "largest_logit_difference": largest,
            "share_tagged_otherwise": otherwise,
        });
        contestant.settings[contestant.best()].put(&mut row);
        record::put_spread(&mut row, "tokens_per_second", &contestant.rounds);
        let trials = contestant.settings.iter().zip(&contestant.trials).map(|(setting, trials)| {
            let mut trial = serde_json::json!({});
            setting.put(&mut trial);
            record::put_spread(&mut trial, "tokens_per_second", trials);
            trial
        });
        row["settings"] = trials.collect();
        row
    };
    record::whole(&bench, &contestants.iter().map(row).collect::<Vec<_>>())
}

/// The largest difference between logits, and the share of pieces whose best label is another.
fn agreement(ours: &Array2<f32>, theirs: &Array2<f32>) -> (f32, f64) {
    let largest = (ours - theirs).iter().fold(0.0_f32, |largest, difference| largest.max(difference.abs()));
    let best = |row: ndarray::ArrayView1<'_, f32>| (0..row.len()).max_by(|&a, &b| row[a].total_cmp(&row[b]));
    let otherwise = ours.rows().into_iter().zip(theirs.rows()).filter(|(a, b)| best(*a) != best(*b)).count();
    (largest, otherwise as f64 / ours.nrows() as f64)
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
