//! Rows as an aligned table that keeps within a width, and as Markdown.

use dateline_bench::Row;

use crate::bench::columns::{Column, columns};

/// What stands between two columns.
const GAP: usize = 2;

/// An aligned table. What is set alike for all rows is said above it. Columns that find no room stand in another table
/// below, which repeats what was measured.
pub(crate) fn aligned(rows: &[Row], width: usize) -> String {
    let (settings, figures): (Vec<_>, Vec<_>) = columns(rows).into_iter().partition(|column| column.is_setting);
    let (alike, settings): (Vec<_>, Vec<_>) = settings.into_iter().partition(|column| is_alike(column, rows));
    let mut blocks = vec![];
    if let Some(row) = rows.first().filter(|_| !alike.is_empty()) {
        let alike = alike.iter().map(|column| format!("{} {}", column.name, column.cell(row)));
        blocks.push(format!("all with {}\n", alike.collect::<Vec<_>>().join(", ")));
    }
    let mut rest = &figures[..];
    while !rest.is_empty() {
        let used: usize = settings.iter().map(|column| widest(column, rows) + GAP).sum();
        let (fitting, more) = rest.split_at(fitting(rest, rows, width.saturating_sub(used)));
        blocks.push(block(&[&settings[..], fitting].concat(), rows));
        rest = more;
    }
    blocks.join("\n")
}

/// Whether a number is the same in all rows; names always stand in the row.
fn is_alike(column: &Column, rows: &[Row]) -> bool {
    !column.is_text && rows.windows(2).all(|pair| column.cell(&pair[0]) == column.cell(&pair[1]))
}

/// How many columns fit; at least one, lest there be no end.
fn fitting(columns: &[&Column], rows: &[Row], room: usize) -> usize {
    let mut used = 0;
    let fits = |column: &&&Column| {
        used += widest(column, rows) + GAP;
        used <= room + GAP
    };
    columns.iter().take_while(fits).count().max(1)
}

fn widest(column: &Column, rows: &[Row]) -> usize {
    let cells = rows.iter().map(|row| column.cell(row).chars().count());
    cells.chain([column.name.chars().count()]).max().unwrap_or_default()
}

fn block(columns: &[&Column], rows: &[Row]) -> String {
    let widths: Vec<usize> = columns.iter().map(|column| widest(column, rows)).collect();
    let line = |cell: &dyn Fn(&Column) -> String| {
        let cells = columns.iter().zip(&widths).map(|(column, &width)| {
            if column.is_text { format!("{:width$}", cell(column)) } else { format!("{:>width$}", cell(column)) }
        });
        let line = cells.collect::<Vec<_>>().join(&" ".repeat(GAP));
        format!("{}\n", line.trim_end())
    };
    let head = line(&|column| column.name.to_owned());
    rows.iter().fold(head, |table, row| table + &line(&|column| column.cell(row)))
}

/// A table in Markdown, numbers to the right.
pub(crate) fn markdown(rows: &[Row]) -> String {
    let columns = columns(rows);
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let head = line(columns.iter().map(|column| column.name.to_owned()).collect());
    let rule = columns.iter().map(|column| if column.is_text { "---" } else { "---:" });
    let rule = format!("|{}|\n", rule.collect::<Vec<_>>().join("|"));
    rows.iter().fold(head + &rule, |table, row| table + &line(columns.iter().map(|column| column.cell(row)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::samples::{inference, pipeline};

    #[test]
    fn columns_are_aligned_and_what_is_alike_is_said_once() {
        let expected = "\
all with threads 2, batch 16

backend  precision  tokens/s      ±  seqs/s  p50 ms  p90 ms  p99 ms  load ms  first ms  peak MB     same  Δ logit
native   f32           1,000  5.1 %    50.0    30.0     100     100     60.0      80.0      150    100 %        0
native   f32           2,000  0.0 %     100    30.0    30.0    30.0     60.0         -        -  99.99 %     2e-4
";
        assert_eq!(aligned(&inference(), 120), expected);
    }

    #[test]
    fn a_narrow_table_goes_on_below() {
        let table = aligned(&inference(), 60);
        assert!(table.lines().all(|line| line.chars().count() <= 60), "{table}");
        assert_eq!(table.matches("backend  precision").count(), 3, "{table}");
        for name in ["tokens/s", "p99 ms", "Δ logit"] {
            assert_eq!(table.matches(name).count(), 1, "{name} in\n{table}");
        }
        assert!(aligned(&inference(), 1).lines().count() > 40, "one column each, and an end");
    }

    #[test]
    fn the_pipeline_has_columns_of_its_own() {
        let table = aligned(&pipeline(), 120);
        let head = "backend  precision  docs/s  kB/s  tokens/s      ±  p50 ms  p90 ms  p99 ms  load ms   same  tagging";
        assert!(table.starts_with(&format!("all with threads 1\n\n{head}\n")), "{table}");
        assert!(table.contains("  98 %\n"), "{table}");
    }

    #[test]
    fn markdown_has_all_columns_numbers_to_the_right() {
        let table = markdown(&inference());
        let mut lines = table.lines();
        assert!(lines.next().unwrap().starts_with("| backend | precision | threads | batch | tokens/s | ± |"));
        assert!(lines.next().unwrap().starts_with("|---|---|---:|---:|---:|"));
        assert!(lines.next().unwrap().starts_with("| native | f32 | 2 | 16 | 1,000 | 5.1 % |"));
        assert_eq!(lines.count(), 1);
    }
}
