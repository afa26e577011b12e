//! The bytes that come out of something packed, watched: damage is named, kept and counted against the limits.

use std::{
    cell::Cell,
    io::{self, BufRead, Read},
    rc::Rc,
};

use crate::{budget::Budget, damage::Damage};

/// What an unpacker gives.
///
/// An error is given again at every further reading: whoever looked at the first bytes may leave it to the next reader.
pub(crate) struct Decoded<'a, R> {
    inner: R,
    budget: &'a Budget,
    /// How far the packed bytes have been read.
    offset: Option<Rc<Cell<u64>>>,
    /// How many bytes are still to come, where that is known.
    left: Option<u64>,
    damage: Option<Damage>,
    has_failed: Rc<Cell<bool>>,
}

impl<'a, R: Read> Decoded<'a, R> {
    /// What `inner` unpacks.
    pub(crate) fn new(inner: R, budget: &'a Budget) -> Self {
        Self { inner, budget, offset: None, left: None, damage: None, has_failed: Rc::default() }
    }

    /// The same, with the place of damage.
    pub(crate) fn located(self, offset: Rc<Cell<u64>>) -> Self {
        Self { offset: Some(offset), ..self }
    }

    /// The same, of which `length` bytes must come out.
    pub(crate) fn of_length(self, length: u64) -> Self {
        Self { left: Some(length), ..self }
    }

    /// Will hold whether someone was told of an error.
    pub(crate) fn failure(&self) -> Rc<Cell<bool>> {
        Rc::clone(&self.has_failed)
    }

    fn next(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        if let Some(left) = &mut self.left {
            if read == 0 && *left > 0 && !buffer.is_empty() {
                return Err(Damage::truncated(format!("{left} bytes are missing at the end")).into());
            }
            *left = left.saturating_sub(read as u64);
        }
        self.budget.produce(read)?;
        Ok(read)
    }
}

impl<R: Read> Read for Decoded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(damage) = &self.damage {
            self.has_failed.set(true);
            return Err(damage.clone().into());
        }
        self.next(buffer).map_err(|error| {
            if error.kind() == io::ErrorKind::Interrupted {
                return error;
            }
            self.has_failed.set(true);
            match Damage::of(&error) {
                Some(damage) => {
                    let damage = damage.at(self.offset.as_ref().map(|offset| offset.get()));
                    self.damage = Some(damage.clone());
                    damage.into()
                }
                None => error,
            }
        })
    }
}

/// Bytes that are counted as they are used.
pub(crate) struct Tally<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R> Tally<R> {
    /// Counts what is used of `inner`.
    pub(crate) fn new(inner: R) -> Self {
        Self { inner, count: Rc::default() }
    }

    /// Will hold how many bytes were used.
    pub(crate) fn count(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.count)
    }
}

impl<R: BufRead> Read for Tally<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Tally<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count.set(self.count.get() + amount as u64);
        self.inner.consume(amount);
    }
}
