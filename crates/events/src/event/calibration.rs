//! From the score of an event to how often events of that score are right (`data/calibration.toml`, fitted by
//! `scripts/score/confidence.py`).

use std::{collections::HashMap, sync::LazyLock};

use dateline_text::EventType;
use serde::Deserialize;

use crate::lexicon;

static CALIBRATION: LazyLock<HashMap<EventType, Calibration>> = LazyLock::new(|| lexicon::toml("calibration.toml"));

/// A map of scores to shares of right events, straight between its knots.
#[derive(Debug, Deserialize)]
struct Calibration {
    /// Score and share, both rising.
    knots: Vec<[f32; 2]>,
}

/// The share of right events among those of this type and score; both between 0 and 1.
pub(super) fn calibrated(kind: EventType, score: f32) -> f32 {
    CALIBRATION.get(&kind).map_or(score, |calibration| calibration.at(score))
}

impl Calibration {
    fn at(&self, score: f32) -> f32 {
        let above = self.knots.partition_point(|knot| knot[0] <= score);
        let after = self.knots.get(above).or(self.knots.last());
        match (above.checked_sub(1).and_then(|before| self.knots.get(before)), after) {
            (Some(before), Some(after)) if after[0] > before[0] => {
                let part = (score - before[0]) / (after[0] - before[0]);
                before[1] + part * (after[1] - before[1])
            }
            (Some(knot), _) | (None, Some(knot)) => knot[1],
            (None, None) => score,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_knots_rise_from_nothing_to_less_than_certainty() {
        for kind in EventType::ALL {
            let knots = &CALIBRATION[kind].knots;
            assert!(knots.len() >= 3 && knots[0].iter().all(|&end| end <= 0.0));
            assert!(knots.windows(2).all(|pair| pair[0][0] < pair[1][0] && pair[0][1] < pair[1][1]), "{knots:?}");
            assert!(knots.last().is_some_and(|last| last[0] >= 1.0 && last[1] < 1.0));
        }
    }

    #[test]
    fn a_higher_score_is_a_higher_confidence() {
        for &kind in EventType::ALL {
            let steps: Vec<f32> = (0..=1000).map(|step| calibrated(kind, step as f32 / 1000.0)).collect();
            assert!(steps.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(steps.iter().all(|share| (0.0..1.0).contains(share)));
        }
    }

    #[test]
    fn between_knots_the_map_is_straight_and_ends_are_kept() {
        let map = Calibration { knots: vec![[0.0, 0.0], [0.5, 0.2], [1.0, 0.8]] };
        for (score, share) in [(0.0, 0.0), (0.25, 0.1), (0.5, 0.2), (0.75, 0.5), (1.0, 0.8), (2.0, 0.8), (-1.0, 0.0)] {
            assert!((map.at(score) - share).abs() < 1e-6, "{score}");
        }
    }
}
