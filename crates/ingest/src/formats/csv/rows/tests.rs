//! Rows of every kind, and what breaks them.

use super::*;

const LIMIT: usize = 20;

/// The rows of `text` with their lines, read in chunks of several sizes.
fn check(text: &str, expected: &[(u64, Option<&str>)]) {
    for capacity in [1, 3, 64] {
        let mut reader = io::BufReader::with_capacity(capacity, text.as_bytes());
        let mut rows = Rows::new(LIMIT);
        let found: Vec<Row> = std::iter::from_fn(|| rows.next(&mut reader).unwrap()).collect();
        let found = found.iter().map(|row| (row.line, row.bytes.as_deref().map(String::from_utf8_lossy).ok()));
        let expected = expected.iter().map(|(line, row)| (*line, row.map(Into::into)));
        assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{text:?} in chunks of {capacity}");
    }
}

#[test]
fn a_row_ends_where_no_quote_is_open() {
    check("a,b\r\n1,\"x\ny\"\n\n2,z", &[(1, Some("a,b")), (2, Some("1,\"x\ny\"")), (5, Some("2,z"))]);
    check("a\tb\n5\" x\ty\n1\tz\n", &[(1, Some("a\tb")), (2, Some("5\" x\ty")), (3, Some("1\tz"))]);
    check("a,b\n\"x\"\"\n\",1\n2,3\n", &[(1, Some("a,b")), (2, Some("\"x\"\"\n\",1")), (4, Some("2,3"))]);
    check("\u{feff}\"a\n\",b\n1,2\n", &[(1, Some("\u{feff}\"a\n\",b")), (3, Some("1,2"))]);
    check("", &[]);
}

#[test]
fn a_quote_that_never_closes_costs_its_own_line() {
    let rows = "1,longer than it\n2,than the limit\n3,z\n";
    check(
        &format!("a,b\n0,\"x\n{rows}"),
        &[(1, Some("a,b")), (2, None), (3, Some("1,longer than it")), (4, Some("2,than the limit")), (5, Some("3,z"))],
    );
    check("a,b\n0,\"x\n1,y\n", &[(1, Some("a,b")), (2, None), (3, Some("1,y"))]);
}

#[test]
fn a_quote_that_seems_to_close_in_another_row_costs_its_own_line() {
    check("a,b\n0,\"x\n1,\"y\"\n2,z\n", &[(1, Some("a,b")), (2, None), (3, Some("1,\"y\"")), (4, Some("2,z"))]);
    check("a,b\n\"0\",\"x\r\n\"1\",\"y\"", &[(1, Some("a,b")), (2, None), (3, Some("\"1\",\"y\""))]);
    check("a,b\n\"x\n\"\"y\"\"\",1\r\n", &[(1, Some("a,b")), (2, Some("\"x\n\"\"y\"\"\",1"))]);
    check("a,b\n1,\"x\n\"\r\n2,\"y\n\"", &[(1, Some("a,b")), (2, Some("1,\"x\n\"")), (4, Some("2,\"y\n\""))]);
    check("a,b\n1,\"x\" y\n", &[(1, Some("a,b")), (2, Some("1,\"x\" y"))]);
}

#[test]
fn quotes_within_a_column_of_several_lines_are_part_of_it() {
    check("a,b\n1,\"x\ny, z\" \n2,z", &[(1, Some("a,b")), (2, Some("1,\"x\ny, z\" ")), (4, Some("2,z"))]);
    check("a,b\n1,\"x\ny \"n\" z\"\n2,z", &[(1, Some("a,b")), (2, Some("1,\"x\ny \"n\" z\"")), (4, Some("2,z"))]);
}

#[test]
fn a_row_that_the_file_ends_within_is_none() {
    check("a,b\n1,\"x", &[(1, Some("a,b")), (2, None)]);
    check("a,b\n1,\"x\n2,\"y", &[(1, Some("a,b")), (2, None), (3, None)]);
    check("a,b\n1,\"x\"", &[(1, Some("a,b")), (2, Some("1,\"x\""))]);
}

#[test]
fn a_line_that_is_too_long_is_passed_over() {
    let long = "x".repeat(50);
    check(&format!("a,b\n1,{long}\n2,y\n"), &[(1, Some("a,b")), (2, None), (3, Some("2,y"))]);
    check(&format!("a,b\n1,\"{long}\n2,y\n"), &[(1, Some("a,b")), (2, None), (3, Some("2,y"))]);
    check(&format!("a,b\n1,{long}"), &[(1, Some("a,b")), (2, None)]);
}

#[test]
fn quotes_that_open_again_and_again_cost_work_in_proportion_to_the_file() {
    let text = format!("a,b\n{}", "a\",\",\n".repeat(10_000));
    let mut reader = text.as_bytes();
    let mut rows = Rows::new(1000);
    let found = std::iter::from_fn(|| rows.next(&mut reader).unwrap()).count();
    assert!(found < 10_001 && rows.credit < 1000, "{found} rows");
}

#[test]
fn many_stray_quotes_in_a_long_file_cost_one_line_each() {
    let text = format!("a,b\n{}", format!("0,\"x\n{}", "1,y\n".repeat(20)).repeat(100));
    let mut reader = text.as_bytes();
    let mut rows = Rows::new(30);
    let found: Vec<_> = std::iter::from_fn(|| rows.next(&mut reader).unwrap()).collect();
    assert_eq!(found.iter().filter(|row| row.bytes == Err(unclosed_quote())).count(), 100);
    assert_eq!(found.iter().filter(|row| row.bytes.as_deref() == Ok(b"1,y")).count(), 2000);
}

#[test]
fn the_header_shows_what_stands_between_columns() {
    for (header, expected) in [("a,b", b','), ("a\tb, c\td", b'\t'), ("a;b", b';'), ("text", b',')] {
        assert_eq!(delimiter(header.as_bytes()), expected, "{header:?}");
    }
}
