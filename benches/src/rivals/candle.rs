//! BERT of candle-transformers.

use std::path::Path;

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::bert::BertModel;
use dateline_encoder::{Batch, Config, Encoder, Error, Padded};
use ndarray::Array2;
use rayon::ThreadPool;

pub(crate) struct Candle {
    config: Config,
    model: BertModel,
    pool: ThreadPool,
}

impl Candle {
    pub(crate) fn load(folder: &Path, threads: usize) -> Result<Self, crate::Error> {
        let file = folder.join("config.json");
        let config = Config::load(&file)?;
        let tensors = candle_core::safetensors::load(folder.join("model.safetensors"), &Device::Cpu)?;
        let weights = VarBuilder::from_tensors(tensors, DType::F32, &Device::Cpu);
        let shape = serde_json::from_slice(&std::fs::read(file)?)?;
        Ok(Self { config, model: BertModel::load(weights.pp("bert"), &shape)?, pool: super::pool(threads)? })
    }

    fn run(&self, padded: &Padded<'_>) -> candle_core::Result<Vec<f32>> {
        let tensor = |cells: Vec<i64>| Tensor::from_vec(cells, &padded.shape()[..], &Device::Cpu);
        // Indices may be 32 bits wide, and are read faster so.
        let index = |cells: Vec<i64>| tensor(cells)?.to_dtype(DType::U32);
        let (ids, types, mask) = (index(padded.ids())?, index(padded.token_types())?, tensor(padded.mask())?);
        self.model.forward(&ids, &types, Some(&mask))?.flatten_all()?.to_vec1()
    }
}

impl Encoder for Candle {
    fn config(&self) -> &Config {
        &self.config
    }

    fn encode(&self, batch: &Batch) -> Result<Array2<f32>, Error> {
        Padded::run(batch, &self.config, |padded| {
            padded.unpad(&self.pool.install(|| self.run(padded)).map_err(super::failed)?)
        })
    }
}
