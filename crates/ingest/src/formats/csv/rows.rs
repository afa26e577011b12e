//! Frames the rows of a CSV file: a row may run over several lines between quotes, and memory is bounded all the same.

use std::io::{self, BufRead};

use crate::fault::Fault;

/// How many rows of the largest size may be read again, from the line after a quote that never closes, in any file.
const FREE: usize = 16;

/// How many bytes more may be read again for each byte of the file: the work stays in proportion to it.
const EARNED: usize = 4;

/// One row, or where one should have been.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The number of its first line, from 1.
    pub(super) line: u64,
    /// The row without its end, or why it has none.
    pub(super) bytes: Result<Vec<u8>, Fault>,
}

/// Where a byte stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Bare,
    Quoted,
    /// Behind a quote in a quoted field: it ends the field, or is the first of two.
    QuoteInQuoted,
}

/// The rows of a file.
#[derive(Debug)]
pub(super) struct Rows {
    limit: usize,
    /// Bytes to read before those of the reader, last first.
    again: Vec<u8>,
    /// How many bytes may still be read again.
    credit: usize,
    /// Why the file could not be read to its end.
    failure: Option<io::Error>,
    /// Known with the first line.
    delimiter: Option<u8>,
    line: u64,
}

impl Rows {
    /// The rows that take at most `limit` bytes each.
    pub(super) fn new(limit: usize) -> Self {
        let credit = limit.saturating_mul(FREE);
        Self { limit, again: Vec::new(), credit, failure: None, delimiter: None, line: 1 }
    }

    /// The number of the line that comes next.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The next row that is not blank; `None` at the end.
    ///
    /// Of a row that is too long because a quote never closes, only the first line is given up: the lines behind it are
    /// read again. Where that has happened often, or the line itself is too long, reading goes on behind it. An error of
    /// `reader` is an end, too, and given when the rows before it are.
    pub(super) fn next(&mut self, reader: &mut dyn BufRead) -> io::Result<Option<Row>> {
        loop {
            let line = self.line;
            let mut row = Vec::new();
            let mut state = State::FieldStart;
            let mut ended = false;
            while let Some(byte) = self.byte(reader) {
                if byte == b'\n' {
                    self.line += 1;
                    ended = state != State::Quoted;
                    if ended {
                        break;
                    }
                }
                row.push(byte);
                if row.len() > self.limit {
                    return Ok(Some(self.give_up(row, line, reader)));
                }
                state = self.after(state, byte, &row);
            }
            if !ended && state == State::Quoted && self.rewind(&mut row, line) {
                return Ok(Some(Row { line, bytes: Ok(row) }));
            }
            if let Some(failure) = self.failure.take_if(|_| !ended) {
                return Err(failure); // a row that is cut off is no row
            }
            if !ended && row.is_empty() {
                return Ok(None);
            }
            self.delimiter.get_or_insert_with(|| delimiter(&row));
            if row.last() == Some(&b'\r') {
                row.pop();
            }
            if !row.trim_ascii().is_empty() {
                return Ok(Some(Row { line, bytes: Ok(row) }));
            }
        }
    }

    /// The next byte; `None` at the end, and where reading fails.
    fn byte(&mut self, reader: &mut dyn BufRead) -> Option<u8> {
        if let Some(byte) = self.again.pop() {
            return Some(byte);
        }
        while self.failure.is_none() {
            match reader.fill_buf() {
                Ok(chunk) => {
                    let byte = chunk.first().copied()?;
                    reader.consume(1);
                    self.credit = self.credit.saturating_add(EARNED);
                    return Some(byte);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => self.failure = Some(error),
            }
        }
        None
    }

    /// The state behind `byte`, the last one of `row`.
    fn after(&self, state: State, byte: u8, row: &[u8]) -> State {
        let separates = match self.delimiter {
            Some(delimiter) => byte == delimiter,
            None => DELIMITERS.contains(&byte),
        };
        let is_mark = row.len() == 3 && row == b"\xef\xbb\xbf";
        match state {
            State::Quoted if byte == b'"' => State::QuoteInQuoted,
            State::Quoted => State::Quoted,
            State::QuoteInQuoted | State::FieldStart if byte == b'"' => State::Quoted,
            _ if separates || is_mark => State::FieldStart,
            _ => State::Bare,
        }
    }

    /// Gives up a row that is too long; what was read of it is in `row`.
    fn give_up(&mut self, mut row: Vec<u8>, line: u64, reader: &mut dyn BufRead) -> Row {
        if self.rewind(&mut row, line) {
            let fault =
                Fault::new("unclosed_quote", "a quote is opened and not closed within the limit for a document");
            return Row { line, bytes: Err(fault) };
        }
        drop(row);
        while let Some(byte) = self.byte(reader) {
            if byte == b'\n' {
                self.line += 1;
                break;
            }
        }
        Row { line, bytes: Err(Fault::too_large(self.limit)) }
    }

    /// Puts all lines but the first back, to be read again; false when there is but one, or it was done too often.
    fn rewind(&mut self, row: &mut Vec<u8>, line: u64) -> bool {
        let Some(end) = row.iter().position(|&byte| byte == b'\n') else { return false };
        let Some(credit) = self.credit.checked_sub(row.len() - end) else { return false };
        self.credit = credit;
        self.line = line + 1;
        self.again.extend(row[end + 1..].iter().rev());
        row.truncate(end);
        true
    }
}

const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// What stands between the columns: the one of the usual characters that the header has most of.
pub(super) fn delimiter(header: &[u8]) -> u8 {
    let count = |delimiter: u8| header.iter().filter(|&&byte| byte == delimiter).count();
    DELIMITERS.into_iter().rev().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
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
            &[
                (1, Some("a,b")),
                (2, None),
                (3, Some("1,longer than it")),
                (4, Some("2,than the limit")),
                (5, Some("3,z")),
            ],
        );
        check("a,b\n0,\"x\n1,y\n", &[(1, Some("a,b")), (2, Some("0,\"x")), (3, Some("1,y"))]);
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
        let text = format!("a,b\n{}", "\"a\",\"\n".repeat(10_000));
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
        let unclosed = Fault::new("unclosed_quote", "a quote is opened and not closed within the limit for a document");
        assert_eq!(found.iter().filter(|row| row.bytes.as_ref() == Err(&unclosed)).count(), 100);
        assert_eq!(found.iter().filter(|row| row.bytes.as_deref() == Ok(b"1,y")).count(), 2000);
    }

    #[test]
    fn the_header_shows_what_stands_between_columns() {
        for (header, expected) in [("a,b", b','), ("a\tb, c\td", b'\t'), ("a;b", b';'), ("text", b',')] {
            assert_eq!(delimiter(header.as_bytes()), expected, "{header:?}");
        }
    }
}
