//! Counts the steps of reading in this crate's own tests, which hold that they grow with the text and no faster.

/// Counts `steps` where tests count; nothing elsewhere.
#[inline]
pub(crate) fn count(steps: usize) {
    #[cfg(test)]
    dateline_testing::steps::take(steps);
    #[cfg(not(test))]
    let _ = steps;
}

#[cfg(test)]
mod tests {
    use dateline_testing::{rows, steps};

    #[test]
    fn work_grows_with_the_text_and_no_faster() {
        steps::grow_with_the_text(&rows::AMOUNTS, |document, sentences, tokens| {
            crate::find(&document, sentences, tokens);
        });
    }
}
