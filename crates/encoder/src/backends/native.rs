//! BERT in plain Rust: `f32`, no padding, weights transposed once at load.

use std::path::Path;

use dateline_kernels::{add_product, gelu, layer_norm, product, softmax_rows};
use ndarray::{Array1, Array2, ArrayView2, ArrayViewMut2, Axis, concatenate, s};

use crate::{Batch, Config, Encoder, Error, ErrorKind, Weights};

/// The native backend.
#[derive(Debug)]
pub struct NativeEncoder {
    config: Config,
    embeddings: Embeddings,
    layers: Vec<Layer>,
}

#[derive(Debug)]
struct Embeddings {
    words: Array2<f32>,
    positions: Array2<f32>,
    token_types: Array2<f32>,
    norm: Norm,
}

#[derive(Debug)]
struct Layer {
    /// Queries, keys and values in one product.
    attention_in: Linear,
    attention_out: Linear,
    attention_norm: Norm,
    inner: Linear,
    output: Linear,
    output_norm: Norm,
}

/// `x * weight + bias`, the weight stored as [inputs, outputs].
#[derive(Debug)]
struct Linear {
    weight: Array2<f32>,
    bias: Array1<f32>,
}

#[derive(Debug)]
struct Norm {
    gain: Array1<f32>,
    bias: Array1<f32>,
    epsilon: f32,
}

impl NativeEncoder {
    /// Takes the tensors `bert.*` of a file in Hugging Face's naming.
    ///
    /// # Errors
    /// [`ErrorKind::Format`] when a tensor is missing or does not have the shape that `config` says.
    pub fn new(config: Config, weights: &Weights) -> Result<Self, Error> {
        let embeddings = Embeddings::load(&config, weights)?;
        let layers = (0..config.num_hidden_layers).map(|index| Layer::load(&config, weights, index));
        let layers = layers.collect::<Result<_, _>>()?;
        Ok(Self { config, embeddings, layers })
    }

    /// Loads `config.json` and `model.safetensors` of a folder.
    ///
    /// # Errors
    /// As [`Config::load`], [`Weights::open`] and [`NativeEncoder::new`].
    pub fn load(folder: &Path) -> Result<Self, Error> {
        Self::new(Config::load(&folder.join("config.json"))?, &Weights::open(&folder.join("model.safetensors"))?)
    }

    fn check(&self, batch: &Batch) -> Result<(), Error> {
        let input = |what: String, why: &str| Err(Error::new(ErrorKind::Input, what, why));
        if let Some(length) = batch.lengths().iter().find(|&&length| length == 0 || length > self.max_pieces()) {
            return input(format!("a sequence of {length} pieces"), "sequences hold between 1 piece and the maximum");
        }
        if let Some(id) = batch.ids().iter().find(|&&id| id as usize >= self.config.vocab_size) {
            return input(format!("piece {id}"), "the vocabulary has no such piece");
        }
        if let Some(kind) = batch.token_types().iter().find(|&&kind| usize::from(kind) >= self.config.type_vocab_size) {
            return input(format!("token type {kind}"), "the model has no such token type");
        }
        Ok(())
    }
}

impl Encoder for NativeEncoder {
    fn hidden_size(&self) -> usize {
        self.config.hidden_size
    }

    fn max_pieces(&self) -> usize {
        self.config.max_position_embeddings
    }

    fn encode(&self, batch: &Batch) -> Result<Array2<f32>, Error> {
        self.check(batch)?;
        let mut states = self.embeddings.look_up(batch);
        for layer in &self.layers {
            layer.run(&mut states, batch.lengths(), self.config.num_attention_heads);
        }
        Ok(states)
    }
}

impl Embeddings {
    fn load(config: &Config, weights: &Weights) -> Result<Self, Error> {
        let table = |name: &str, rows| {
            weights.matrix(&format!("bert.embeddings.{name}_embeddings.weight"), rows, config.hidden_size)
        };
        Ok(Self {
            words: table("word", config.vocab_size)?,
            positions: table("position", config.max_position_embeddings)?,
            token_types: table("token_type", config.type_vocab_size)?,
            norm: Norm::load(config, weights, "bert.embeddings.LayerNorm")?,
        })
    }

    fn look_up(&self, batch: &Batch) -> Array2<f32> {
        let positions = batch.lengths().iter().flat_map(|&length| 0..length);
        let pieces = batch.ids().iter().zip(batch.token_types()).zip(positions);
        let mut states = Array2::zeros((batch.pieces(), self.words.ncols()));
        for (mut state, ((&id, &token_type), position)) in states.rows_mut().into_iter().zip(pieces) {
            state += &self.words.row(id as usize);
            state += &self.positions.row(position);
            state += &self.token_types.row(usize::from(token_type));
        }
        self.norm.run(&mut states);
        states
    }
}

