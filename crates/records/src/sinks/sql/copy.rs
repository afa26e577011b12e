//! Rows in the text format of PostgreSQL's `COPY`.

use crate::tables::Cell;

/// What follows the last row.
pub(super) const END: &str = "\\.\n";

/// Appends a row with its line break.
pub(super) fn line(cells: &[Cell<'_>], line: &mut String) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            line.push('\t');
        }
        match cell {
            Cell::Empty => line.push_str("\\N"),
            Cell::Text(text) => escape(text, line),
            other => other.spell(line),
        }
    }
    line.push('\n');
}

fn escape(text: &str, line: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '\n', '\r', '\t', '\0']) {
        line.push_str(&rest[..at]);
        line.push_str(match rest.as_bytes()[at] {
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            // The one character that PostgreSQL's texts cannot hold.
            _ => "\u{FFFD}",
        });
        // All of these are one byte long.
        rest = &rest[at + 1..];
    }
    line.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cells: &[Cell<'_>], expected: &str) {
        let mut found = String::new();
        line(cells, &mut found);
        assert_eq!(found, expected);
    }

    #[test]
    fn a_row_is_a_line_whatever_its_texts_hold() {
        check(&[Cell::Text("a\tb\nc\r\\d"), Cell::Integer(-1)], "a\\tb\\nc\\r\\\\d\t-1\n");
        check(&[Cell::Text("nul\0"), Cell::Number(0.5)], "nul\u{FFFD}\t0.5\n");
    }

    #[test]
    fn no_text_is_taken_for_the_end_or_for_nothing() {
        check(&[Cell::Text("\\.")], "\\\\.\n");
        check(&[Cell::Text("\\N")], "\\\\N\n");
        check(&[Cell::Empty, Cell::Text("")], "\\N\t\n");
    }
}
