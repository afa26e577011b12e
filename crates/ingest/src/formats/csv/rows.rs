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
    Quoted(Lines),
    /// Behind a quote in a quoted field: it ends the field, or is the first of two.
    QuoteInQuoted(Lines),
    /// Behind a quote that is neither, in a field of several lines: it opens a field of another row, and the one before it
    /// was never closed.
    Unclosed,
}

/// How many lines a quoted field has so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Several,
}

/// Why a row goes no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Line,
    File,
    /// The file ends, and a quote is open.
    FileInQuotes,
    /// It has grown too long.
    Limit,
    /// See [`State::Unclosed`].
    Unclosed,
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
    /// Of a row in which a quote never closes, only the first line is given up: the lines behind it are read again. Where
    /// that has happened often, or the line itself is too long, reading goes on behind it. An error of `reader` is an end,
    /// too, and given when the rows before it are.
    pub(super) fn next(&mut self, reader: &mut dyn BufRead) -> io::Result<Option<Row>> {
        loop {
            let line = self.line;
            let (mut row, end) = self.frame(reader);
            let is_open = matches!(end, End::Limit | End::Unclosed | End::FileInQuotes);
            if is_open && self.rewind(&mut row, line) {
                return Ok(Some(Row { line, bytes: Err(unclosed_quote()) }));
            }
            if let Some(failure) = self.failure.take_if(|_| matches!(end, End::File | End::FileInQuotes)) {
                return Err(failure); // a row that is cut off is no row
            }
            let fault = match end {
                End::Limit => Fault::too_large(self.limit),
                End::Unclosed => unclosed_quote(),
                End::FileInQuotes => Fault::new("truncated", "the file ends within a quoted field"),
                End::File if row.is_empty() => return Ok(None),
                End::Line | End::File => match self.whole(row) {
                    Some(row) => return Ok(Some(Row { line, bytes: Ok(row) })),
                    None => continue,
                },
            };
            drop(row);
            self.pass_over_line(reader);
            return Ok(Some(Row { line, bytes: Err(fault) }));
        }
    }

    /// The bytes up to the end of a row, and what ends it.
    fn frame(&mut self, reader: &mut dyn BufRead) -> (Vec<u8>, End) {
        let (mut row, mut state) = (Vec::new(), State::FieldStart);
        while let Some(byte) = self.byte(reader) {
            if byte == b'\n' {
                self.line += 1;
                if !matches!(state, State::Quoted(_)) {
                    return (row, End::Line);
                }
            }
            row.push(byte);
            if row.len() > self.limit {
                return (row, End::Limit);
            }
            state = self.after(state, byte, &row);
            if state == State::Unclosed {
                return (row, End::Unclosed);
            }
        }
        (row, if matches!(state, State::Quoted(_)) { End::FileInQuotes } else { End::File })
    }

    /// The row without what is left of its end; `None` when it is blank.
    fn whole(&mut self, mut row: Vec<u8>) -> Option<Vec<u8>> {
        self.delimiter.get_or_insert_with(|| delimiter(&row));
        row.pop_if(|last| *last == b'\r');
        (!row.trim_ascii().is_empty()).then_some(row)
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
        let is_delimiter = |byte| match self.delimiter {
            Some(delimiter) => byte == delimiter,
            None => DELIMITERS.contains(&byte),
        };
        let separates = is_delimiter(byte);
        // Whether the quote before this byte stands where a column may begin.
        let opens = || matches!(row, [.., before, _, _] if *before == b'\n' || is_delimiter(*before));
        let is_mark = row.len() == 3 && row == b"\xef\xbb\xbf";
        match state {
            State::Quoted(lines) if byte == b'"' => State::QuoteInQuoted(lines),
            State::Quoted(_) if byte == b'\n' => State::Quoted(Lines::Several),
            State::Quoted(lines) => State::Quoted(lines),
            State::QuoteInQuoted(lines) if byte == b'"' => State::Quoted(lines),
            State::FieldStart if byte == b'"' => State::Quoted(Lines::One),
            _ if separates || is_mark => State::FieldStart,
            State::QuoteInQuoted(Lines::Several) if byte != b'\r' && opens() => State::Unclosed,
            _ => State::Bare,
        }
    }

    fn pass_over_line(&mut self, reader: &mut dyn BufRead) {
        while let Some(byte) = self.byte(reader) {
            if byte == b'\n' {
                self.line += 1;
                break;
            }
        }
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

/// Why a line is no row, although those behind it may be.
fn unclosed_quote() -> Fault {
    Fault::new("unclosed_quote", "a quote is opened and not closed")
}

const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// What stands between the columns: the one of the usual characters that the header has most of.
pub(super) fn delimiter(header: &[u8]) -> u8 {
    let count = |delimiter: u8| header.iter().filter(|&&byte| byte == delimiter).count();
    DELIMITERS.into_iter().rev().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b',')
}

#[cfg(test)]
mod tests;
