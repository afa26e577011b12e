//! The model.

use std::path::PathBuf;

use clap::{Args, ValueHint};
use dateline_encoder::Precision;

use crate::parse;

/// The model, and how it computes; all commands that read with it share it.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Model")]
pub(crate) struct Model {
    /// The model's folder [default: models/news-minilm here, or with the program].
    ///
    /// Without it, the folder that the environment variable `DATELINE_MODEL` names; else models/news-minilm in the current
    /// folder, beside the program or above it.
    #[arg(id = "model", long = "model", value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) folder: Option<PathBuf>,

    /// The number format of the model's matrix products.
    ///
    /// f32 is the reference, i16 gives the same answers, i8 nearly the same: `dateline bench` shows how fast they are.
    #[arg(long, value_name = "NAME", value_parser = parse::precision(), default_value_t)]
    pub(crate) precision: Precision,
}
