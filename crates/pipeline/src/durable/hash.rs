//! The hashes of the inputs, by which a run that goes on, or a second look at a folder, knows them again.

use std::{fs::File, io::Read, path::Path};

use dateline_ingest::Source;
use dateline_records::InputFile;

use crate::{Inputs, Progress, Stop};

/// How much is read at a time.
const CHUNK: usize = 1 << 20;

/// All inputs, those that could not be found first, with the hashes of their bytes; nothing once `stop` is requested.
///
/// Reading them once more costs little beside the model.
pub(super) fn hash(inputs: &Inputs, progress: &dyn Progress, stop: &Stop) -> Option<Vec<InputFile>> {
    let missing = inputs.rejects().iter().map(|reject| nameless(&reject.source));
    let mut files: Vec<_> = missing.collect();
    let mut done = 0;
    for item in inputs.items() {
        let named = InputFile { id: item.id.clone(), ..nameless(&item.name()) };
        files.push(match &item.source {
            Source::File(path) if path.is_file() => {
                let hash = hash_file(path, stop, |bytes| progress.hashing(done + bytes));
                if stop.requested() {
                    return None;
                }
                // What cannot be read here is a reject later.
                let (blake3, bytes) = hash.unzip();
                done += bytes.unwrap_or(0);
                InputFile { bytes, blake3, ..named }
            }
            _ => named,
        });
    }
    Some(files)
}

fn nameless(path: &str) -> InputFile {
    InputFile { id: path.to_owned(), path: path.to_owned(), bytes: None, blake3: None }
}

/// The hash of a file's bytes, and how many there are; nothing when it cannot be read, or `stop` is requested.
pub(super) fn hash_file(path: &Path, stop: &Stop, mut tell: impl FnMut(u64)) -> Option<(String, u64)> {
    let mut file = File::open(path).ok()?;
    let (mut hasher, mut chunk) = (blake3::Hasher::new(), vec![0; CHUNK]);
    let mut bytes = 0;
    while !stop.requested() {
        match file.read(&mut chunk) {
            Ok(0) => return Some((hasher.finalize().to_hex().to_string(), bytes)),
            Ok(count) => {
                hasher.update(&chunk[..count]);
                bytes += count as u64;
                tell(bytes);
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
    }
    None
}
