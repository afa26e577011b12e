//! Benchmarks of Dateline, and the engines that it is compared with; results lie in `runs/`.

pub mod agreement;
pub mod answers;
pub mod cost;
pub mod engines;
pub mod record;
mod rivals;
pub mod seeds;
pub mod sentences;
pub mod words;

/// Errors of whatever library.
pub type Error = Box<dyn std::error::Error + Send + Sync>;
