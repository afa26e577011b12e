//! Interleaved rounds: every setting once, then every setting again.

/// How often everything is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounds {
    /// Rounds that are thrown away: caches, clocks and allocators settle.
    pub warmup: usize,
    /// Rounds that count.
    pub timed: usize,
}

/// Hears how a bench gets on, and may end it. All methods do nothing unless implemented.
pub trait Watch: Sync {
    /// Whether the bench is to end as soon as the batches at hand are done.
    fn stopped(&self) -> bool {
        false
    }

    /// Something is about to be done that is not measured: `loading native f32`.
    fn preparing(&self, what: &str) {
        let _ = what;
    }

    /// The run number `run` of `of` begins; `what` names the setting.
    fn running(&self, run: usize, of: usize, what: &str) {
        let _ = (run, of, what);
    }

    /// A model is left out, for a reason that a person should read; `is_measured` when its backend is measured at
    /// another precision.
    fn left_out(&self, what: &str, why: &str, is_measured: bool) {
        let _ = (what, why, is_measured);
    }
}

/// Nobody watches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nobody;

impl Watch for Nobody {}

/// Runs each of `names` once a round, and gives for each what its timed rounds gave, in order.
///
/// `run` gets the index of a setting; when it gives `None`, the bench was stopped, and only the rounds that were complete
/// by then are given.
///
/// # Errors
/// The first error of `run`.
pub fn interleave<T, E>(
    names: &[String],
    rounds: Rounds,
    watch: &dyn Watch,
    mut run: impl FnMut(usize) -> Result<Option<T>, E>,
) -> Result<Vec<Vec<T>>, E> {
    let mut results: Vec<Vec<T>> = names.iter().map(|_| Vec::with_capacity(rounds.timed)).collect();
    let all = (rounds.warmup + rounds.timed) * names.len();
    for round in 0..rounds.warmup + rounds.timed {
        let mut of_round = Vec::with_capacity(names.len());
        for (index, name) in names.iter().enumerate() {
            watch.running(round * names.len() + index + 1, all, name);
            let Some(result) = run(index)? else { return Ok(results) };
            of_round.push(result);
        }
        if round >= rounds.warmup {
            results.iter_mut().zip(of_round).for_each(|(results, result)| results.push(result));
        }
    }
    Ok(results)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    const NAMES: [&str; 3] = ["A", "B", "C"];

    /// The order in which settings run, and the runs that count; stopped at the run `end`.
    fn check(warmup: usize, timed: usize, end: usize) -> (String, Vec<Vec<usize>>) {
        let (mut order, mut count) = (String::new(), 0);
        let names = NAMES.map(str::to_owned);
        let results = interleave(&names, Rounds { warmup, timed }, &Nobody, |index| {
            count += 1;
            order.push_str(NAMES[index]);
            Ok::<_, Infallible>((count < end).then_some(count))
        });
        (order, results.unwrap())
    }

    #[test]
    fn rounds_are_interleaved_and_the_warm_up_is_thrown_away() {
        let expected = vec![vec![4, 7], vec![5, 8], vec![6, 9]];
        assert_eq!(check(1, 2, usize::MAX), ("ABCABCABC".to_owned(), expected));
    }

    #[test]
    fn a_stop_keeps_the_rounds_that_are_complete() {
        assert_eq!(check(0, 3, 5), ("ABCAB".to_owned(), vec![vec![1], vec![2], vec![3]]));
        assert_eq!(check(1, 3, 2), ("AB".to_owned(), vec![vec![]; 3]));
    }

    #[test]
    fn an_error_ends_the_bench() {
        let failed =
            interleave(&["A".to_owned()], Rounds { warmup: 0, timed: 1 }, &Nobody, |_| Err::<Option<()>, _>("x"));
        assert_eq!(failed, Err("x"));
    }
}
