//! The engines of this build, as one list.

use std::path::Path;

use dateline_encoder::{Backend, Encoder, ErrorKind, Options, Precision};

use crate::Error;

/// From a model folder and the threads inside a product.
type Open = Box<dyn Fn(&Path, usize) -> Result<Box<dyn Encoder>, Error>>;

/// Something that turns word pieces into hidden states.
pub struct Engine {
    /// Library and number format: `onnx int8`.
    pub name: String,
    /// Whether it can use several threads inside a product.
    pub parallel: bool,
    open: Open,
}

impl Engine {
    #[cfg(any(feature = "candle", feature = "rten", feature = "tract"))]
    fn new<E: Encoder + 'static>(
        name: impl Into<String>,
        parallel: bool,
        open: impl Fn(&Path, usize) -> Result<E, Error> + 'static,
    ) -> Self {
        Self { name: name.into(), parallel, open: Box::new(move |model, threads| Ok(Box::new(open(model, threads)?))) }
    }

    fn backend(backend: Backend, precision: Precision) -> Self {
        let open = move |model: &Path, threads| -> Result<Box<dyn Encoder>, Error> {
            let mut options = Options::default();
            (options.precision, options.threads) = (precision, threads);
            Ok(dateline_encoder::open_with(backend, &options, model)?)
        };
        Self { name: format!("{backend} {precision}"), parallel: backend != Backend::Native, open: Box::new(open) }
    }

    /// The engine with the weights in the folder `model` and this many threads inside a product.
    ///
    /// # Errors
    /// What the engine's library says.
    pub fn open(&self, model: &Path, threads: usize) -> Result<Box<dyn Encoder>, Error> {
        (self.open)(model, threads)
    }

    /// Whether the engine exists, though this machine may lack something for it.
    fn exists(&self, model: &Path) -> bool {
        let lacking = |error: &Error| {
            let error = error.downcast_ref::<dateline_encoder::Error>();
            error.is_some_and(|error| error.kind() == ErrorKind::Unavailable)
        };
        !self.open(model, 1).err().is_some_and(|error| lacking(&error))
    }
}

/// All engines of this build that have the model's precision; native in single precision, the reference, comes first.
pub fn all(model: &Path) -> Vec<Engine> {
    let backends = Backend::available();
    let pairs = backends.flat_map(|backend| Precision::ALL.map(|precision| Engine::backend(backend, precision)));
    pairs.filter(|engine| engine.exists(model)).chain(rivals()).collect()
}

fn rivals() -> Vec<Engine> {
    vec![
        #[cfg(feature = "candle")]
        Engine::new("candle f32", true, crate::rivals::candle::Candle::load),
        #[cfg(feature = "tract")]
        Engine::new("tract f32", false, |model, _| crate::rivals::tract::Tract::load(model)),
        #[cfg(feature = "rten")]
        Engine::new("rten f32", true, |model, threads| crate::rivals::rten::Rten::load(model, "model.onnx", threads)),
        #[cfg(feature = "rten")]
        Engine::new("rten int8", true, |model, threads| {
            crate::rivals::rten::Rten::load(model, "model.int8.onnx", threads)
        }),
    ]
}
