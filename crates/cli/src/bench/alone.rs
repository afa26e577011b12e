//! A setting in a process of its own: how long a cold start takes, and how much memory it needs.
//!
//! The bench starts the program again with a hidden command and hands the task over on standard input. The process
//! answers with two lines of JSON: one when the first answer is there, one at the end.

use std::{
    env,
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::Context;
use clap::Args;
use dateline_bench::{
    Alone, Model, Setting,
    alone::{self, Line, Task},
};
use serde::{Deserialize, Serialize};

use crate::{bench::machine, commands::bench::Stage, ending::Ending, parse};

/// Do one setting of a bench, for the bench.
#[derive(Debug, Args)]
pub(crate) struct BenchAlone {
    #[arg(long, value_parser = parse::backend())]
    backend: dateline_encoder::Backend,
    #[arg(long, value_parser = parse::precision())]
    precision: dateline_encoder::Precision,
    #[arg(long, value_parser = parse::jobs)]
    inner_threads: std::num::NonZeroUsize,
    #[arg(long, value_parser = parse::jobs)]
    threads: std::num::NonZeroUsize,
    #[arg(long, value_parser = parse::stage())]
    stage: Stage,
    #[arg(long)]
    model: PathBuf,
}

/// A line that the process writes.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    /// The first answer is there; the model took so many seconds to load.
    First { load: f64 },
    /// All is done.
    Done { peak: Option<u64> },
}

impl BenchAlone {
    pub(crate) fn run(self) -> anyhow::Result<Ending> {
        let Self { backend, precision, inner_threads, threads, stage, model: folder } = self;
        let model = Model { backend, precision, inner_threads };
        let mut line = Standard;
        match stage {
            Stage::Inference => alone::inference(model, threads, &folder, &mut line)?,
            Stage::Pipeline => alone::pipeline(model, threads, &folder, &mut line)?,
        }
        answer(&Answer::Done { peak: machine::peak_memory() })?;
        Ok(Ending::Done)
    }
}

/// Standard input and output.
struct Standard;

impl Line for Standard {
    type Error = anyhow::Error;

    fn task(&mut self) -> anyhow::Result<Task> {
        Ok(serde_json::from_reader(io::stdin().lock())?)
    }

    fn first(&mut self, load: Duration) -> anyhow::Result<()> {
        answer(&Answer::First { load: load.as_secs_f64() })
    }
}

fn answer(answer: &Answer) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(answer)?)?;
    Ok(out.flush()?)
}

/// Runs a setting in a process of its own.
pub(crate) fn launch(setting: &Setting, stage: Stage, folder: &Path, task: &Task) -> anyhow::Result<Alone> {
    let task = serde_json::to_vec(task)?;
    let mut command = Command::new(env::current_exe()?);
    let Model { backend, precision, inner_threads } = setting.model;
    command.args([
        "bench-alone",
        "--backend",
        backend.name(),
        "--precision",
        precision.name(),
        "--stage",
        stage.name(),
    ]);
    command.arg(format!("--inner-threads={inner_threads}")).arg(format!("--threads={}", setting.threads));
    command.arg("--model").arg(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let begin = Instant::now();
    let mut child = command.spawn()?;
    let (input, output) = (child.stdin.take(), child.stdout.take());
    let (mut input, output) = (input.context("no standard input")?, output.context("no standard output")?);
    // A process that fails does not read to the end: it says so by what it does not answer.
    let writer = thread::spawn(move || drop(input.write_all(&task)));
    let figures = listen(output, begin);
    let _ = (writer.join(), child.wait());
    figures
}

fn listen(output: impl io::Read, begin: Instant) -> anyhow::Result<Alone> {
    let mut lines = BufReader::new(output).lines();
    let mut next = || Ok::<Answer, anyhow::Error>(serde_json::from_str(&lines.next().context("it failed")??)?);
    let Answer::First { load } = next()? else { anyhow::bail!("it said too little") };
    let first = begin.elapsed();
    let Answer::Done { peak } = next()? else { anyhow::bail!("it said too much") };
    Ok(Alone { load: Duration::from_secs_f64(load), first, peak })
}
