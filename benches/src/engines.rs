//! The engines of this build, as one list.

use std::path::Path;

use dateline_encoder::{Backend, Encoder, ErrorKind, Options, Precision};

use crate::Error;

/// From a model folder and the threads inside a product.
type Open = Box<dyn Fn(&Path, usize) -> Result<Box<dyn Encoder>, Error>>;

/// Something that turns word pieces into hidden states.
pub struct Engine {
    /// Library and number format: `onnx i8`.
    pub name: String,
    /// The number format.
    pub precision: Precision,
    /// Whether it can use several threads inside a product.
    pub parallel: bool,
    open: Open,
}

impl Engine {
    #[cfg(any(feature = "candle", feature = "rten", feature = "tract"))]
    fn new<E: Encoder + 'static>(
        library: &str,
        precision: Precision,
        parallel: bool,
        open: impl Fn(&Path, usize) -> Result<E, Error> + 'static,
    ) -> Self {
        let open =
            move |model: &Path, threads| -> Result<Box<dyn Encoder>, Error> { Ok(Box::new(open(model, threads)?)) };
        Self { name: format!("{library} {precision}"), precision, parallel, open: Box::new(open) }
    }

    fn backend(backend: Backend, precision: Precision) -> Self {
        let open = move |model: &Path, threads| -> Result<Box<dyn Encoder>, Error> {
            let mut options = Options::default();
            (options.precision, options.threads) = (precision, threads);
            Ok(dateline_encoder::open_with(backend, &options, model)?)
        };
        let parallel = backend != Backend::Native;
        Self { name: format!("{backend} {precision}"), precision, parallel, open: Box::new(open) }
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
    #[cfg(feature = "rten")]
    let rten = |file| move |model: &Path, threads| crate::rivals::rten::Rten::load(model, file, threads);
    vec![
        #[cfg(feature = "candle")]
        Engine::new("candle", Precision::F32, true, crate::rivals::candle::Candle::load),
        #[cfg(feature = "tract")]
        Engine::new("tract", Precision::F32, false, |model, _| crate::rivals::tract::Tract::load(model)),
        #[cfg(feature = "rten")]
        Engine::new("rten", Precision::F32, true, rten("model.onnx")),
        #[cfg(feature = "rten")]
        Engine::new("rten", Precision::I8, true, rten("model.int8.onnx")),
    ]
}
