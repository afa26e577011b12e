//! Counts the steps that a reader takes, to hold that they grow with the text and no faster.
//!
//! Counted steps, unlike time, are the same on every machine and in every build; speed itself is measured in `benches/`.

use std::cell::Cell;

use dateline_text::{Document, Sentence, Token};

use crate::rows;

/// How much of each row is read, and how many times as much after that.
const BYTES: usize = 16 << 10;
const TIMES: usize = 4;

/// Above what any row takes in its first reading.
const MOST_FOR_BYTES: usize = 25 << 20;

thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
    static MOST: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// Counts steps: readers call this in their own tests for every byte, word or rule that they look at.
///
/// # Panics
/// If it is too many, at once: work that grows with the square takes hours.
pub fn take(steps: usize) {
    STEPS.set(STEPS.get() + steps);
    assert!(STEPS.get() <= MOST.get(), "more than {} steps", MOST.get());
}

/// Holds that `read` takes four times the steps for four times the text, and a tenth for the edges, over each of `rows`.
///
/// # Panics
/// If it takes more, or if so few steps are counted that the count cannot be of the work: this is for tests.
pub fn grow_with_the_text(rows: &[&str], read: impl Fn(Document, &[Sentence], &[Token])) {
    for row in rows {
        check(row, &read);
    }
}

/// Reads one row at both sizes.
fn check(row: &str, read: &impl Fn(Document, &[Sentence], &[Token])) {
    let steps = |bytes, most| {
        let (document, sentences, tokens) = rows::written_out(row, bytes);
        STEPS.set(0);
        MOST.set(most);
        read(document, &sentences, &tokens);
        STEPS.get()
    };
    let small = steps(BYTES, MOST_FOR_BYTES);
    assert!(small >= BYTES / 4, "{row:?}: only {small} steps are counted");
    steps(TIMES * BYTES, small * TIMES + small / 10);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_for_each_byte_grows_with_the_text() {
        grow_with_the_text(&["a "], |document, _, _| take(document.text.len()));
    }

    #[test]
    #[should_panic(expected = "more than")]
    fn a_look_ahead_from_each_word_grows_faster() {
        grow_with_the_text(&["a "], |document, _, tokens| {
            for token in tokens {
                take(1 + (document.text.len() - token.span.end) / 64);
            }
        });
    }

    #[test]
    #[should_panic(expected = "steps are counted")]
    fn what_counts_nothing_is_not_held() {
        grow_with_the_text(&["a "], |_, _, _| take(1));
    }
}
