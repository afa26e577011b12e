//! What must hold of any bytes as a model; the fuzz target and the tests run the same function.

use dateline_encoder::{Batch, Encoder, NativeEncoder, Precision};

/// Loads a folder whose `config.json` is `data` up to its first line end and whose `model.safetensors` is the rest: that
/// gives an error, or an encoder that has a state for every piece. The first byte says in which precision.
pub(crate) fn check(data: &[u8]) {
    let (&head, rest) = data.split_first().unwrap_or((&0, &[]));
    let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
    let (config, weights) = (&rest[..end], rest.get(end + 1..).unwrap_or_default());
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("config.json"), config).expect("the file is written");
    std::fs::write(folder.path().join("model.safetensors"), weights).expect("the file is written");
    let precision = Precision::ALL[usize::from(head) % Precision::ALL.len()];
    let Ok(encoder) = NativeEncoder::load(folder.path(), precision) else { return };
    let mut batch = Batch::default();
    batch.push([(0, 0), (0, 0)]);
    batch.push([(0, 0)]);
    let Ok(states) = encoder.encode(&batch) else { return };
    assert_eq!(states.dim(), (3, encoder.config().hidden_size));
}
