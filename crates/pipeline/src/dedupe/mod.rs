//! Copies of what was told before: passed over, with the name of the first telling.
//!
//! Two documents are *duplicates* when their words are the same, headlines included; case, punctuation and furniture do
//! not count. A document is a *near duplicate* of an earlier one when at least [`SHARED`] of its runs of three words stand
//! there, too: a wire copy with another headline, a byline or some boilerplate more, a few words changed or its end cut
//! off. A story that says much more than its first telling is none, so the long version of a short one is read.
//!
//! The share is estimated from sketches (`sketch.rs`), found by their bands (`memory.rs`). What that means:
//!
//! - Copies with one word in twenty changed are mostly found, those with one in ten are not.
//! - A story cut down to half is mostly found, one cut down to a quarter is not.
//! - Boilerplate counts like any other words: more than a quarter of a short story makes it another one.
//! - Texts of fewer than [`sketch::LEAST_WORDS`] words have duplicates only.
//! - An update that repeats its story with a few new words ("15 dead" in place of "12 dead") passes for a copy of it.
//! - Words are what spaces and punctuation part: in scripts without spaces nearly nothing but duplicates is found.

mod memory;
mod sketch;
mod words;

use dateline_text::{Document, Skip};

use self::{memory::Memory, sketch::Sketch};
use crate::{Admitted, Fingerprint, Gate};

/// The share of a document's shingles that make it a near duplicate. `benches/runs/` says what other values find.
const SHARED: f32 = 0.8;

/// The most documents that are remembered; see [`Dedupe`].
const MOST: usize = 1_000_000;

/// A gate that lets the first telling of a story through and nothing that tells it again in the same words.
///
/// The last 500,000 documents that it let through are remembered, and up to twice as many; older ones are forgotten. A
/// remembered document takes about 0.6 kB and its name, so that all take 0.7 GB at most. Documents that the model rejects
/// afterwards are remembered like any other.
#[derive(Debug)]
pub struct Dedupe {
    memory: Memory,
}

impl Default for Dedupe {
    fn default() -> Self {
        Self::remembering(MOST)
    }
}

impl Dedupe {
    /// With room for `most` documents.
    pub fn remembering(most: usize) -> Self {
        Self { memory: Memory::new(most) }
    }
}

impl Gate for Dedupe {
    fn fingerprint(&self) -> fn(&Document) -> Fingerprint {
        |document| Sketch::of(document).map_or_else(|| Fingerprint(Vec::new()), |sketch| sketch.encode())
    }

    fn admit(&mut self, document: &Document, fingerprint: &Fingerprint) -> Result<(), Skip> {
        let Some(sketch) = Sketch::decode(fingerprint) else { return Ok(()) };
        if let Some(first) = self.memory.same(&sketch) {
            return Err(skip("duplicate", format!("the same words as {first}"), first, 1.0));
        }
        if let Some((first, share)) = self.memory.nearest(&sketch).filter(|(_, share)| *share >= SHARED) {
            let message = format!("{:.0} % of its wording stands in {first}", 100.0 * share);
            return Err(skip("near_duplicate", message, first, share));
        }
        self.memory.put(&document.id, &sketch);
        Ok(())
    }

    fn remember(&mut self, admitted: &Admitted) {
        if let Some(sketch) = Sketch::decode(&admitted.fingerprint) {
            self.memory.put(&admitted.doc_id, &sketch);
        }
    }
}

fn skip(reason: &str, message: String, first: &str, similarity: f32) -> Skip {
    let similarity = Some(similarity);
    Skip { duplicate_of: Some(first.to_owned()), similarity, ..Skip::new("", reason, message) }
}
