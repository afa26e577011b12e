//! rten, which reads the exported ONNX files.

use std::{path::Path, sync::Arc};

use dateline_encoder::{Batch, Config, Encoder, Error, Padded};
use ndarray::Array2;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value};
use rten_tensor::Tensor;

pub(crate) struct Rten {
    config: Config,
    model: Model,
    pool: Arc<ThreadPool>,
    inputs: [NodeId; 3],
    output: NodeId,
}

impl Rten {
    pub(crate) fn load(folder: &Path, file: &str, threads: usize) -> Result<Self, crate::Error> {
        let config = Config::load(&folder.join("config.json"))?;
        let model = ModelOptions::with_all_ops().prepack_weights(true).load_file(super::exported(folder, file))?;
        let inputs = [model.node_id("input_ids")?, model.node_id("attention_mask")?, model.node_id("token_type_ids")?];
        let output = model.node_id("hidden")?;
        Ok(Self { config, model, pool: Arc::new(ThreadPool::with_num_threads(threads)), inputs, output })
    }

    fn run(&self, padded: &Padded<'_>) -> Result<Vec<f32>, crate::Error> {
        let cells = [padded.ids(), padded.mask(), padded.token_types()];
        // rten reads 64-bit inputs as 32-bit ones.
        let narrow = |cells: Vec<i64>| cells.into_iter().map(|cell| cell as i32).collect::<Vec<_>>();
        let tensors = cells.map(|cells| Tensor::from_data(&padded.shape(), narrow(cells)));
        let inputs = self.inputs.into_iter().zip(tensors).map(|(input, tensor)| (input, Value::from(tensor).into()));
        let mut options = RunOptions::default();
        options.thread_pool = Some(Arc::clone(&self.pool));
        let [states] = self.model.run_n(inputs.collect(), [self.output], Some(options))?;
        Ok(states.into_tensor::<f32>().ok_or("the output is not of single precision")?.into_data())
    }
}

impl Encoder for Rten {
    fn config(&self) -> &Config {
        &self.config
    }

    fn encode(&self, batch: &Batch) -> Result<Array2<f32>, Error> {
        Padded::run(batch, &self.config, |padded| padded.unpad(&self.run(padded).map_err(super::failed)?))
    }
}
