//! Where bytes go: a file that is published at the end, or a stream that is read while it is written.

use std::io::{self, Write};

use crate::{AsideFile, Error};

/// A writer that knows how to complete its output.
pub trait Target: Write {
    /// Writes what is buffered; a file then gets its name.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Write`] or [`crate::ErrorKind::Publish`] when what is buffered cannot be written, the latter
    /// also when a file cannot get its name.
    fn complete(self: Box<Self>) -> Result<(), Error>;
}

impl Target for AsideFile {
    fn complete(self: Box<Self>) -> Result<(), Error> {
        self.publish()
    }
}

/// A pipe, a terminal, a buffer: completed by flushing it.
#[derive(Debug)]
pub struct Stream<W>(W);

impl<W: Write> Stream<W> {
    /// Bytes go to `writer`.
    pub fn new(writer: W) -> Self {
        Self(writer)
    }
}

impl<W: Write> Write for Stream<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl<W: Write> Target for Stream<W> {
    fn complete(mut self: Box<Self>) -> Result<(), Error> {
        Ok(self.flush()?)
    }
}
