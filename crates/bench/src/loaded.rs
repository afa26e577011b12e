//! Models that are held open while they are measured by turns.

use std::{
    ops::Deref,
    time::{Duration, Instant},
};

use crate::{Error, ErrorKind, Model, Setting, Watch, setting::without_repeats};

/// Something opened, and how long it took.
pub(crate) struct Loaded<T> {
    pub(crate) value: T,
    pub(crate) time: Duration,
}

/// All models of a bench that can be opened.
pub(crate) struct Models<T>(Vec<(Model, Loaded<T>)>);

impl<T> Models<T> {
    /// Opens each model once. `watch` hears of those that cannot be opened.
    ///
    /// # Errors
    /// The failure of the first when none can be opened.
    pub(crate) fn open(
        settings: &[Setting],
        watch: &dyn Watch,
        open: impl Fn(Model) -> Result<T, Error>,
    ) -> Result<Self, Error> {
        let (mut models, mut failures): (Vec<(Model, _)>, _) = (vec![], vec![]);
        for model in without_repeats(settings.iter().map(|setting| setting.model).collect()) {
            watch.preparing(&model.to_string());
            let begin = Instant::now();
            match open(model) {
                Ok(value) => models.push((model, Loaded { value, time: begin.elapsed() })),
                Err(error) => failures.push((model, error)),
            }
        }
        if models.is_empty() {
            let nothing = || Error::new(ErrorKind::Model, "there is nothing to measure");
            return Err(failures.into_iter().next().map_or_else(nothing, |(_, error)| error));
        }
        for (model, error) in &failures {
            let is_measured = models.iter().any(|(other, _)| other.backend == model.backend);
            watch.left_out(&model.to_string(), &chain(error), is_measured);
        }
        Ok(Self(models))
    }

    /// The reference: the one among the models, or one that is opened for it.
    pub(crate) fn reference(&self, open: impl FnOnce() -> Result<T, Error>) -> Result<Reference<'_, T>, Error> {
        let known = self.0.iter().find(|(model, _)| *model == Model::REFERENCE);
        known.map_or_else(|| open().map(Reference::Own), |(_, loaded)| Ok(Reference::Among(&loaded.value)))
    }

    /// The settings whose models are open.
    pub(crate) fn of<'a>(&'a self, settings: &'a [Setting]) -> impl Iterator<Item = (Setting, &'a Loaded<T>)> {
        settings.iter().filter_map(|setting| {
            let (_, loaded) = self.0.iter().find(|(model, _)| *model == setting.model)?;
            Some((*setting, loaded))
        })
    }
}

/// What answers are compared with.
pub(crate) enum Reference<'a, T> {
    Among(&'a T),
    Own(T),
}

impl<T> Deref for Reference<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Among(value) => value,
            Self::Own(value) => value,
        }
    }
}

/// An error with all its causes in one line.
fn chain(error: &Error) -> String {
    let causes = std::iter::successors(std::error::Error::source(error), |error| error.source());
    causes.fold(error.to_string(), |said, cause| format!("{said}: {cause}"))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use dateline_encoder::{Backend, Precision};

    use super::*;

    #[derive(Default)]
    struct Listening(Mutex<Vec<String>>);

    impl Watch for Listening {
        fn left_out(&self, what: &str, why: &str, is_measured: bool) {
            assert!(!is_measured, "one precision of each backend is asked for");
            self.0.lock().unwrap().push(format!("{what}: {why}"));
        }
    }

    fn settings() -> Vec<Setting> {
        let one = std::num::NonZeroUsize::MIN;
        let model = |backend| Model { backend, precision: Precision::F32, inner_threads: one };
        let setting = |model| Setting { model, length: None, batch: None, threads: one };
        [Backend::Onnx, Backend::Native, Backend::Onnx].map(model).map(setting).into()
    }

    fn absent(model: Model) -> Error {
        Error::new(ErrorKind::Model, format!("no {model}")).because("a cause")
    }

    #[test]
    fn what_cannot_be_opened_is_left_out_and_said() {
        let (settings, watch) = (settings(), Listening::default());
        let only_native = |model: Model| if model == Model::REFERENCE { Ok(7) } else { Err(absent(model)) };
        let models = Models::open(&settings, &watch, only_native).unwrap();
        assert_eq!(
            models.of(&settings).map(|(setting, _)| setting.to_string()).collect::<Vec<_>>(),
            ["native f32, 1 thread"]
        );
        assert_eq!(*watch.0.lock().unwrap(), ["onnx f32: no onnx f32: a cause"]);
        assert_eq!(*models.reference(|| panic!("it is there")).unwrap(), 7);
    }

    #[test]
    fn nothing_to_measure_is_an_error() {
        let error = Models::<()>::open(&settings(), &Listening::default(), |model| Err(absent(model))).err().unwrap();
        assert_eq!(error.to_string(), "no onnx f32");
    }

    #[test]
    fn the_reference_is_opened_where_it_is_not_measured() {
        let settings = settings();
        let models = Models::open(&settings[..1], &Listening::default(), |_| Ok(1)).unwrap();
        assert_eq!(*models.reference(|| Ok(2)).unwrap(), 2);
    }
}
