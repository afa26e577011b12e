//! Whether all engines of the build give the native engine's answers: entities, logits and hidden states.
//!
//! `cargo bench -p dateline-benches --bench agreement --features onnx,rust-bert -- CORPUS`; `scripts/backends/README.md`
//! says what the features need. Fails when an engine of single precision gives another entity anywhere, or a logit
//! further off than 0.001, or when 16-bit integers give another entity to more than one word in a thousand.
#![allow(clippy::print_stdout, reason = "a benchmark's output")]

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;
use dateline_benches::{
    Error,
    agreement::{Tally, Witness},
    engines, record, words,
};
use dateline_encoder::Precision;

/// Compares the answers of all engines of this build with those of the native one in single precision.
#[derive(Parser)]
struct Options {
    /// A corpus in columns, a folder of .txt files, or a .jsonl file with a member "text" a line [default: the
    /// sample stories].
    corpus: Option<PathBuf>,
    /// The model folder [default: the shipped one].
    #[arg(long)]
    model: Option<PathBuf>,
    /// Only engines whose name contains one of these.
    #[arg(long, value_delimiter = ',')]
    engines: Vec<String>,
    /// What cargo adds.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<ExitCode, Error> {
    let options = Options::parse();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let model = options.model.unwrap_or_else(|| root.join("models/news-minilm"));
    let corpus = words::read(&options.corpus.unwrap_or_else(|| root.join("seeds")))?;
    let mut engines = engines::all(&model).into_iter();
    let native = Witness::new(&model, engines.next().ok_or("no engine")?.open(&model, 1)?)?;
    let reference = corpus.iter().map(|words| native.ask(words)).collect::<Result<Vec<_>, _>>()?;
    let wanted = |name: &str| options.engines.is_empty() || options.engines.iter().any(|part| name.contains(part));
    let words: usize = corpus.iter().map(|words| words.tokens.len()).sum();
    println!("{} on {}", native.model(), record::machine());
    println!("{} documents, {words} words; differences from native f32:\n", corpus.len());
    println!(
        "| engine | words in another entity | with other grammar | logits: largest | mean | states: largest | mean | |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---|");
    let mut all_agree = true;
    for engine in engines.filter(|engine| wanted(&engine.name)) {
        let witness = Witness::new(&model, engine.open(&model, 1)?)?;
        let mut tally = Tally::default();
        for (words, ours) in corpus.iter().zip(&reference) {
            tally.add(ours, &witness.ask(words)?);
        }
        let verdict = verdict(engine.precision, &tally);
        all_agree &= verdict != Some(false);
        row(&engine.name, &tally, verdict);
    }
    Ok(if all_agree { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Whether the precision keeps what it promises, where it promises something.
fn verdict(precision: Precision, tally: &Tally) -> Option<bool> {
    match precision {
        Precision::F32 => Some(tally.other_entity == 0 && tally.scores.largest < 1e-3),
        Precision::I16 => Some(tally.same_entities() >= 0.999),
        _ => None,
    }
}

fn row(engine: &str, tally: &Tally, verdict: Option<bool>) {
    let share = |words: usize| format!("{words} ({:.3} %)", 100.0 * words as f64 / tally.words.max(1) as f64);
    let (entity, grammar) = (share(tally.other_entity), share(tally.other_grammar));
    let [scores, states] = [&tally.scores, &tally.states].map(|of| format!("{:.6} | {:.6}", of.largest, of.mean()));
    let verdict = match verdict {
        Some(true) => "agrees",
        Some(false) => "**does not agree**",
        None => "",
    };
    println!("| {engine} | {entity} | {grammar} | {scores} | {states} | {verdict} |");
}
