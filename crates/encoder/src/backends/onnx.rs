//! BERT on ONNX Runtime, whose library is loaded at run time from `ORT_DYLIB_PATH`.
//!
//! `scripts/backends/export_onnx.py` makes `model.onnx` and `model.int8.onnx`; they are looked for in the folder that
//! `DATELINE_ONNX` names, else beside the model.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use ndarray::Array2;
use ort::{environment::Environment, session::Session, value::Tensor};

use super::{Backend, Options, pool::Pool};
use crate::{Batch, Config, Encoder, Error, ErrorKind, Padded, Precision};

/// Names the folder with the exported files.
const FOLDER: &str = "DATELINE_ONNX";
/// Names ONNX Runtime's library; the system's is looked for otherwise.
const LIBRARY: &str = "ORT_DYLIB_PATH";
/// The entry of the exported file's metadata that holds the SHA-256 sum of the weights it was made from.
const WEIGHTS: &str = "weights";

pub(super) struct OnnxEncoder {
    config: Config,
    file: PathBuf,
    threads: usize,
    sessions: Pool<Session>,
}

impl OnnxEncoder {
    pub(super) fn load(folder: &Path, options: &Options) -> Result<Self, Error> {
        let config = Config::load(&folder.join("config.json"))?;
        let exported = env::var_os(FOLDER).filter(|named| !named.is_empty()).map(PathBuf::from);
        let file = exported.as_deref().unwrap_or(folder).join(file_name(options.precision)?);
        let first = open(&file, options.threads)?;
        check_origin(&first, &file, folder)?;
        Ok(Self { config, file, threads: options.threads, sessions: Pool::new(first) })
    }

    fn run(session: &mut Session, padded: &Padded<'_>) -> Result<Array2<f32>, Error> {
        let [sequences, longest] = padded.shape();
        let failed = |source: ort::Error| Error::new(ErrorKind::Runtime, "ONNX Runtime", source);
        let tensor = |cells: Vec<i64>| Tensor::from_array(([sequences, longest], cells)).map_err(failed);
        let outputs = session.run(ort::inputs![
            "input_ids" => tensor(padded.ids())?,
            "attention_mask" => tensor(padded.mask())?,
            "token_type_ids" => tensor(padded.token_types())?,
        ]);
        let outputs = outputs.map_err(failed)?;
        let (_, states) = outputs[0].try_extract_tensor::<f32>().map_err(failed)?;
        padded.unpad(states)
    }
}

impl Encoder for OnnxEncoder {
    fn config(&self) -> &Config {
        &self.config
    }

    fn encode(&self, batch: &Batch) -> Result<Array2<f32>, Error> {
        Padded::run(batch, &self.config, |padded| {
            self.sessions.with(|| open(&self.file, self.threads), |session| Self::run(session, padded))
        })
    }
}

fn file_name(precision: Precision) -> Result<&'static str, Error> {
    match precision {
        Precision::F32 => Ok("model.onnx"),
        Precision::I8 => Ok("model.int8.onnx"),
        Precision::I16 => Err(super::lacks(Backend::Onnx, precision)),
    }
}

fn open(file: &Path, threads: usize) -> Result<Session, Error> {
    let environment = environment()?;
    fs::metadata(file).map_err(|source| Error::new(ErrorKind::Load, file.display(), source))?;
    let session = || -> ort::Result<Session> {
        Session::builder(environment)?.with_intra_threads(threads)?.commit_from_file(file)
    };
    session().map_err(|source| Error::new(ErrorKind::Format, file.display(), source))
}

/// The one environment of the process, made when it is first asked for.
fn environment() -> Result<&'static Environment, Error> {
    static ENVIRONMENT: OnceLock<Result<Environment, String>> = OnceLock::new();
    let made = ENVIRONMENT.get_or_init(|| {
        let system = || format!("{}onnxruntime{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX).into();
        let library: OsString = env::var_os(LIBRARY).filter(|named| !named.is_empty()).unwrap_or_else(system);
        let builder = ort::init_from(PathBuf::from(library)).map_err(|error| error.to_string())?;
        builder.with_telemetry(false).build().map_err(|error| error.to_string())
    });
    made.as_ref().map_err(|why| {
        let why = format!("{why}; {LIBRARY} names the library");
        Error::new(ErrorKind::Unavailable, format_args!("backend {}", Backend::Onnx), why)
    })
}

/// Refuses a file that was exported from other weights, where both sums are known.
fn check_origin(session: &Session, file: &Path, folder: &Path) -> Result<(), Error> {
    let exported = session.metadata().ok().and_then(|metadata| metadata.custom(WEIGHTS));
    let sums = fs::read_to_string(folder.join("checksums.txt")).unwrap_or_default();
    let ours = sums.lines().find_map(|line| line.strip_suffix("model.safetensors").map(str::trim));
    match (exported, ours) {
        (Some(exported), Some(ours)) if exported != ours => {
            let why = "it was exported from other weights; scripts/backends/export_onnx.py makes it anew";
            Err(Error::new(ErrorKind::Format, file.display(), why))
        }
        _ => Ok(()),
    }
}
