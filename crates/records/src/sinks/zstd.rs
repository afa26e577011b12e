//! JSON Lines, compressed with Zstandard.

use std::io::{self, Write};

use zstd::Encoder;

use super::Target;
use crate::Error;

/// What Zstandard itself takes by default.
const LEVEL: i32 = 3;

/// A target whose bytes are compressed on their way, in one frame with a checksum.
pub(super) struct Zstd<T: Target>(Encoder<'static, T>);

impl<T: Target> Zstd<T> {
    pub(super) fn new(target: T) -> Result<Self, Error> {
        let mut encoder = Encoder::new(target, LEVEL)?;
        encoder.include_checksum(true)?;
        Ok(Self(encoder))
    }
}

impl<T: Target> Write for Zstd<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl<T: Target> Target for Zstd<T> {
    fn complete(self: Box<Self>) -> Result<(), Error> {
        Box::new(self.0.finish()?).complete()
    }
}
