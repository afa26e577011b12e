//! The runtimes that can stand behind [`crate::Encoder`], one file each, and how one is chosen.

pub(crate) mod native;
#[cfg(feature = "onnx")]
mod onnx;
mod pool;
#[cfg(feature = "rust-bert")]
mod rust_bert;

use std::{fmt, path::Path, str::FromStr};

use crate::{Encoder, Error, ErrorKind, NativeEncoder, Precision};

/// A runtime that computes hidden states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Backend {
    /// This crate's own, always there.
    #[default]
    Native,
    /// rust-bert's `BertModel` on libtorch; needs the feature `rust-bert`.
    RustBert,
    /// ONNX Runtime; needs the feature `onnx`.
    Onnx,
}

impl Backend {
    /// All backends, compiled in or not.
    pub const ALL: [Self; 3] = [Self::Native, Self::RustBert, Self::Onnx];

    /// The name on the command line, which is that of the cargo feature: `native`, `rust-bert`, `onnx`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::RustBert => "rust-bert",
            Self::Onnx => "onnx",
        }
    }

    /// Whether this build has the backend.
    pub fn is_available(self) -> bool {
        match self {
            Self::Native => true,
            Self::RustBert => cfg!(feature = "rust-bert"),
            Self::Onnx => cfg!(feature = "onnx"),
        }
    }

    /// The backends that this build has.
    pub fn available() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|backend| backend.is_available())
    }

    fn absent(self) -> Error {
        let why = format!("built without the feature `{self}`");
        Error::new(ErrorKind::Unavailable, format_args!("backend {self}"), why)
    }
}

impl fmt::Display for Backend {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Backend {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|backend| backend.name() == name);
        known.ok_or_else(|| Error::new(ErrorKind::Input, format_args!("backend {name}"), "no such backend"))
    }
}

/// How a backend runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The number format of the matrix products.
    pub precision: Precision,
    /// Threads inside one matrix product. 1 unless there are fewer documents than cores: documents run in parallel,
    /// and two documents on two cores beat one document on two. The native backend always uses 1.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { precision: Precision::default(), threads: 1 }
    }
}

/// Opens the model in `folder` with one thread inside a product.
///
/// # Errors
/// As [`open_with`].
pub fn open(backend: Backend, precision: Precision, folder: &Path) -> Result<Box<dyn Encoder>, Error> {
    open_with(backend, &Options { precision, ..Options::default() }, folder)
}

/// Opens the model in `folder`.
///
/// # Errors
/// [`ErrorKind::Unavailable`] when this build lacks the backend, the backend lacks the precision, or its library is
/// not on this machine; [`ErrorKind::Load`] and [`ErrorKind::Format`] when a file of the model cannot be used.
pub fn open_with(backend: Backend, options: &Options, folder: &Path) -> Result<Box<dyn Encoder>, Error> {
    match backend {
        Backend::Native => Ok(Box::new(NativeEncoder::load(folder, options.precision)?)),
        #[cfg(feature = "rust-bert")]
        Backend::RustBert => Ok(Box::new(rust_bert::RustBertEncoder::load(folder, options)?)),
        #[cfg(feature = "onnx")]
        Backend::Onnx => Ok(Box::new(onnx::OnnxEncoder::load(folder, options)?)),
        #[allow(unreachable_patterns, reason = "with all features none is absent")]
        absent => Err(absent.absent()),
    }
}

/// Refuses what a backend of single precision does not have.
#[cfg(feature = "rust-bert")]
fn only_single(backend: Backend, precision: Precision) -> Result<(), Error> {
    if precision == Precision::F32 { Ok(()) } else { Err(lacks(backend, precision)) }
}

#[cfg(any(feature = "onnx", feature = "rust-bert"))]
fn lacks(backend: Backend, precision: Precision) -> Error {
    let why = format!("the backend {backend} does not have it");
    Error::new(ErrorKind::Unavailable, format_args!("precision {precision}"), why)
}