impl Layer {
    fn load(config: &Config, weights: &Weights, index: usize) -> Result<Self, Error> {
        let (hidden, inner) = (config.hidden_size, config.intermediate_size);
        let name = |part: &str| format!("bert.encoder.layer.{index}.{part}");
        let linear = |part: &str, from, to| Linear::load(weights, &name(part), from, to);
        let parts = ["query", "key", "value"].map(|part| linear(&format!("attention.self.{part}"), hidden, hidden));
        let [query, key, value] = parts;
        Ok(Self {
            attention_in: Linear::beside(&[query?, key?, value?]),
            attention_out: linear("attention.output.dense", hidden, hidden)?,
            attention_norm: Norm::load(config, weights, &name("attention.output.LayerNorm"))?,
            inner: linear("intermediate.dense", hidden, inner)?,
            output: linear("output.dense", inner, hidden)?,
            output_norm: Norm::load(config, weights, &name("output.LayerNorm"))?,
        })
    }

    fn run(&self, states: &mut Array2<f32>, lengths: &[usize], heads: usize) {
        let context = attend(self.attention_in.run(states.view()).view(), lengths, heads);
        self.attention_out.add_to(context.view(), states);
        self.attention_norm.run(states);
        let mut inner = self.inner.run(states.view());
        gelu(contiguous(&mut inner));
        self.output.add_to(inner.view(), states);
        self.output_norm.run(states);
    }
}

/// Scaled dot-product attention of each sequence, head by head.
///
/// `projected` is [pieces, 3 * hidden]: queries, keys and values side by side; the result is [pieces, hidden].
fn attend(projected: ArrayView2<'_, f32>, lengths: &[usize], heads: usize) -> Array2<f32> {
    let hidden = projected.ncols() / 3;
    let mut context = Array2::zeros((projected.nrows(), hidden));
    let mut start = 0;
    for &length in lengths {
        let rows = s![start..start + length, ..];
        attend_sequence(projected.slice(rows), context.slice_mut(rows), heads);
        start += length;
    }
    context
}

fn attend_sequence(projected: ArrayView2<'_, f32>, mut context: ArrayViewMut2<'_, f32>, heads: usize) {
    let (length, hidden) = context.dim();
    let width = hidden / heads;
    let scale = (width as f32).sqrt().recip();
    let mut scores = Array2::zeros((length, length));
    for head in 0..heads {
        let columns = |part: usize| {
            let first = part * hidden + head * width;
            projected.slice_move(s![.., first..first + width])
        };
        product(columns(0), columns(1).reversed_axes(), scores.view_mut());
        softmax_rows(contiguous(&mut scores), length, scale);
        product(scores.view(), columns(2), context.slice_mut(s![.., head * width..(head + 1) * width]));
    }
}

impl Linear {
    fn load(weights: &Weights, name: &str, inputs: usize, outputs: usize) -> Result<Self, Error> {
        let stored = weights.matrix(&format!("{name}.weight"), outputs, inputs)?;
        let bias = weights.vector(&format!("{name}.bias"), outputs)?;
        Ok(Self { weight: stored.t().as_standard_layout().into_owned(), bias })
    }

    /// One layer that gives the outputs of all `parts`, side by side.
    fn beside(parts: &[Self]) -> Self {
        let matrices: Vec<_> = parts.iter().map(|part| part.weight.view()).collect();
        let biases: Vec<_> = parts.iter().map(|part| part.bias.view()).collect();
        Self {
            weight: concatenate(Axis(1), &matrices).expect("the parts read the same inputs"),
            bias: concatenate(Axis(0), &biases).expect("vectors fit behind each other"),
        }
    }

    fn run(&self, input: ArrayView2<'_, f32>) -> Array2<f32> {
        let shape = (input.nrows(), self.bias.len());
        let mut output = self.bias.broadcast(shape).expect("a row fits any number of rows").to_owned();
        add_product(input, self.weight.view(), output.view_mut());
        output
    }

    /// Adds the layer's output to `states`: the residual connection.
    fn add_to(&self, input: ArrayView2<'_, f32>, states: &mut Array2<f32>) {
        *states += &self.bias;
        add_product(input, self.weight.view(), states.view_mut());
    }
}

impl Norm {
    fn load(config: &Config, weights: &Weights, name: &str) -> Result<Self, Error> {
        Ok(Self {
            gain: weights.vector(&format!("{name}.weight"), config.hidden_size)?,
            bias: weights.vector(&format!("{name}.bias"), config.hidden_size)?,
            epsilon: config.layer_norm_eps,
        })
    }

    fn run(&self, states: &mut Array2<f32>) {
        let (gain, bias) = (self.gain.as_slice(), self.bias.as_slice());
        let (gain, bias) = gain.zip(bias).expect("a loaded vector is contiguous");
        layer_norm(contiguous(states), gain, bias, self.epsilon);
    }
}

fn contiguous(matrix: &mut Array2<f32>) -> &mut [f32] {
    matrix.as_slice_mut().expect("a matrix made here is in standard layout")
}
