//! The framing of WARC 1.0 and 1.1 (ISO 28500): a version, named fields, an empty line, a body of known length.

use std::io::{self, BufRead, Read};

use crate::{
    damage::Damage,
    input::{Line, next_line},
    names,
};

/// Bytes of one field.
const MAX_FIELD: usize = 64 << 10;

/// Fields of one record.
const MAX_FIELDS: usize = 1000;

/// What a record says of itself.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) kind: Kind,
    /// `WARC-Record-ID` without what stands around it.
    pub(super) id: Option<String>,
    /// Where it was fetched from.
    pub(super) target: Option<String>,
    /// What its body is.
    pub(super) content_type: Option<String>,
    length: Option<u64>,
}

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// What a server answered.
    Response,
    /// A file that was fetched without HTTP.
    Resource,
    /// Something made of another record: plain text.
    Conversion,
    /// About the crawl.
    #[default]
    Other,
}

impl Kind {
    /// Whether records of this kind are looked at, and counted.
    pub(super) fn may_hold_a_story(self) -> bool {
        self != Self::Other
    }

    fn of(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "response" => Self::Response,
            "resource" => Self::Resource,
            "conversion" => Self::Conversion,
            _ => Self::Other,
        }
    }
}

/// One record.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) head: Head,
    pub(super) body: Body,
}

/// What stands in a record.
#[derive(Debug)]
pub(super) enum Body {
    /// All of it.
    Whole(Vec<u8>),
    /// It was not wanted, or too large; its length.
    PassedOver(u64),
}

/// Whether a record starts with these bytes.
pub(crate) fn starts_here(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/1.") || bytes.starts_with(b"WARC/0.")
}

/// Reads the next record, or `None` at the end. Of a body, at most `limit` bytes are held.
///
/// `version` is the record's first line where that has been read.
pub(super) fn next(reader: &mut dyn BufRead, version: Option<Vec<u8>>, limit: usize) -> io::Result<Option<Record>> {
    let version = if let Some(version) = version {
        version
    } else {
        pass_over_line_ends(reader)?;
        match next_line(reader, MAX_FIELD)? {
            Some(Line::Whole(line)) => line,
            Some(Line::TooLong(_)) => return Err(no_record()),
            None => return Ok(None),
        }
    };
    if !starts_here(&version) {
        return Err(if is_cut_version(&version, reader)? { cut() } else { no_record() });
    }
    let head = fields(reader)?;
    let body = body(reader, &head, limit)?;
    // Reading up to the next record checks the sum of one that is compressed by itself.
    pass_over_line_ends(reader)?;
    Ok(Some(Record { head, body }))
}

/// Whether the file ends within the first line.
fn is_cut_version(line: &[u8], reader: &mut dyn BufRead) -> io::Result<bool> {
    Ok((b"WARC/1.".starts_with(line) || b"WARC/0.".starts_with(line)) && reader.fill_buf()?.is_empty())
}

fn fields(reader: &mut dyn BufRead) -> io::Result<Head> {
    let mut head = Head::default();
    for _ in 0..MAX_FIELDS {
        match next_line(reader, MAX_FIELD)? {
            Some(Line::Whole(line)) if line.is_empty() => return Ok(head),
            Some(Line::Whole(line)) => head.take(&String::from_utf8_lossy(&line)),
            Some(Line::TooLong(_)) => {}
            None => return Err(cut()),
        }
    }
    Err(Damage::corrupt(format!("a record has more than {MAX_FIELDS} fields")).into())
}

impl Head {
    /// Takes the field that stands in `line`. Lines that go on with the one before belong to fields that nobody needs.
    fn take(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        let bare = || Some(value.trim_matches(['<', '>'])).filter(|value| !value.is_empty()).map(str::to_owned);
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = Kind::of(value),
            "warc-record-id" => self.id = bare().and_then(|id| names::own(id.trim_start_matches("urn:uuid:"))),
            "warc-target-uri" => self.target = bare(),
            "content-type" => self.content_type = bare(),
            "content-length" => self.length = value.parse().ok(),
            _ => {}
        }
    }
}

fn body(reader: &mut dyn BufRead, head: &Head, limit: usize) -> io::Result<Body> {
    let length = head.length.ok_or_else(|| io::Error::from(Damage::corrupt("a record does not say its length")))?;
    let mut part = reader.take(length);
    let (read, body) = if head.kind.may_hold_a_story() && length <= limit as u64 {
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes)?;
        (bytes.len() as u64, Body::Whole(bytes))
    } else {
        (io::copy(&mut part, &mut io::sink())?, Body::PassedOver(length))
    };
    if read < length { Err(cut()) } else { Ok(body) }
}

fn pass_over_line_ends(reader: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let bytes = reader.fill_buf()?;
        let ends = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let is_all = ends == bytes.len() && ends > 0;
        reader.consume(ends);
        if !is_all {
            return Ok(());
        }
    }
}

fn cut() -> io::Error {
    Damage::truncated("ends in the middle of a record").into()
}

fn no_record() -> io::Error {
    Damage::corrupt("no record starts here").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_its_fields_and_its_body() {
        let bytes = b"\r\nWARC/1.1\r\nwarc-type: Response\r\nWARC-Record-ID: <urn:uuid:1-2>\r\n\
            WARC-Target-URI: <https://example.com/a>\r\nX: y\r\n z\r\nContent-Length: 3\r\n\r\na\nb\r\n\r\nWARC/1.1";
        let mut reader = &bytes[..];
        let Record { head, body } = next(&mut reader, None, 100).unwrap().unwrap();
        assert_eq!((head.kind, head.id.as_deref()), (Kind::Response, Some("1-2")));
        assert_eq!(head.target.as_deref(), Some("https://example.com/a"));
        assert!(matches!(body, Body::Whole(bytes) if bytes == b"a\nb"));
        assert_eq!(reader, b"WARC/1.1");
    }

    #[test]
    fn what_is_no_record_says_so() {
        let check = |bytes: &str, code: &str| {
            let error = next(&mut bytes.as_bytes(), None, 100).unwrap_err();
            assert_eq!(Damage::of(&error).unwrap().code, code, "{bytes}");
        };
        check("HTTP/1.1 200 OK\r\n\r\n", "corrupt");
        check("WARC/1.0\r\nWARC-Type: response\r\n\r\nabc", "corrupt");
        check("WARC/1.0\r\nContent-Length: -1\r\n\r\nabc", "corrupt");
        check("WARC/1.0\r\nContent-Length: 4\r\n\r\nabc", "truncated");
        check("WARC/1.0\r\nContent-Le", "truncated");
        check("WAR", "truncated");
    }
}
