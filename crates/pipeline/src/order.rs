//! Puts what the workers finish in any order back into the order of the input.

use std::collections::BTreeMap;

/// Holds back what came too early. Its size is bounded by the window of documents on their way.
#[derive(Debug)]
pub(crate) struct InOrder<T> {
    next: u64,
    early: BTreeMap<u64, T>,
}

impl<T> InOrder<T> {
    pub(crate) fn new() -> Self {
        Self { next: 0, early: BTreeMap::new() }
    }

    /// Takes item `number`.
    pub(crate) fn put(&mut self, number: u64, item: T) {
        self.early.insert(number, item);
    }

    /// The next item in order, if it is there.
    pub(crate) fn take(&mut self) -> Option<T> {
        let item = self.early.remove(&self.next)?;
        self.next += 1;
        Some(item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_leave_by_number() {
        let mut order = InOrder::new();
        let mut left = Vec::new();
        for number in [2, 0, 3, 1] {
            order.put(number, number);
            left.extend(std::iter::from_fn(|| order.take()));
            left.push(9);
        }
        assert_eq!(left, [9, 0, 9, 9, 1, 2, 3, 9]);
    }
}
