//! Medians, quartiles and percentiles.

/// The middle of some measurements, and how far they spread.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spread {
    /// The median.
    pub median: f64,
    /// The lower quartile.
    pub lower: f64,
    /// The upper quartile.
    pub upper: f64,
}

impl Spread {
    /// Of at least one value; all zero where there is none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let at = |share| quantile(&values, share).unwrap_or_default();
        Self { median: at(0.5), lower: at(0.25), upper: at(0.75) }
    }

    /// Half the distance of the quartiles as a share of the median: what a table shows behind ±.
    pub fn relative(&self) -> f64 {
        if self.median == 0.0 { 0.0 } else { (self.upper - self.lower) / 2.0 / self.median }
    }
}

/// The quantile by linear interpolation between the two nearest of the sorted values (type 7 of Hyndman and Fan, 1996,
/// which R and `NumPy` use); of an even count the median is thereby the mean of the middle two.
fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * (sorted.len().checked_sub(1)?) as f64;
    let (below, part) = (place.floor(), place.fract());
    let first = sorted[below as usize];
    Some(sorted.get(below as usize + 1).map_or(first, |next| first + part * (next - first)))
}

/// The smallest value that at least `percent` of all values do not exceed (nearest rank): a latency that was measured,
/// not one in between. `None` where there are no values.
pub fn percentile(values: &[f64], percent: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (percent / 100.0 * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.max(1) - 1).copied()
}

#[cfg(test)]
#[allow(clippy::float_cmp, reason = "these figures are exact")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_median_is_in_the_middle_whatever_the_order() {
        assert_eq!(Spread::of([3.0, 1.0, 2.0]), Spread { median: 2.0, lower: 1.5, upper: 2.5 });
        assert_eq!(Spread::of([4.0, 1.0, 3.0, 2.0]).median, 2.5);
        assert_eq!(Spread::of([7.0]), Spread { median: 7.0, lower: 7.0, upper: 7.0 });
        assert_eq!(Spread::of([]), Spread::default());
    }

    #[test]
    fn one_slow_round_does_not_move_the_median() {
        assert_eq!(Spread::of([100.0, 101.0, 99.0, 100.0, 3.0]).median, 100.0);
    }

    #[test]
    fn the_spread_is_relative_to_the_median() {
        assert_eq!(Spread::of([90.0, 100.0, 110.0]).relative(), 0.05);
        assert_eq!(Spread::of([0.0, 0.0]).relative(), 0.0);
    }

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let hundred: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!([50.0, 90.0, 99.0, 100.0].map(|p| percentile(&hundred, p)), [50.0, 90.0, 99.0, 100.0].map(Some));
        assert_eq!([50.0, 99.0].map(|p| percentile(&[5.0, 1.0], p)), [Some(1.0), Some(5.0)]);
        assert_eq!(percentile(&[4.0], 0.0), Some(4.0));
        assert_eq!(percentile(&[], 50.0), None);
    }

    proptest! {
        #[test]
        fn quartiles_and_percentiles_are_in_order(values in prop::collection::vec(0.0..1e9_f64, 1..50)) {
            let spread = Spread::of(values.iter().copied());
            prop_assert!(spread.lower <= spread.median && spread.median <= spread.upper);
            let [p50, p90, p99] = [50.0, 90.0, 99.0].map(|percent| percentile(&values, percent).unwrap());
            prop_assert!(p50 <= p90 && p90 <= p99 && values.contains(&p99));
            let below = values.iter().filter(|&&value| value <= p90).count();
            prop_assert!(below as f64 >= 0.9 * values.len() as f64);
        }
    }
}
