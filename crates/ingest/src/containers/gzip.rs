//! gzip: one compressed stream, of one member or of many.

use std::{io::BufReader, ops::ControlFlow};

use flate2::bufread::MultiGzDecoder;

use super::{Container, Decoded, Tally};
use crate::{
    formats,
    read::{Emit, Input, Reading},
};

/// RFC 1952, with deflate as the only method there is.
const MAGIC: &[u8] = b"\x1f\x8b\x08";

/// A gzip stream.
pub(super) struct Gzip;

impl Container for Gzip {
    fn name(&self) -> &'static str {
        "gzip"
    }

    fn extensions(&self) -> &'static [(&'static str, &'static str)] {
        &[("gz", ""), ("gzip", ""), ("tgz", "tar")]
    }

    fn is_archive(&self) -> bool {
        false
    }

    fn recognises(&self, head: &[u8]) -> bool {
        // The members of a WARC file are records, which the format goes through one by one.
        head.starts_with(MAGIC) && !formats::is_compressed_warc(head)
    }

    fn is_cut_short(&self, head: &[u8]) -> bool {
        MAGIC.starts_with(head)
    }

    fn read(&self, input: Input<'_>, reading: &Reading<'_>, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let packed = Tally::new(input.reader);
        let offset = packed.count();
        let bytes = Decoded::new(MultiGzDecoder::new(packed), input.budget).located(offset);
        let name = input.name.map(|name| super::inner_name(self, &name));
        let reader = Box::new(BufReader::with_capacity(64 << 10, bytes));
        reading.input(Input { name, reader, file: None, ..input }, emit)
    }
}
