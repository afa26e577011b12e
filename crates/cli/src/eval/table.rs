//! The figures by type, by role and in all, as `scripts/score/events.py` prints them.

use std::fmt::Write;

use dateline_eval::{Count, Coverage, Report};

pub(super) fn table(report: &Report) -> String {
    let mut table = String::new();
    report.types.iter().for_each(|(name, &count)| table += &line(name, count));
    report.roles.iter().for_each(|(name, &count)| table += &line(&format!("  {name}"), count));
    table += &line("fillers", report.fillers);
    let (status, subtype) = (report.status.percent(), report.subtype.percent());
    let _ = writeln!(table, "status {status:.1}%  subtype {subtype:.1}% of {} paired events", report.status.of);
    table + &line("events", report.events) + &documents(&report.documents)
}

fn line(name: &str, count: Count) -> String {
    let Count { right, said, gold } = count;
    let (precision, recall, f1) = (count.precision(), count.recall(), count.f1());
    format!("{name:<14} P {precision:5.1}  R {recall:5.1}  F1 {f1:5.1}   ({right} right, {said} said, {gold} gold)\n")
}

/// What the figures are of.
fn documents(coverage: &Coverage) -> String {
    let Coverage { scored, not_read, without_gold, .. } = coverage;
    let uncounted = [(not_read.len(), "of gold not read"), (without_gold.len(), "without gold")];
    let uncounted = uncounted.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
    format!("{:<14} {scored} scored{}\n", "documents", uncounted.collect::<String>())
}
