//! BERT by rust-bert on libtorch, on the first GPU where libtorch has one.

use std::path::{Path, PathBuf};

use ndarray::Array2;
use rust_bert::{
    Config as _, RustBertError,
    bert::{BertConfig, BertEmbeddings, BertModel},
};
use tch::{Device, Kind, TchError, Tensor, nn::VarStore, no_grad};

use super::{Options, pool::Pool};
use crate::{Batch, Config, Encoder, Error, ErrorKind, Padded};

pub(super) struct RustBertEncoder {
    config: Config,
    folder: PathBuf,
    threads: i32,
    sessions: Pool<Session>,
}

/// A model with its weights: libtorch's tensors can move to another thread, but not be seen by two.
struct Session {
    model: BertModel<BertEmbeddings>,
    weights: VarStore,
}

impl RustBertEncoder {
    pub(super) fn load(folder: &Path, options: &Options) -> Result<Self, Error> {
        super::only_single(super::Backend::RustBert, options.precision)?;
        let config = Config::load(&folder.join("config.json"))?;
        let threads = i32::try_from(options.threads.max(1)).unwrap_or(i32::MAX);
        let first = Session::open(folder)?;
        Ok(Self { config, folder: folder.to_path_buf(), threads, sessions: Pool::new(first) })
    }
}

impl Encoder for RustBertEncoder {
    fn config(&self) -> &Config {
        &self.config
    }

    fn encode(&self, batch: &Batch) -> Result<Array2<f32>, Error> {
        // libtorch's number belongs to the calling thread, and another encoder may have set another.
        if tch::get_num_threads() != self.threads {
            tch::set_num_threads(self.threads);
        }
        Padded::run(batch, &self.config, |padded| {
            self.sessions.with(|| Session::open(&self.folder), |session| session.run(padded))
        })
    }
}

impl Session {
    fn open(folder: &Path) -> Result<Self, Error> {
        let file = folder.join("model.safetensors");
        let config = BertConfig::from_file(folder.join("config.json"));
        let mut weights = VarStore::new(Device::cuda_if_available());
        let model = BertModel::new_with_optional_pooler(weights.root() / "bert", &config, false);
        weights.load(&file).map_err(|source| Error::new(ErrorKind::Format, file.display(), source))?;
        // The file may hold half precision; products are computed in single.
        weights.set_kind(Kind::Float);
        weights.freeze();
        Ok(Self { model, weights })
    }

    fn run(&self, padded: &Padded<'_>) -> Result<Array2<f32>, Error> {
        let states = no_grad(|| self.states(padded));
        let states = states.map_err(|source| Error::new(ErrorKind::Runtime, "rust-bert", source))?;
        let failed = |source: TchError| Error::new(ErrorKind::Runtime, "libtorch", source);
        let mut values = vec![0.0_f32; states.numel()];
        states.f_copy_data(&mut values, states.numel()).map_err(failed)?;
        padded.unpad(&values)
    }

    /// Shape [sequences, longest length, hidden size], on the CPU.
    fn states(&self, padded: &Padded<'_>) -> Result<Tensor, RustBertError> {
        let [sequences, longest] = padded.shape().map(|size| size as i64);
        let tensor = |cells: Vec<i64>| {
            Tensor::f_from_slice(&cells)?.f_reshape([sequences, longest])?.f_to_device(self.weights.device())
        };
        let (ids, mask, types) = (tensor(padded.ids())?, tensor(padded.mask())?, tensor(padded.token_types())?);
        let output = self.model.forward_t(Some(&ids), Some(&mask), Some(&types), None, None, None, None, false)?;
        Ok(output.hidden_state.f_to_device(Device::Cpu)?.f_contiguous()?)
    }
}
