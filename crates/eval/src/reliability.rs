//! Whether events are right as often as their confidence says.

use serde::Serialize;

/// Stretches of confidence.
const BINS: usize = 10;

/// Confidence against truth, over the events that count and have a confidence.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reliability {
    /// Events that were looked at.
    pub events: usize,
    /// How far confidence is off, on average over events: the difference between the mean confidence and the share of
    /// right ones in each bin, weighted by its events. Nothing where there are no events.
    pub expected_calibration_error: Option<f64>,
    /// Ten bins of equal width, from 0 to 1.
    pub bins: Vec<Bin>,
}

/// Events of similar confidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// The lowest confidence.
    pub from: f64,
    /// The confidence that the next bin begins with; 1 belongs to the last bin.
    pub to: f64,
    /// Events in it.
    pub events: usize,
    /// Their mean confidence, where there are any.
    pub mean_confidence: Option<f64>,
    /// The share of them that is right, between 0 and 1, where there are any.
    pub right: Option<f64>,
}

impl Reliability {
    /// Of pairs of confidence and truth.
    pub(crate) fn of(events: &[(f32, bool)]) -> Self {
        let mut bins = [(); BINS].map(|()| Vec::new());
        for &(confidence, right) in events {
            bins[bin_of(confidence)].push((exact(confidence), right));
        }
        let bins: Vec<_> = bins.into_iter().enumerate().map(|(index, events)| Bin::of(index, events)).collect();
        let off: f64 = bins.iter().filter_map(Bin::off).sum();
        let expected_calibration_error = (!events.is_empty()).then(|| off / events.len() as f64);
        Self { events: events.len(), expected_calibration_error, bins }
    }
}

/// Confidences are written with four decimals: 0.3 is 0.3, whatever its bits.
pub(crate) fn exact(confidence: f32) -> f64 {
    (f64::from(confidence) * 1e4).round() / 1e4
}

fn bin_of(confidence: f32) -> usize {
    let ten_thousandths = (exact(confidence) * 1e4).round().max(0.0) as usize;
    (ten_thousandths * BINS / 10_000).min(BINS - 1)
}

impl Bin {
    fn of(index: usize, mut events: Vec<(f64, bool)>) -> Self {
        // Sums of floats hang on their order: figures must not.
        events.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let count = events.len() as f64;
        let mean = |sum: f64| (!events.is_empty()).then(|| sum / count);
        Self {
            from: index as f64 / BINS as f64,
            to: (index + 1) as f64 / BINS as f64,
            events: events.len(),
            mean_confidence: mean(events.iter().map(|&(confidence, _)| confidence).sum()),
            right: mean(events.iter().filter(|&&(_, right)| right).count() as f64),
        }
    }

    /// How far the confidence of the bin's events is off, all together.
    fn off(&self) -> Option<f64> {
        Some((self.mean_confidence? - self.right?).abs() * self.events as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_of_similar_confidence_lie_together() {
        let table = Reliability::of(&[(0.3, true), (0.39, false), (0.4, true), (1.0, true), (0.95, true)]);
        let counts: Vec<_> = table.bins.iter().map(|bin| bin.events).collect();
        assert_eq!(counts, [0, 0, 0, 2, 1, 0, 0, 0, 0, 2]);
        assert_eq!((table.bins[3].right, table.bins[9].right, table.bins[0].right), (Some(0.5), Some(1.0), None));
        assert!((table.bins[9].mean_confidence.unwrap() - 0.975).abs() < 1e-6);
    }

    #[test]
    fn the_error_is_the_mean_distance_between_confidence_and_truth() {
        // |0.9 - 0.5| for two events, |0.2 - 0| for one.
        let table = Reliability::of(&[(0.9, true), (0.9, false), (0.2, false)]);
        assert!((table.expected_calibration_error.unwrap() - (0.4 * 2.0 + 0.2) / 3.0).abs() < 1e-6);
        assert_eq!(Reliability::of(&[]).expected_calibration_error, None);
    }
}
