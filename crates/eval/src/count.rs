//! Counts, and the figures that follow from them.

use std::ops::AddAssign;

use serde::{Serialize, Serializer, ser::SerializeStruct};

/// How many of some sort were said, were wanted, and were both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Said, and wanted by gold.
    pub right: usize,
    /// Said.
    pub said: usize,
    /// Wanted by gold.
    pub gold: usize,
}

impl Count {
    /// How much of what was said is right, in percent; 0 where nothing was said.
    pub fn precision(self) -> f64 {
        100.0 * ratio(self.right, self.said)
    }

    /// How much of what is wanted was said, in percent; 0 where nothing is wanted.
    pub fn recall(self) -> f64 {
        100.0 * ratio(self.right, self.gold)
    }

    /// The harmonic mean of both, in percent.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (ratio(self.right, self.said), ratio(self.right, self.gold));
        if precision + recall > 0.0 { 200.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl AddAssign for Count {
    fn add_assign(&mut self, more: Self) {
        self.right += more.right;
        self.said += more.said;
        self.gold += more.gold;
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Count", 6)?;
        fields.serialize_field("precision", &self.precision())?;
        fields.serialize_field("recall", &self.recall())?;
        fields.serialize_field("f1", &self.f1())?;
        fields.serialize_field("right", &self.right)?;
        fields.serialize_field("said", &self.said)?;
        fields.serialize_field("gold", &self.gold)?;
        fields.end()
    }
}

/// How many of the events that were found have something right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Those that have it right.
    pub right: usize,
    /// All that were found.
    pub of: usize,
}

impl Share {
    /// In percent; 0 of nothing.
    pub fn percent(self) -> f64 {
        100.0 * self.right as f64 / self.of.max(1) as f64
    }

    pub(crate) fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Share", 3)?;
        fields.serialize_field("percent", &self.percent())?;
        fields.serialize_field("right", &self.right)?;
        fields.serialize_field("of", &self.of)?;
        fields.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_follow_from_counts() {
        let count = Count { right: 3, said: 4, gold: 6 };
        assert!((count.precision() - 75.0).abs() < 1e-9);
        assert!((count.recall() - 50.0).abs() < 1e-9);
        assert!((count.f1() - 60.0).abs() < 1e-9);
    }

    #[test]
    fn of_nothing_there_is_nothing() {
        let none = Count::default();
        let figures = [none.precision(), none.recall(), none.f1(), Share::default().percent()];
        assert!(figures.iter().all(|figure| figure.abs() < 1e-9), "{figures:?}");
    }
}
