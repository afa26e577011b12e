//! BERT in plain Rust: no padding, weights packed once at load, matrix products in the precision that is asked for.
//!
//! A row's result depends on its own sequence only, to the last bit: sums are formed in one order however many rows a
//! batch has.

use std::path::Path;

use dateline_kernels::{Attention, AttentionScratch, Format, Isa, Linear, Scratch, Then, layer_norm};
use ndarray::{Array2, ArrayView2, Axis, concatenate};

use super::pool::Pool;
use crate::{Batch, Config, Encoder, Error, Precision, Weights, weights::Table};

/// The native backend.
pub struct NativeEncoder {
    config: Config,
    embeddings: Embeddings,
    layers: Vec<Layer>,
    attention: Attention,
    memory: Pool<Memory>,
}

struct Embeddings {
    words: Table,
    positions: Vec<f32>,
    token_types: Vec<f32>,
    norm: Norm,
}

struct Layer {
    /// Queries, keys and values in one product.
    attention_in: Linear,
    attention_out: Linear,
    attention_norm: Norm,
    inner: Linear,
    output: Linear,
    output_norm: Norm,
}

struct Norm {
    isa: Isa,
    gain: Vec<f32>,
    bias: Vec<f32>,
    epsilon: f32,
}

/// What a batch computes on the way; kept for the next one.
#[derive(Default)]
struct Memory {
    projected: Vec<f32>,
    context: Vec<f32>,
    inner: Vec<f32>,
    products: Scratch,
    attention: AttentionScratch,
}

/// Rows that go through both products of the inner layer together, so that what lies between stays in the cache.
const INNER_ROWS: usize = 96;

impl NativeEncoder {
    /// Takes the tensors `bert.*` of a file in Hugging Face's naming.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Format`] when a tensor is missing or does not have the shape that `config` says.
    pub fn new(config: Config, weights: &Weights, precision: Precision) -> Result<Self, Error> {
        Self::on(Isa::best(), config, weights, precision)
    }

    /// As [`NativeEncoder::new`], with the instructions of `isa`.
    ///
    /// # Errors
    /// As there.
    ///
    /// # Panics
    /// When this processor does not have the instruction set.
    pub fn on(isa: Isa, config: Config, weights: &Weights, precision: Precision) -> Result<Self, Error> {
        let loader = Loader { isa, format: precision.into(), config: &config, weights };
        let embeddings = loader.embeddings()?;
        let layers = (0..config.num_hidden_layers).map(|index| loader.layer(index)).collect::<Result<_, _>>()?;
        let attention = Attention::new(isa, config.num_attention_heads, config.hidden_size);
        Ok(Self { config, embeddings, layers, attention, memory: Pool::new(Memory::default()) })
    }

    /// Loads `config.json` and `model.safetensors` of a folder.
    ///
    /// # Errors
    /// As [`Config::load`], [`Weights::open`] and [`NativeEncoder::new`].
    pub fn load(folder: &Path, precision: Precision) -> Result<Self, Error> {
        let config = Config::load(&folder.join("config.json"))?;
        Self::new(config, &Weights::open(&folder.join("model.safetensors"))?, precision)
    }
}

impl Encoder for NativeEncoder {
    fn config(&self) -> &Config {
        &self.config
    }

    fn encode(&self, batch: &Batch) -> Result<Array2<f32>, Error> {
        batch.check(&self.config)?;
        let mut states = vec![0.0; batch.pieces() * self.config.hidden_size];
        self.embeddings.look_up(batch, &mut states);
        self.memory.with(
            || Ok(Memory::default()),
            |memory| {
                self.layers.iter().for_each(|layer| layer.run(&mut states, batch.lengths(), &self.attention, memory));
                Ok(())
            },
        )?;
        let shape = (batch.pieces(), self.config.hidden_size);
        Ok(Array2::from_shape_vec(shape, states).expect("one row for each piece"))
    }
}

impl Embeddings {
    fn look_up(&self, batch: &Batch, states: &mut [f32]) {
        let hidden = self.norm.gain.len();
        let row = |index: usize| index * hidden..(index + 1) * hidden;
        let positions = batch.lengths().iter().flat_map(|&length| 0..length);
        let pieces = batch.ids().iter().zip(batch.token_types()).zip(positions);
        for (state, ((&id, &token_type), position)) in states.chunks_exact_mut(hidden).zip(pieces) {
            self.words.read(id as usize, state);
            let added = self.positions[row(position)].iter().zip(&self.token_types[row(usize::from(token_type))]);
            for (x, (position, token_type)) in state.iter_mut().zip(added) {
                *x += position + token_type;
            }
        }
        self.norm.run(states);
    }
}

