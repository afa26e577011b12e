//! The subcommands, one a file.

pub(crate) mod annotate;
pub(crate) mod bench;
pub(crate) mod eval;
pub(crate) mod extract;
pub(crate) mod inspect;
pub(crate) mod report;
pub(crate) mod schema;

use std::{path::PathBuf, sync::Arc};

use dateline_pipeline::{Engine, Inputs, Settings};

use crate::{
    args::{Cli, Command, Model, Reading},
    ending::Ending,
    locate,
};

/// Runs the command that was asked for.
pub(crate) fn run(cli: Cli) -> anyhow::Result<Ending> {
    match cli.command {
        Command::Extract(extract) => extract.run(cli.quiet),
        Command::Annotate(annotate) => annotate.run(cli.quiet),
        Command::Inspect(inspect) => inspect.run(),
        Command::Eval(eval) => eval.run(cli.quiet),
        Command::Report(report) => report.run(cli.quiet),
        Command::Bench(bench) => bench.run(cli.quiet),
        Command::Schema(schema) => schema.run(),
        Command::BenchAlone(alone) => alone.run(),
    }
}

impl Reading {
    /// Looks at the inputs before the model is loaded, so that a wrong path is said at once.
    fn find(self) -> anyhow::Result<(Inputs, Arc<Engine>, Settings)> {
        let inputs = Inputs::find(&self.inputs)?;
        let Model { published, precision, .. } = self.model;
        let settings = Settings { published, precision, ..Settings::default() };
        let settings = Settings { jobs: self.jobs.unwrap_or(settings.jobs), ..settings };
        Ok((inputs, engine(self.model)?, settings))
    }
}

fn engine(model: Model) -> anyhow::Result<Arc<Engine>> {
    let folder: PathBuf = locate::model(model.folder)?;
    Ok(Arc::new(Engine::load(&folder, model.precision)?.remembering()))
}
