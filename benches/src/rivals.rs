//! Engines that run the same weights and are here only to be compared with, each behind a feature of its own.

#[cfg(feature = "candle")]
pub(crate) mod candle;
#[cfg(feature = "rten")]
pub(crate) mod rten;
#[cfg(feature = "tract")]
pub(crate) mod tract;

/// The exported file that ONNX readers take, in the folder that `DATELINE_ONNX` names or beside the model.
#[cfg(any(feature = "rten", feature = "tract"))]
fn exported(model: &std::path::Path, file: &str) -> std::path::PathBuf {
    std::env::var_os("DATELINE_ONNX").map_or_else(|| model.to_path_buf(), Into::into).join(file)
}

/// What a rival says when it fails.
#[cfg(any(feature = "candle", feature = "rten", feature = "tract"))]
fn failed(source: impl Into<crate::Error>) -> dateline_encoder::Error {
    dateline_encoder::Error::new(dateline_encoder::ErrorKind::Runtime, "a rival", source)
}

/// The pool in which a rival runs, so that it has the threads that it is given and no more.
#[cfg(feature = "candle")]
fn pool(threads: usize) -> Result<rayon::ThreadPool, crate::Error> {
    Ok(rayon::ThreadPoolBuilder::new().num_threads(threads).build()?)
}
