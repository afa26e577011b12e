//! JSON Lines of events, one bad line at a time.

use std::{
    fmt,
    io::{BufRead, Read},
};

use crate::{Error, Report, row::Row};

/// More than any event has: a line that is longer is no event, and is not held.
const MOST_BYTES: u64 = 16 << 20;

/// A line that is no event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// The number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: String,
}

impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.why)
    }
}

impl Report {
    /// Takes all events of `lines`. A bad line is handed to `bad`, and the rest is read.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Read`] when `lines` cannot be read on.
    pub fn read(&mut self, mut lines: impl BufRead, bad: &mut dyn FnMut(BadLine)) -> Result<(), Error> {
        let mut bytes = Vec::new();
        for line in 1.. {
            bytes.clear();
            let whole = next(&mut lines, &mut bytes, MOST_BYTES)?;
            if bytes.is_empty() {
                break;
            }
            let told = if whole { self.line(line, &bytes) } else { Err(format!("longer than {MOST_BYTES} bytes")) };
            if let Err(why) = told {
                bad(BadLine { line, why });
            }
        }
        Ok(())
    }

    fn line(&mut self, number: usize, bytes: &[u8]) -> Result<(), String> {
        let mark: &[u8] = if number == 1 { "\u{feff}".as_bytes() } else { &[] };
        let bytes = bytes.strip_prefix(mark).unwrap_or(bytes);
        if !bytes.trim_ascii().is_empty() {
            self.data.add(&Row::read(bytes)?);
        }
        Ok(())
    }
}

/// Reads a line with its end; of one that is longer than `most`, the rest is passed over and the answer is false.
fn next(lines: &mut impl BufRead, bytes: &mut Vec<u8>, most: u64) -> Result<bool, Error> {
    lines.take(most).read_until(b'\n', bytes).map_err(Error::read)?;
    let whole = bytes.ends_with(b"\n") || (bytes.len() as u64) < most;
    if !whole {
        lines.skip_until(b'\n').map_err(Error::read)?;
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = r#"{"doc_id": "a", "type": "meet", "subtype": "talks", "status": "occurred", "confidence": 0.9, "mentions": [{"start": 3, "end": 6, "text": "met", "sentence": {"start": 0, "end": 12, "text": "We met them."}}]}"#;

    fn read(lines: &str) -> (usize, Vec<usize>) {
        let (mut report, mut bad) = (Report::default(), Vec::new());
        report.read(lines.as_bytes(), &mut |line| bad.push(line.line)).unwrap();
        (report.events(), bad)
    }

    #[test]
    fn bad_lines_are_named_and_the_rest_is_read() {
        assert_eq!(read(&format!("\u{feff}{EVENT}\r\n\n{{}}\nno\n{EVENT}")), (2, vec![3, 4]));
        assert_eq!(read(""), (0, vec![]));
    }

    #[test]
    fn a_line_without_end_is_passed_over() {
        let (mut lines, mut bytes) = (&b"abc\nabcdefgh\nxy"[..], Vec::new());
        let mut read = || {
            bytes.clear();
            (next(&mut lines, &mut bytes, 4).unwrap(), String::from_utf8(bytes.clone()).unwrap())
        };
        assert_eq!([read(), read(), read()], [(true, "abc\n".into()), (false, "abcd".into()), (true, "xy".into())]);
        assert_eq!(read(), (true, String::new()));
    }

    #[test]
    fn bytes_that_are_no_text_are_a_bad_line() {
        let mut bad = Vec::new();
        Report::default().read(&b"\"\xff\"\n"[..], &mut |line| bad.push(line.to_string())).unwrap();
        assert_eq!(bad.len(), 1);
        assert!(bad[0].starts_with("line 1: "), "{}", bad[0]);
    }
}
