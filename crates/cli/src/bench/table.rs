//! Rows as an aligned table that keeps within a width, and as Markdown.

use dateline_bench::Row;

use crate::bench::columns::{Column, columns};

/// What stands between two columns.
const GAP: usize = 2;

/// An aligned table. Columns that find no room stand in another table below, which repeats what was measured.
pub(crate) fn aligned(rows: &[Row], width: usize) -> String {
    let (settings, figures): (Vec<_>, Vec<_>) = columns(rows).into_iter().partition(|column| column.is_setting);
    let mut blocks = vec![];
    let mut rest = &figures[..];
    while !rest.is_empty() {
        let used: usize = settings.iter().map(|column| widest(column, rows) + GAP).sum();
        let (fitting, more) = rest.split_at(fitting(rest, rows, width.saturating_sub(used)));
        blocks.push(block(&[&settings[..], fitting].concat(), rows));
        rest = more;
    }
    blocks.join("\n")
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
