//! tract, which reads the exported ONNX file. It has one thread.

use std::{path::Path, sync::Arc};

use dateline_encoder::{Batch, Config, Encoder, Error, Padded};
use ndarray::Array2;
use tract_onnx::prelude::{Framework, InferenceModelExt, IntoRunnable, Tensor, TypedRunnableModel, tvec};

pub(crate) struct Tract {
    config: Config,
    plan: Arc<TypedRunnableModel>,
}

impl Tract {
    pub(crate) fn load(folder: &Path) -> Result<Self, crate::Error> {
        let config = Config::load(&folder.join("config.json"))?;
        let model = tract_onnx::onnx().model_for_path(super::exported(folder, "model.onnx"))?;
        Ok(Self { config, plan: model.into_optimized()?.into_runnable()? })
    }

    fn run(&self, padded: &Padded<'_>) -> Result<Vec<f32>, crate::Error> {
        let tensor = |cells: Vec<i64>| Tensor::from_shape(&padded.shape(), &cells);
        let (ids, mask, types) = (tensor(padded.ids())?, tensor(padded.mask())?, tensor(padded.token_types())?);
        let states = self.plan.run(tvec!(ids.into(), mask.into(), types.into()))?.remove(0);
        let states = states.to_plain_array_view::<f32>()?;
        Ok(states.iter().copied().collect())
    }
}

impl Encoder for Tract {
    fn config(&self) -> &Config {
        &self.config
    }

    fn encode(&self, batch: &Batch) -> Result<Array2<f32>, Error> {
        Padded::run(batch, &self.config, |padded| padded.unpad(&self.run(padded).map_err(super::failed)?))
    }
}
