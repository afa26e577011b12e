//! Options, one file for each group of them; every group has its heading in the help.

pub(crate) mod durable;
pub(crate) mod model;
pub(crate) mod output;
pub(crate) mod reading;
pub(crate) mod run;
pub(crate) mod terminal;

pub(crate) use durable::Durable;
pub(crate) use model::Model;
pub(crate) use output::Output;
pub(crate) use reading::{Dates, Reading};
pub(crate) use run::Run;
pub(crate) use terminal::Terminal;

use dateline_pipeline::Settings;

/// The settings of a run over documents.
pub(crate) fn settings(reading: &Reading, model: &Model, run: &Run) -> Settings {
    let settings = Settings {
        precision: model.precision,
        published: reading.dates.published,
        languages: reading.languages.clone(),
        fields: reading.fields.iter().cloned().collect(),
        dedupe: reading.dedupe,
        ..Settings::default()
    };
    Settings { jobs: run.jobs.unwrap_or(settings.jobs), ..settings }
}
