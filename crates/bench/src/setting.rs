//! What is varied, and all combinations of it.

use std::{fmt, num::NonZeroUsize};

use dateline_encoder::{Backend, Options, Precision};

/// An opened model: everything that must be loaded anew when it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Model {
    /// The runtime.
    pub backend: Backend,
    /// The number format of its matrix products.
    pub precision: Precision,
    /// Threads inside one matrix product; the native backend always uses 1.
    pub inner_threads: NonZeroUsize,
}

impl Model {
    /// What answers are compared with: native `f32`.
    pub const REFERENCE: Self =
        Self { backend: Backend::Native, precision: Precision::F32, inner_threads: NonZeroUsize::MIN };

    /// How the encoder is to be opened.
    pub fn options(self) -> Options {
        Options { precision: self.precision, threads: self.inner_threads.get() }
    }
}

impl fmt::Display for Model {
    /// `native f32`, `onnx f32 2 inner threads`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.backend, self.precision)?;
        match self.inner_threads.get() {
            1 => Ok(()),
            threads => write!(f, " {threads} inner threads"),
        }
    }
}

/// One row of a bench.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Setting {
    /// What is run.
    pub model: Model,
    /// Pieces of every sequence; `None` takes the sentences as they come, and the documents in the pipeline.
    pub length: Option<NonZeroUsize>,
    /// Sequences that are encoded at once; `None` leaves it to the pipeline.
    pub batch: Option<NonZeroUsize>,
    /// Batches, or documents, that are worked on side by side.
    pub threads: NonZeroUsize,
}

impl fmt::Display for Setting {
    /// `native f32, 20 pieces, batch 16, 2 threads`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.model)?;
        self.length.map_or(Ok(()), |length| write!(f, ", {length} pieces"))?;
        self.batch.map_or(Ok(()), |batch| write!(f, ", batch {batch}"))?;
        write!(f, ", {} thread{}", self.threads, if self.threads.get() == 1 { "" } else { "s" })
    }
}

/// The values of each part of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sweep {
    /// Runtimes.
    pub backends: Vec<Backend>,
    /// Number formats.
    pub precisions: Vec<Precision>,
    /// Threads inside one product.
    pub inner_threads: Vec<NonZeroUsize>,
    /// See [`Setting::length`].
    pub lengths: Vec<Option<NonZeroUsize>>,
    /// See [`Setting::batch`].
    pub batches: Vec<Option<NonZeroUsize>>,
    /// See [`Setting::threads`].
    pub threads: Vec<NonZeroUsize>,
}

impl Sweep {
    /// All combinations, the backends changing slowest and the threads fastest. What is listed twice counts once, and
    /// the native backend, which has no threads inside a product, is listed once whatever their numbers.
    pub fn settings(&self) -> Vec<Setting> {
        let mut settings = Vec::new();
        for model in self.models() {
            for &length in &self.lengths {
                for &batch in &self.batches {
                    let row = self.threads.iter().map(|&threads| Setting { model, length, batch, threads });
                    settings.extend(row);
                }
            }
        }
        without_repeats(settings)
    }

    fn models(&self) -> Vec<Model> {
        let mut models = Vec::new();
        for &backend in &self.backends {
            for &precision in &self.precisions {
                for &threads in &self.inner_threads {
                    let inner_threads = if backend == Backend::Native { NonZeroUsize::MIN } else { threads };
                    models.push(Model { backend, precision, inner_threads });
                }
            }
        }
        without_repeats(models)
    }
}

/// The values in the order in which each comes first.
pub(crate) fn without_repeats<T: PartialEq>(values: Vec<T>) -> Vec<T> {
    let mut kept = Vec::with_capacity(values.len());
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(number: usize) -> NonZeroUsize {
        NonZeroUsize::new(number).unwrap()
    }

    fn sweep() -> Sweep {
        Sweep {
            backends: vec![Backend::Native, Backend::Onnx],
            precisions: vec![Precision::F32],
            inner_threads: vec![number(1)],
            lengths: vec![None],
            batches: vec![Some(number(16))],
            threads: vec![number(1)],
        }
    }

    fn said(sweep: &Sweep) -> Vec<String> {
        sweep.settings().iter().map(Setting::to_string).collect()
    }

    #[test]
    fn all_combinations_come_with_threads_changing_fastest() {
        let lengths = vec![Some(number(20)), Some(number(256))];
        let swept = Sweep { lengths, threads: vec![number(1), number(2)], ..sweep() };
        assert_eq!(
            said(&swept),
            [
                "native f32, 20 pieces, batch 16, 1 thread",
                "native f32, 20 pieces, batch 16, 2 threads",
                "native f32, 256 pieces, batch 16, 1 thread",
                "native f32, 256 pieces, batch 16, 2 threads",
                "onnx f32, 20 pieces, batch 16, 1 thread",
                "onnx f32, 20 pieces, batch 16, 2 threads",
                "onnx f32, 256 pieces, batch 16, 1 thread",
                "onnx f32, 256 pieces, batch 16, 2 threads",
            ]
        );
    }

    #[test]
    fn what_is_listed_twice_is_measured_once() {
        let twice =
            Sweep { threads: vec![number(2), number(1), number(2)], backends: vec![Backend::Native], ..sweep() };
        assert_eq!(said(&twice), ["native f32, batch 16, 2 threads", "native f32, batch 16, 1 thread"]);
    }

    #[test]
    fn the_native_backend_has_no_threads_inside_a_product() {
        let inner = Sweep { inner_threads: vec![number(1), number(2)], ..sweep() };
        assert_eq!(
            said(&inner),
            [
                "native f32, batch 16, 1 thread",
                "onnx f32, batch 16, 1 thread",
                "onnx f32 2 inner threads, batch 16, 1 thread",
            ]
        );
    }

    #[test]
    fn an_empty_list_gives_nothing() {
        assert!(Sweep { batches: vec![], ..sweep() }.settings().is_empty());
    }
}
