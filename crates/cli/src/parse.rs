//! Values on the command line.

use std::num::NonZeroUsize;

use dateline_records::Format;
use jiff::civil::Date;

/// A date as `YYYY-MM-DD`.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    // jiff alone would also take a time after the date.
    let looks_right = text.len() == "2021-05-25".len();
    let date = looks_right.then(|| text.parse().ok()).flatten();
    date.ok_or_else(|| "expected a date as YYYY-MM-DD, for example 2021-05-25".to_owned())
}

/// Documents at a time. A thread costs memory before it does any work: a slip of the finger must not take all of it.
const MOST_JOBS: usize = 1024;

/// How many documents are worked on side by side.
pub(crate) fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    let jobs = text.parse().ok().filter(|jobs: &NonZeroUsize| jobs.get() <= MOST_JOBS);
    jobs.ok_or_else(|| format!("expected a number from 1 to {MOST_JOBS}"))
}

/// A probability.
pub(crate) fn probability(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "expected a number from 0 to 1, for example 0.5".to_owned())
}

/// The name of a format.
pub(crate) fn format(text: &str) -> Result<Format, String> {
    text.parse().map_err(|error: dateline_records::UnknownFormat| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_whole_and_real() {
        assert_eq!(date("2021-05-25"), Ok(jiff::civil::date(2021, 5, 25)));
        for wrong in ["", "yesterday", "2021-5-25", "25.05.2021", "2021-02-30", "2021-05-25T10:00", "20210525"] {
            assert!(date(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn there_are_jobs_but_not_too_many() {
        assert_eq!((jobs("1"), jobs("1024")), (Ok(NonZeroUsize::MIN), Ok(NonZeroUsize::new(1024).unwrap())));
        for wrong in ["0", "1025", "99999999999999999999", "-1", "two", ""] {
            assert_eq!(jobs(wrong), Err("expected a number from 1 to 1024".to_owned()), "{wrong}");
        }
    }

    #[test]
    fn probabilities_lie_between_0_and_1() {
        assert_eq!((probability("0"), probability("0.25"), probability("1")), (Ok(0.0), Ok(0.25), Ok(1.0)));
        for wrong in ["-0.1", "1.1", "NaN", "50%", ""] {
            assert!(probability(wrong).is_err(), "{wrong}");
        }
    }
}
