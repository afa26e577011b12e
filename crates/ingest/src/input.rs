//! Bytes to text within bounds: limits, lines, and the decoding that plain text and JSONL share.

use std::io::{self, BufRead, Read};

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// A NUL byte at this offset: a picture, an archive, UTF-16.
    Binary(usize),
    /// Not UTF-8 from this offset on.
    InvalidUtf8(usize),
    /// Nothing but white space.
    Empty,
}

impl Flaw {
    /// The reject code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Binary(_) => "binary",
            Self::InvalidUtf8(_) => "invalid_utf8",
            Self::Empty => "empty",
        }
    }

    /// What a person should read.
    pub(crate) fn message(self) -> String {
        match self {
            Self::Binary(at) => format!("byte {at} is NUL: this is no text"),
            Self::InvalidUtf8(at) => format!("not valid UTF-8 at byte {at}; convert the file to UTF-8"),
            Self::Empty => "holds no text".to_owned(),
        }
    }

    /// The byte at which it shows.
    pub(crate) fn offset(self) -> Option<usize> {
        match self {
            Self::Binary(at) | Self::InvalidUtf8(at) => Some(at),
            Self::Empty => None,
        }
    }
}

/// Reads all of `reader`, or `None` when it holds more than `limit` bytes; no more than `limit + 1` are ever held.
pub(crate) fn read_within(reader: &mut dyn BufRead, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// The bytes as text, exactly: a byte order mark is kept, so that offsets hold for whoever has the file.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<String, Flaw> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Flaw::InvalidUtf8(0)); // UTF-16, which "NUL byte" would describe badly
    }
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(Flaw::Binary(at));
    }
    let text = String::from_utf8(bytes).map_err(|error| Flaw::InvalidUtf8(error.utf8_error().valid_up_to()))?;
    if is_blank(&text) { Err(Flaw::Empty) } else { Ok(text) }
}

/// Whether the text shows nothing: white space, byte order marks and zero-width characters only.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

/// What a field says of a document: without NUL, which databases do not take; `None` where nothing shows.
pub(crate) fn said(field: &str) -> Option<String> {
    let said = field.replace('\0', "");
    (!is_blank(&said)).then_some(said)
}

/// White space and the characters that take no room.
pub(crate) fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\0')
}

/// One line of a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// The line without its end.
    Whole(Vec<u8>),
    /// It was longer than the limit; its length in bytes. Nothing of it was kept.
    TooLong(u64),
}

impl Line {
    /// How many bytes of it are held.
    pub(crate) fn kept(&self) -> usize {
        match self {
            Self::Whole(bytes) => bytes.len(),
            Self::TooLong(_) => 0,
        }
    }
}

/// Reads the next line, keeping at most `limit` bytes in memory; `None` at the end.
pub(crate) fn next_line(reader: &mut dyn BufRead, limit: usize) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let mut length = 0_u64;
    loop {
        let chunk = match reader.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            return Ok((length > 0).then(|| finished(line, length, limit)));
        }
        let end = chunk.iter().position(|&byte| byte == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        length += part.len() as u64;
        if length <= limit as u64 {
            line.extend_from_slice(part);
        } else {
            line = Vec::new();
        }
        let used = part.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            return Ok(Some(finished(line, length, limit)));
        }
    }
}

fn finished(mut line: Vec<u8>, length: u64, limit: usize) -> Line {
    if length > limit as u64 {
        return Line::TooLong(length);
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Line::Whole(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8], capacity: usize, limit: usize) -> Vec<Line> {
        let mut reader = io::BufReader::with_capacity(capacity, bytes);
        std::iter::from_fn(|| next_line(&mut reader, limit).unwrap()).collect()
    }

    #[test]
    fn a_long_line_is_passed_over_and_the_next_is_read() {
        for capacity in [1, 3, 64] {
            let found = lines(b"one\r\n0123456789\n\ntwo", capacity, 5);
            let whole = |text: &str| Line::Whole(text.as_bytes().to_vec());
            assert_eq!(found, [whole("one"), Line::TooLong(10), whole(""), whole("two")], "buffer of {capacity}");
        }
    }

    #[test]
    fn text_is_kept_byte_for_byte() {
        for text in ["\u{feff}a\r\nb\r\n", "  x  ", "naïve"] {
            assert_eq!(decode(text.as_bytes().to_vec()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_text_says_why_and_where() {
        assert_eq!(decode(b"ab\0c".to_vec()), Err(Flaw::Binary(2)));
        assert_eq!(decode(b"caf\xe9 au lait".to_vec()), Err(Flaw::InvalidUtf8(3)));
        assert_eq!(decode("\u{feff} \r\n\u{200b}".as_bytes().to_vec()), Err(Flaw::Empty));
        assert_eq!(decode(b"\xff\xfea\0".to_vec()), Err(Flaw::InvalidUtf8(0)));
    }
}
