//! The subcommands, one a file.

pub(crate) mod annotate;
pub(crate) mod bench;
pub(crate) mod completions;
pub(crate) mod eval;
pub(crate) mod extract;
pub(crate) mod inspect;
pub(crate) mod man;
pub(crate) mod report;
pub(crate) mod schema;
pub(crate) mod worker;

use std::{sync::Arc, time::Instant};

use dateline_pipeline::{Engine, Inputs, Settings};

use crate::{
    args::{Cli, Command},
    ending::Ending,
    figures::{grouped, seconds, size},
    locate,
    options::Model,
};

/// Runs the command that was asked for.
pub(crate) fn run(cli: Cli) -> anyhow::Result<Ending> {
    let terminal = &cli.terminal;
    match cli.command {
        Command::Extract(extract) => extract.run(terminal),
        Command::Annotate(annotate) => annotate.run(terminal),
        Command::Inspect(inspect) => inspect.run(),
        Command::Eval(eval) => eval.run(terminal),
        Command::Report(report) => report.run(terminal.quiet),
        Command::Worker(worker) => worker.run(terminal),
        Command::Bench(bench) => bench.run(terminal),
        Command::Schema(schema) => schema.run(),
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(),
        Command::BenchAlone(alone) => alone.run(),
    }
}

fn engine(model: &Model) -> anyhow::Result<Arc<Engine>> {
    let folder = locate::model(model.folder.clone())?;
    let began = Instant::now();
    let engine = Engine::load(&folder, model.precision)?.remembering();
    let time = began.elapsed();
    let place = folder.display();
    tracing::debug!(kind = "load", seconds = time.as_secs_f64(), "{place}: model loaded in {}", seconds(time));
    Ok(Arc::new(engine))
}

/// Says what is about to be read, and with what.
fn announce(inputs: &Inputs, engine: &Engine, settings: &Settings) {
    let (count, bytes, jobs, model) = (inputs.items().len(), inputs.bytes(), settings.jobs.get(), engine.model());
    for file in inputs.skipped() {
        tracing::info!(kind = "skip", source = file.path, "{}: {}", file.path, file.reason);
    }
    tracing::info!(
        kind = "start",
        inputs = count,
        bytes,
        model,
        jobs,
        "inputs: {}{}; model: {model}; documents at a time: {jobs}",
        grouped(count as u64),
        bytes.map(|bytes| format!(" ({})", size(bytes))).unwrap_or_default(),
    );
}
