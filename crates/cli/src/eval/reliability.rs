//! Confidence against truth, as a table.

use std::fmt::Write;

use dateline_eval::{Bin, Reliability};

/// The bins that hold events; nothing where no event has a confidence.
pub(super) fn table(reliability: &Reliability) -> String {
    let Some(error) = reliability.expected_calibration_error else { return String::new() };
    let mut table = String::from("confidence     events    mean   right\n");
    for bin in reliability.bins.iter().filter(|bin| bin.events > 0) {
        table += &line(bin);
    }
    let _ = writeln!(table, "expected calibration error {error:.3} over {} events", reliability.events);
    table
}

fn line(bin: &Bin) -> String {
    let Bin { from, to, events, mean_confidence, right } = *bin;
    let figures = [mean_confidence, right].map(|figure| figure.map_or("-".to_owned(), |figure| format!("{figure:.3}")));
    let [mean, right] = figures;
    format!("{from:.1} to {to:.1}     {events:>6}   {mean:>5}   {right:>5}\n")
}
