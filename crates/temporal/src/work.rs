//! Counts the steps of reading in this crate's own tests, which hold that they grow with the text and no faster.

/// Counts `steps` where tests count; nothing elsewhere.
#[inline]
pub(crate) fn count(steps: usize) {
    #[cfg(test)]
    tests::take(steps);
    #[cfg(not(test))]
    let _ = steps;
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use dateline_testing::rows;

    /// Above what any row takes.
    const MOST_FOR_64_KIB: usize = 100 << 20;

    thread_local! {
        static STEPS: Cell<usize> = const { Cell::new(0) };
        static MOST: Cell<usize> = const { Cell::new(usize::MAX) };
    }

    /// Counts, and fails at once where it is too much: work that grows with the square takes hours.
    pub(super) fn take(steps: usize) {
        STEPS.set(STEPS.get() + steps);
        assert!(STEPS.get() <= MOST.get(), "more than {} steps", MOST.get());
    }

    /// The steps that `row` takes, written out to `bytes`, under a reference date; fails beyond `most`.
    fn steps(row: &str, bytes: usize, most: usize) -> usize {
        let (mut document, sentences, tokens) = rows::written_out(row, bytes);
        document.articles[0].published = jiff::civil::Date::new(2013, 3, 22).ok();
        STEPS.set(0);
        MOST.set(most);
        crate::find(&document, &sentences, &tokens);
        STEPS.get()
    }

    /// Four times the text takes four times the steps, and a tenth for the edges.
    fn check(row: &str) {
        let small = steps(row, 64 << 10, MOST_FOR_64_KIB);
        assert!(small >= 1 << 10, "{row:?}: only {small} steps are counted");
        steps(row, 256 << 10, small * 4 + small / 10);
    }

    #[test]
    fn work_grows_with_the_text_and_no_faster() {
        std::thread::scope(|scope| {
            for row in rows::TIMES {
                scope.spawn(move || check(row));
            }
        });
    }
}