impl Layer {
    fn run(&self, states: &mut [f32], lengths: &[usize], attention: &Attention, memory: &mut Memory) {
        let hidden = self.attention_norm.gain.len();
        let Memory { projected, context, inner, products, attention: scratch } = memory;
        projected.resize(3 * states.len(), 0.0);
        context.resize(states.len(), 0.0);
        self.attention_in.run(states, projected, Then::Store, products);
        let mut start = 0;
        for length in lengths.iter().map(|length| length * hidden) {
            let sequence = &projected[3 * start..3 * (start + length)];
            attention.run(sequence, &mut context[start..start + length], scratch);
            start += length;
        }
        self.attention_out.run(context, states, Then::Add, products);
        self.attention_norm.run(states);
        for states in states.chunks_mut(INNER_ROWS * hidden) {
            inner.resize(states.len() / hidden * self.inner.outputs(), 0.0);
            self.inner.run(states, inner, Then::Gelu, products);
            self.output.run(inner, states, Then::Add, products);
            self.output_norm.run(states);
        }
    }
}

impl Norm {
    fn run(&self, states: &mut [f32]) {
        layer_norm(self.isa, states, &self.gain, &self.bias, self.epsilon);
    }
}

/// Takes tensors out of a weight file and packs them.
struct Loader<'a> {
    isa: Isa,
    format: Format,
    config: &'a Config,
    weights: &'a Weights,
}

impl Loader<'_> {
    fn embeddings(&self) -> Result<Embeddings, Error> {
        let hidden = self.config.hidden_size;
        let name = |table: &str| format!("bert.embeddings.{table}_embeddings.weight");
        let table =
            |table: &str, rows| Ok(self.weights.matrix(&name(table), rows, hidden)?.into_raw_vec_and_offset().0);
        Ok(Embeddings {
            words: self.weights.table(&name("word"), self.config.vocab_size, hidden)?,
            positions: table("position", self.config.max_position_embeddings)?,
            token_types: table("token_type", self.config.type_vocab_size)?,
            norm: self.norm("bert.embeddings.LayerNorm")?,
        })
    }

    fn layer(&self, index: usize) -> Result<Layer, Error> {
        let (hidden, inner) = (self.config.hidden_size, self.config.intermediate_size);
        let name = |part: &str| format!("bert.encoder.layer.{index}.{part}");
        let linear = |part: &str, inputs, outputs| self.linear(&[&name(part)], inputs, outputs);
        let [query, key, value] = ["query", "key", "value"].map(|part| name(&format!("attention.self.{part}")));
        Ok(Layer {
            attention_in: self.linear(&[&query, &key, &value], hidden, hidden)?,
            attention_out: linear("attention.output.dense", hidden, hidden)?,
            attention_norm: self.norm(&name("attention.output.LayerNorm"))?,
            inner: linear("intermediate.dense", hidden, inner)?,
            output: linear("output.dense", inner, hidden)?,
            output_norm: self.norm(&name("output.LayerNorm"))?,
        })
    }

    /// One layer that gives the outputs of all `parts`, side by side.
    fn linear(&self, parts: &[&str], inputs: usize, outputs: usize) -> Result<Linear, Error> {
        let matrices: Vec<_> = parts
            .iter()
            .map(|part| self.weights.matrix(&format!("{part}.weight"), outputs, inputs))
            .collect::<Result<_, _>>()?;
        let views: Vec<ArrayView2<'_, f32>> = matrices.iter().map(|matrix| matrix.view()).collect();
        let weight = concatenate(Axis(0), &views).expect("the parts read the same inputs");
        let biases: Vec<_> =
            parts.iter().map(|part| self.weights.vector(&format!("{part}.bias"), outputs)).collect::<Result<_, _>>()?;
        let bias: Vec<f32> = biases.into_iter().flatten().collect();
        Ok(Linear::new(self.isa, self.format, weight.view(), &bias))
    }

    fn norm(&self, name: &str) -> Result<Norm, Error> {
        let vector = |part: &str| self.weights.vector(&format!("{name}.{part}"), self.config.hidden_size);
        Ok(Norm {
            isa: self.isa,
            gain: vector("weight")?.to_vec(),
            bias: vector("bias")?.to_vec(),
            epsilon: self.config.layer_norm_eps,
        })
    }
}

impl From<Precision> for Format {
    fn from(precision: Precision) -> Self {
        match precision {
            Precision::F32 => Self::F32,
            Precision::I16 => Self::I16,
            Precision::I8 => Self::I8,
        }
    }
}
