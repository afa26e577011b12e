//! Zstandard: one compressed stream, of one frame or of many.

use std::{
    io::{self, BufReader, Read},
    ops::ControlFlow,
};

use ::zstd::stream::read::Decoder;

use super::{Container, Decoded, Tally};
use crate::{
    damage::Damage,
    formats::refuse,
    read::{Emit, Input, Reading},
};

/// RFC 8878: a frame of data.
const MAGIC: &[u8] = b"\x28\xb5\x2f\xfd";

/// RFC 8878: what follows the first byte of a frame to be skipped, which is 0x50 to 0x5f.
const SKIPPABLE: &[u8] = b"\x2a\x4d\x18";

/// The window that a frame may ask for, as a power of two: 128 MiB, what other readers take unless told otherwise.
const MAX_WINDOW: u32 = 27;

/// A Zstandard stream.
pub(super) struct Zstd;

impl Container for Zstd {
    fn name(&self) -> &'static str {
        "zstd"
    }

    fn extensions(&self) -> &'static [(&'static str, &'static str)] {
        &[("zst", ""), ("zstd", ""), ("tzst", "tar")]
    }

    fn is_archive(&self) -> bool {
        false
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let is_skippable = matches!(head, [0x50..=0x5f, rest @ ..] if rest.starts_with(SKIPPABLE));
        head.starts_with(MAGIC) || is_skippable
    }

    fn is_cut_short(&self, head: &[u8]) -> bool {
        MAGIC.starts_with(head)
    }

    fn read(&self, input: Input<'_>, reading: &Reading<'_>, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let packed = Tally::new(input.reader);
        let offset = packed.count();
        let bytes = match frames(packed) {
            Ok(frames) => Decoded::new(frames, input.budget).located(offset),
            Err(error) => return refuse(emit, input.origin.unreadable(&error)),
        };
        let name = input.name.map(|name| super::inner_name(self, &name));
        let reader = Box::new(BufReader::with_capacity(64 << 10, bytes));
        reading.input(Input { name, reader, file: None, ..input }, emit)
    }
}

fn frames<R: io::BufRead>(packed: R) -> io::Result<Frames<Decoder<'static, R>>> {
    let mut decoder = Decoder::with_buffer(packed)?;
    decoder.window_log_max(MAX_WINDOW)?;
    Ok(Frames(decoder))
}

/// The content of all frames; a window that is too large is told from damage.
struct Frames<R>(R);

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(|error| {
            // The library has a code for this, and gives nothing but its text.
            if error.to_string().contains("requires too much memory") {
                let message = format!("needs a window of more than {} MiB", 1 << (MAX_WINDOW - 20));
                return Damage::new("unsupported", message).into();
            }
            error
        })
    }
}
