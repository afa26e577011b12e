//! How much one item may expand to.

use std::{
    cell::Cell,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

use crate::{Options, damage::Damage};

/// Bytes that may come out of any item, however small: one document of the largest size that is usual.
pub(crate) const FREE: u64 = 64 << 20;

/// The account of what was read of an item, and of what came out of all that is packed in it.
#[derive(Debug)]
pub(crate) struct Budget {
    /// Bytes of the item that were read so far.
    consumed: Arc<AtomicU64>,
    /// The size of the item: what is read twice does not count twice.
    size: Option<u64>,
    produced: Cell<u64>,
    factor: u64,
}

impl Budget {
    /// An account for an item of `size` bytes.
    pub(crate) fn new(options: &Options, size: Option<u64>) -> Self {
        Self { consumed: Arc::default(), size, produced: Cell::new(0), factor: options.max_expansion }
    }

    /// The count of bytes that were read of the item.
    pub(crate) fn counter(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.consumed)
    }

    /// Puts down that `bytes` of the item were read by other means than its reader.
    pub(crate) fn consume(&self, bytes: usize) {
        self.consumed.fetch_add(bytes as u64, Relaxed);
    }

    /// How many bytes of the item have been read.
    pub(crate) fn consumed(&self) -> u64 {
        self.consumed.load(Relaxed).min(self.size.unwrap_or(u64::MAX))
    }

    /// Puts down that `bytes` more came out of something packed.
    pub(crate) fn produce(&self, bytes: usize) -> Result<(), Damage> {
        self.produced.set(self.produced.get().saturating_add(bytes as u64));
        if self.is_spent() { Err(self.excess()) } else { Ok(()) }
    }

    /// Whether more has come out than may.
    pub(crate) fn is_spent(&self) -> bool {
        self.produced.get() > FREE.saturating_add(self.consumed().saturating_mul(self.factor))
    }

    fn excess(&self) -> Damage {
        let (consumed, factor) = (self.consumed(), self.factor);
        Damage::new("expands_too_much", format!("{consumed} bytes expand to more than {factor} times as many"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_little_may_always_come_out_and_more_in_proportion_to_what_was_read() {
        let options = Options { max_expansion: 10, ..Options::default() };
        let budget = Budget::new(&options, Some(1 << 20));
        assert_eq!(budget.produce(FREE as usize), Ok(()));
        assert_eq!(budget.produce(1).unwrap_err().code, "expands_too_much");
        budget.counter().fetch_add(1 << 20, Relaxed);
        assert_eq!(budget.produce((10 << 20) - 1), Ok(()));
        budget.counter().fetch_add(1 << 20, Relaxed); // the same bytes again
        assert!(budget.produce(1).is_err() && budget.is_spent());
    }
}
