//! Whether a setting gives the answers of the reference.

use std::collections::BTreeMap;

use ndarray::Array2;

/// How far two sets of answers agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// What was compared: words, or events.
    pub compared: usize,
    /// How many of them are the same.
    pub same: usize,
    /// The largest difference of two logits; `None` where there are no logits. Infinite where one is no number.
    pub largest: Option<f32>,
}

impl Agreement {
    /// Of words, by their tags and by the logits of all tags.
    pub(crate) fn of_words(
        tags: &[usize],
        expected: &[usize],
        logits: &Array2<f32>,
        expected_logits: &Array2<f32>,
    ) -> Self {
        let same = tags.iter().zip(expected).filter(|(tag, expected)| tag == expected).count();
        let differences = logits.iter().zip(expected_logits).map(|(one, other)| difference(*one, *other));
        Self { compared: tags.len().max(expected.len()), same, largest: Some(differences.fold(0.0, f32::max)) }
    }

    /// Of records in any order: the same are those that both sides have.
    pub(crate) fn of_records(records: &[String], expected: &[String]) -> Self {
        let mut open: BTreeMap<&str, usize> = BTreeMap::new();
        for record in expected {
            *open.entry(record).or_default() += 1;
        }
        let mut same = 0;
        for record in records {
            if let Some(count) = open.get_mut(record.as_str()).filter(|count| **count > 0) {
                *count -= 1;
                same += 1;
            }
        }
        Self { compared: records.len().max(expected.len()), same, largest: None }
    }

    /// The share of what is the same, from 0 to 1; 1 where there is nothing to compare.
    pub fn share(&self) -> f64 {
        if self.compared == 0 { 1.0 } else { self.same as f64 / self.compared as f64 }
    }

    /// The worse of two, each figure by itself: what a setting is held to over its rounds.
    pub(crate) fn worse(self, other: Self) -> Self {
        let worst = if other.share() < self.share() { other } else { self };
        let largest = self.largest.into_iter().chain(other.largest).reduce(f32::max);
        Self { largest, ..worst }
    }
}

/// The distance of two logits; of what is no number it is infinite, lest a broken kernel look right.
fn difference(one: f32, other: f32) -> f32 {
    let difference = (one - other).abs();
    if difference.is_nan() { f32::INFINITY } else { difference }
}

#[cfg(test)]
mod tests {
    use ndarray::arr2;

    use super::*;

    #[test]
    fn words_agree_by_tag_and_logits_by_distance() {
        let (ours, theirs) = (arr2(&[[1.0, 2.0], [3.0, 1.0]]), arr2(&[[1.5, 2.0], [3.0, 3.25]]));
        let agreement = Agreement::of_words(&[1, 0], &[1, 1], &ours, &theirs);
        assert_eq!(agreement, Agreement { compared: 2, same: 1, largest: Some(2.25) });
        assert!((agreement.share() - 0.5).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_number_is_far_from_every_number() {
        let agreement = Agreement::of_words(&[0], &[0], &arr2(&[[f32::NAN]]), &arr2(&[[1.0]]));
        assert_eq!(agreement.largest, Some(f32::INFINITY));
    }

    #[test]
    fn records_are_compared_as_a_bag() {
        let check = |ours: &[&str], theirs: &[&str]| {
            let owned = |records: &[&str]| records.iter().map(|&record| record.to_owned()).collect::<Vec<_>>();
            let agreement = Agreement::of_records(&owned(ours), &owned(theirs));
            (agreement.same, agreement.compared)
        };
        assert_eq!(check(&["b", "a"], &["a", "b"]), (2, 2));
        assert_eq!(check(&["a", "a"], &["a"]), (1, 2), "one too many");
        assert_eq!(check(&["a"], &["a", "b", "c"]), (1, 3), "two are missing");
        assert_eq!(check(&[], &[]), (0, 0));
    }

    #[test]
    fn the_worst_round_counts() {
        let good = Agreement { compared: 4, same: 4, largest: Some(0.5) };
        let bad = Agreement { compared: 4, same: 3, largest: Some(0.25) };
        assert_eq!(good.worse(bad), Agreement { compared: 4, same: 3, largest: Some(0.5) });
    }
}
