//! What a token costs: the multiply-adds that the shape of the model asks for.

use dateline_encoder::Config;

/// Multiply-adds for one token, in all layers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cost {
    /// With weights: queries, keys, values and the output of attention, and both products of the inner layer.
    pub products: f64,
    /// Of vectors with one another: queries with keys, and weights with values. Grows with the sequence; here for the
    /// mean token of some sequences.
    pub attention: f64,
}

impl Cost {
    /// For a token of sequences that are so long.
    ///
    /// Products: `layers * (4 * hidden^2 + 2 * hidden * inner)`. Attention: `layers * 2 * hidden` for each piece of
    /// the token's sequence.
    pub fn of(config: &Config, lengths: impl Iterator<Item = usize>) -> Self {
        let (hidden, inner) = (config.hidden_size as f64, config.intermediate_size as f64);
        let layers = config.num_hidden_layers as f64;
        let (mut tokens, mut seen) = (0.0, 0.0);
        for length in lengths.map(|length| length as f64) {
            tokens += length;
            seen += length * length;
        }
        let products = layers * (4.0 * hidden * hidden + 2.0 * hidden * inner);
        Self { products, attention: layers * 2.0 * hidden * seen / f64::max(tokens, 1.0) }
    }
}

/// The share of pieces that are padding when sequences that are so long are batched in their order, so many in a batch.
pub fn padding(lengths: &[usize], size: usize) -> f64 {
    let computed: usize = lengths.chunks(size.max(1)).map(|batch| batch.len() * batch.iter().max().unwrap_or(&0)).sum();
    1.0 - lengths.iter().sum::<usize>() as f64 / computed.max(1) as f64
}
