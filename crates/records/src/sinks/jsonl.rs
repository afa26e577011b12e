//! JSON Lines: one object a line, `\n` after each.

use serde::Serialize;

use super::Target;
use crate::Error;

/// Writes records as JSON Lines: events, rejects, annotations.
pub struct Jsonl<'a> {
    target: Box<dyn Target + 'a>,
}

impl<'a> Jsonl<'a> {
    /// Lines go to `target`, which should be buffered.
    pub fn new(target: Box<dyn Target + 'a>) -> Self {
        Self { target }
    }

    /// Writes one record of any kind.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Write`] when JSON cannot hold the record or the target fails.
    pub fn line(&mut self, record: &impl Serialize) -> Result<(), Error> {
        serde_json::to_writer(&mut self.target, record)?;
        Ok(self.target.write_all(b"\n")?)
    }

    /// Writes a record that is JSON already.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Write`] when the target fails.
    pub fn raw_line(&mut self, json: &[u8]) -> Result<(), Error> {
        self.target.write_all(json)?;
        Ok(self.target.write_all(b"\n")?)
    }

    /// Hands on what is buffered.
    ///
    /// # Errors
    /// As [`Jsonl::raw_line`].
    pub fn flush(&mut self) -> Result<(), Error> {
        Ok(self.target.flush()?)
    }

    /// Completes the output.
    ///
    /// # Errors
    /// As [`Target::complete`].
    pub fn finish(self) -> Result<(), Error> {
        self.target.complete()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Stream;

    #[test]
    fn a_record_is_a_line() {
        let mut bytes = Vec::new();
        let mut lines = Jsonl::new(Box::new(Stream::new(&mut bytes)));
        lines.line(&serde_json::json!({"text": "two\nlines"})).unwrap();
        lines.raw_line(b"[]").unwrap();
        lines.finish().unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "{\"text\":\"two\\nlines\"}\n[]\n");
    }
}
