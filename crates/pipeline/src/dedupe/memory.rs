//! The documents that were let through, found by what is alike in them.
//!
//! Two sketches are compared only when they agree on a whole *band*, three slots that lie side by side (locality-sensitive
//! hashing: Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", section 3.4). With 40 bands, documents of
//! resemblance r meet with the probability 1 - (1 - r³)⁴⁰: 99.5 % for 0.5, 93 % for 0.4, 4 % for 0.1.

use std::{array, mem};

use rustc_hash::FxHashMap;

use super::sketch::{SLOTS, Sample, Sketch};

/// Slots in a band.
const ROWS: usize = 3;
const BANDS: usize = SLOTS / ROWS;

/// How many documents are looked at in a chain, the newest first: what half of a site's pages share would make chains of
/// thousands, and a copy has other bands to be found by.
const STEPS: usize = 24;

/// The end of a chain.
const NOBODY: u32 = u32::MAX;

/// Documents in two generations: when the young one is full, the old one is forgotten.
#[derive(Debug)]
pub(super) struct Memory {
    /// Documents that a generation holds.
    most: usize,
    young: Generation,
    old: Generation,
}

impl Memory {
    /// Room for `most` documents.
    pub(super) fn new(most: usize) -> Self {
        Self { most: most.div_ceil(2).max(1), young: Generation::default(), old: Generation::default() }
    }

    /// Remembers a document.
    pub(super) fn put(&mut self, name: &str, sketch: &Sketch) {
        if self.young.documents.len() == self.most {
            self.old = mem::take(&mut self.young);
        }
        self.young.put(name, sketch);
    }

    /// The name of the document with the same words.
    pub(super) fn same(&self, sketch: &Sketch) -> Option<&str> {
        self.old.same(sketch).or_else(|| self.young.same(sketch))
    }

    /// The document that holds most of this one's shingles, and its share of them; the oldest of several.
    pub(super) fn nearest(&self, sketch: &Sketch) -> Option<(&str, f32)> {
        let sample = sketch.sample.as_ref()?;
        let found = [&self.old, &self.young].map(|generation| generation.nearest(sample));
        found.into_iter().flatten().reduce(|best, other| if other.1 > best.1 { other } else { best })
    }
}

/// Documents in the order of their coming.
#[derive(Debug, Default)]
struct Generation {
    documents: Vec<Remembered>,
    exact: FxHashMap<[u8; 16], u32>,
    /// The newest document of each chain. A chain joins the documents whose band has the same hash.
    newest: Vec<u32>,
}

#[derive(Debug)]
struct Remembered {
    name: Box<str>,
    like: Option<Box<Like>>,
}

#[derive(Debug)]
struct Like {
    sample: Sample,
    /// For each band the next older document of its chain.
    older: [u32; BANDS],
}

impl Generation {
    fn put(&mut self, name: &str, sketch: &Sketch) {
        let number = self.documents.len() as u32;
        self.exact.entry(sketch.exact).or_insert(number);
        let like = sketch.sample.clone().map(|sample| Box::new(Like { sample, older: [NOBODY; BANDS] }));
        self.documents.push(Remembered { name: name.into(), like });
        // Half as many chains as bands: what joins a chain by chance is told apart by its slots.
        let chains = (self.documents.len() * BANDS / 2).next_power_of_two();
        if chains > self.newest.len() {
            self.newest = vec![NOBODY; chains];
            (0..=number).for_each(|number| self.join(number));
        } else {
            self.join(number);
        }
    }

    /// Puts a document at the head of its chains.
    fn join(&mut self, number: u32) {
        let Self { documents, newest, .. } = self;
        let Some(Like { sample, older }) = documents[number as usize].like.as_deref_mut() else { return };
        for (band, older) in older.iter_mut().enumerate() {
            let chain = chain(sample, band, newest.len());
            *older = mem::replace(&mut newest[chain], number);
        }
    }

    fn same(&self, sketch: &Sketch) -> Option<&str> {
        self.exact.get(&sketch.exact).map(|&number| &*self.documents[number as usize].name)
    }

    fn nearest(&self, sample: &Sample) -> Option<(&str, f32)> {
        let mut met: Vec<u32> = (0..BANDS).flat_map(|band| self.meets(sample, band)).collect();
        met.sort_unstable();
        met.dedup();
        let mut best: Option<(&str, f32)> = None;
        for number in met {
            let Remembered { name, like } = &self.documents[number as usize];
            let Some(like) = like else { continue };
            let share = sample.share(like.sample.size, common(&sample.least, &like.sample.least));
            if best.is_none_or(|best| share > best.1) {
                best = Some((name, share));
            }
        }
        best
    }

    /// The documents with this band.
    fn meets(&self, sample: &Sample, band: usize) -> impl Iterator<Item = u32> {
        let newest = if self.newest.is_empty() { NOBODY } else { self.newest[chain(sample, band, self.newest.len())] };
        let like = |number: u32| self.documents.get(number as usize)?.like.as_deref();
        let older = move |number: &u32| Some(like(*number)?.older[band]);
        let slots = slots(sample, band);
        let chain = std::iter::successors(Some(newest), older).take_while(|&number| number != NOBODY).take(STEPS);
        chain.filter(move |&number| like(number).is_some_and(|like| self::slots(&like.sample, band) == slots))
    }
}

/// How many slots agree.
fn common(one: &[u16; SLOTS], other: &[u16; SLOTS]) -> usize {
    one.iter().zip(other).filter(|(one, other)| one == other).count()
}

fn slots(sample: &Sample, band: usize) -> [u16; ROWS] {
    array::from_fn(|row| sample.least[ROWS * band + row])
}

/// The chain of a band, out of a power of two of them.
fn chain(sample: &Sample, band: usize, chains: usize) -> usize {
    let key = slots(sample, band).into_iter().fold(band as u64, |key, slot| key << 16 | u64::from(slot));
    // Fibonacci hashing: the highest bits of the product depend on all of the key.
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - chains.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use dateline_text::Document;

    use super::*;

    /// A sketch of words that no other number has.
    fn sketch(number: usize) -> Sketch {
        let words: Vec<String> = (0..40).map(|word| format!("w{}", 40 * number + word)).collect();
        Sketch::of(&Document::plain("x", words.join(" "))).unwrap()
    }

    #[test]
    fn every_document_is_found_again_while_the_chains_grow() {
        let mut memory = Memory::new(2_000);
        for number in 0..1_000 {
            assert_eq!(memory.nearest(&sketch(number)), None);
            memory.put(&number.to_string(), &sketch(number));
            let earlier = number / 2;
            assert_eq!(memory.nearest(&sketch(earlier)), Some((earlier.to_string().as_str(), 1.0)));
            assert_eq!(memory.same(&sketch(earlier)), Some(earlier.to_string().as_str()));
        }
    }

    #[test]
    fn the_older_generation_is_asked_first_and_forgotten_first() {
        let mut memory = Memory::new(6);
        (0..4).for_each(|number| memory.put(&number.to_string(), &sketch(0)));
        assert_eq!(memory.nearest(&sketch(0)), Some(("0", 1.0)));
        (4..7).for_each(|number| memory.put(&number.to_string(), &sketch(number)));
        assert_eq!(memory.nearest(&sketch(0)), Some(("3", 1.0)), "the first three are forgotten");
        assert_eq!(memory.same(&sketch(0)), Some("3"));
    }
}
