//! What has been read before: wire copies and boilerplate are read once.

use std::{
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use rustc_hash::FxHashMap;

use crate::{reading::Reading, units::Key};

/// The readings of a unit's sentences.
pub(crate) type Readings = Arc<[Reading]>;

/// Readings by key, the older half of which is forgotten when there are too many.
#[derive(Debug)]
pub(crate) struct Memo {
    /// Words that a generation holds.
    most: usize,
    generations: Mutex<Generations>,
}

#[derive(Debug, Default)]
struct Generations {
    young: FxHashMap<Key, Readings>,
    old: FxHashMap<Key, Readings>,
    /// Words in the young one.
    words: usize,
}

impl Memo {
    /// Remembers up to twice `most` words; nothing when that is 0.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, generations: Mutex::default() }
    }

    /// What was read under `key`.
    pub(crate) fn get(&self, key: &Key) -> Option<Readings> {
        let generations = &mut *self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = generations.young.get(key) {
            return Some(Arc::clone(found));
        }
        let found = generations.old.remove(key)?;
        self.insert(generations, *key, &found);
        Some(found)
    }

    /// Remembers what was read.
    pub(crate) fn put(&self, key: Key, readings: &Readings) {
        self.insert(&mut self.generations.lock().unwrap_or_else(PoisonError::into_inner), key, readings);
    }

    fn insert(&self, generations: &mut Generations, key: Key, readings: &Readings) {
        let words: usize = readings.iter().map(Reading::len).sum();
        if words > self.most {
            return;
        }
        if generations.words + words > self.most {
            generations.old = mem::take(&mut generations.young);
            generations.words = 0;
        }
        generations.words += words;
        generations.young.insert(key, Arc::clone(readings));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(words: usize) -> Readings {
        Arc::new([Reading::of_length(words)])
    }

    #[test]
    fn what_is_asked_for_again_outlives_what_is_not() {
        let memo = Memo::new(10);
        let key = |number: u8| [number; blake3::OUT_LEN];
        memo.put(key(0), &readings(6));
        for number in 1..40 {
            memo.put(key(number), &readings(6));
            assert!(memo.get(&key(0)).is_some(), "asked for each time, {number}");
        }
        assert!(memo.get(&key(1)).is_none(), "never asked for");
        let generations = memo.generations.lock().unwrap();
        assert!(generations.young.len() + generations.old.len() <= 4);
    }
}
