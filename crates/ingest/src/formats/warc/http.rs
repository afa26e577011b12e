//! What a server answered: the head of the answer, and the body as it was meant.

use std::{
    borrow::Cow,
    io::{self, Read},
};

use dateline_text::{Reject, Stage, Unread};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use httparse::{EMPTY_HEADER, ParserConfig, Response, Status, parse_chunk_size};

use super::record::Head;
use crate::{Options, raw::Origin};

/// Headers of an answer.
const MAX_HEADERS: usize = 256;

/// How often a page may be compressed: each time costs a look at all of it.
const MAX_ENCODINGS: usize = 4;

/// A page or another file, with what was said of it.
pub(super) struct Content {
    /// The media type in lower case, without parameters.
    media: Option<String>,
    /// The name of its encoding.
    pub(super) charset: Option<String>,
    pub(super) bytes: Vec<u8>,
}

/// How a body is read.
pub(super) enum Media {
    Html,
    Plain,
    /// Not at all; what it is.
    Other(String),
}

impl Content {
    /// A body of this `Content-Type`.
    pub(super) fn new(content_type: Option<&str>, bytes: Vec<u8>) -> Self {
        let mut parts = content_type.unwrap_or_default().split(';').map(str::trim);
        let media = parts.next().filter(|media| !media.is_empty()).map(str::to_ascii_lowercase);
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
        });
        Self { media, charset, bytes }
    }

    /// How it is read. Servers call pages plain text, and forget to say anything: `is_html` looks at the bytes.
    pub(super) fn media(&self, is_html: impl Fn(&[u8]) -> bool) -> Media {
        let looks_like_html = || is_html(&self.bytes[..self.bytes.len().min(4096)]);
        match self.media.as_deref() {
            Some("text/html" | "application/xhtml+xml") => Media::Html,
            None | Some("text/plain") if looks_like_html() => Media::Html,
            Some("text/plain") => Media::Plain,
            Some(media) => Media::Other(media.to_owned()),
            None => Media::Other("of no kind that is known".to_owned()),
        }
    }
}

/// What the answer in a record's body holds; a skip where it is no story.
pub(super) fn content(head: &Head, bytes: &[u8], options: &Options, origin: &Origin) -> Result<Content, Unread> {
    let kind = head.content_type.as_deref().unwrap_or("application/http");
    if !kind.to_ascii_lowercase().starts_with("application/http") {
        return Err(origin.skip("not_a_story", format!("is {kind}, not an answer of a web server")).into());
    }
    let answer = answer(bytes).map_err(|message| origin.reject(Stage::Ingest, "invalid_http", message))?;
    if answer.status != 200 {
        return Err(origin.skip("not_a_story", format!("the server answered with status {}", answer.status)).into());
    }
    let body = unchunked(&answer, &bytes[answer.length..]);
    let body = unpacked(&answer, body, options.max_document_bytes, origin)?;
    Ok(Content::new(answer.content_type.as_deref(), body))
}

/// The head of an answer.
#[derive(Debug, Default)]
struct Answer {
    status: u16,
    /// Bytes of the head.
    length: usize,
    content_type: Option<String>,
    encodings: Vec<String>,
    is_chunked: bool,
}

fn answer(bytes: &[u8]) -> Result<Answer, String> {
    let known = in_known_version(bytes);
    let mut config = ParserConfig::default();
    config
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_spaces_after_header_name_in_responses(true)
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .ignore_invalid_headers_in_responses(true);
    let mut headers = [EMPTY_HEADER; MAX_HEADERS];
    let mut response = Response::new(&mut headers);
    let length = match config.parse_response(&mut response, &known) {
        Ok(Status::Complete(length)) => length - (known.len() - bytes.len()),
        Ok(Status::Partial) => return Err("the head of the answer does not end".to_owned()),
        Err(error) => return Err(format!("no answer of a web server: {error}")),
    };
    let mut answer = Answer { status: response.code.unwrap_or_default(), length, ..Answer::default() };
    for header in response.headers.iter() {
        let value = String::from_utf8_lossy(header.value);
        let words = || value.split(',').map(|word| word.trim().to_ascii_lowercase()).filter(|word| !word.is_empty());
        match header.name.to_ascii_lowercase().as_str() {
            "content-type" => answer.content_type = Some(value.into_owned()),
            "content-encoding" => answer.encodings.extend(words().take(MAX_ENCODINGS + 1)),
            "transfer-encoding" => answer.is_chunked |= words().any(|word| word == "chunked"),
            _ => {}
        }
    }
    Ok(answer)
}

/// The answer as one of the version that the library reads: the heads of later ones are written down in the same way.
fn in_known_version(bytes: &[u8]) -> Cow<'_, [u8]> {
    const LATER: [&[u8]; 4] = [b"HTTP/2 ", b"HTTP/2.0 ", b"HTTP/3 ", b"HTTP/3.0 "];
    let rest = LATER.iter().find_map(|version| bytes.strip_prefix(*version));
    rest.map_or(Cow::Borrowed(bytes), |rest| Cow::Owned([b"HTTP/1.1 ", rest].concat()))
}

/// The body without the marks of its chunks. Many crawlers take them out and leave the header: a body that begins with no
/// mark stays as it is. What is broken in the middle ends there.
fn unchunked(answer: &Answer, body: &[u8]) -> Vec<u8> {
    let (mut whole, mut rest) = (Vec::new(), body);
    while let Some((size, data)) = chunk(rest).filter(|_| answer.is_chunked) {
        if size == 0 {
            return whole;
        }
        let (data, behind) = data.split_at(size.min(data.len()));
        whole.extend_from_slice(data);
        // One line end is due; some servers write more.
        let ends = behind.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        rest = &behind[ends..];
    }
    if whole.is_empty() { body.to_vec() } else { whole }
}

/// The size of the chunk that begins here, and what stands behind its mark. To the library, no digits are a zero.
fn chunk(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let has_digits = bytes.first().is_some_and(u8::is_ascii_hexdigit);
    match parse_chunk_size(bytes) {
        Ok(Status::Complete((start, size))) if has_digits => {
            Some((usize::try_from(size).unwrap_or(usize::MAX), &bytes[start..]))
        }
        _ => None,
    }
}

/// The body without compression, up to `limit` bytes. A body that is not compressed as it says was unpacked by the
/// crawler, and stays as it is.
fn unpacked(answer: &Answer, mut body: Vec<u8>, limit: usize, origin: &Origin) -> Result<Vec<u8>, Reject> {
    if answer.encodings.len() > MAX_ENCODINGS {
        let message = format!("the page is compressed more than {MAX_ENCODINGS} times");
        return Err(origin.reject(Stage::Ingest, "unsupported", message));
    }
    for encoding in answer.encodings.iter().rev() {
        let inner = match encoding.as_str() {
            "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => within(MultiGzDecoder::new(&body[..]), limit),
            "deflate" if !looks_like_text(&body) => {
                within(ZlibDecoder::new(&body[..]), limit).or_else(|_| within(DeflateDecoder::new(&body[..]), limit))
            }
            "zstd" if body.starts_with(b"\x28\xb5\x2f\xfd") => {
                ::zstd::stream::read::Decoder::new(&body[..]).and_then(|decoder| within(decoder, limit))
            }
            "br" if !looks_like_text(&body) => {
                return Err(origin.reject(Stage::Ingest, "unsupported", "the page is compressed with Brotli"));
            }
            _ => continue,
        };
        body = inner.map_err(|error| origin.reject(Stage::Ingest, "corrupt", format!("the page: {error}")))?;
        if body.len() > limit {
            let message = format!("the page unpacks to more than {limit} bytes, the limit for a document");
            return Err(origin.reject(Stage::Ingest, "too_large", message));
        }
    }
    Ok(body)
}

/// All of `reader`, or one byte more than `limit`. Of a page that a crawler cut off there is what it fetched.
fn within(reader: impl Read, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    match reader.take(limit as u64 + 1).read_to_end(&mut bytes) {
        Err(error) if error.kind() != io::ErrorKind::UnexpectedEof || bytes.is_empty() => Err(error),
        _ => Ok(bytes),
    }
}

fn looks_like_text(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<") || std::str::from_utf8(body).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Content, Unread> {
        content(&Head::default(), bytes, &Options::default(), &Origin::new("x"))
    }

    fn answer(head: &str, body: &[u8]) -> Vec<u8> {
        [format!("HTTP/1.1 200\r\n{head}\r\n").as_bytes(), body].concat()
    }

    fn body(head: &str, body: &[u8]) -> Vec<u8> {
        read(&answer(head, body)).ok().map(|content| content.bytes).unwrap()
    }

    #[test]
    fn later_versions_of_the_protocol_have_the_same_head() {
        for version in ["HTTP/1.0", "HTTP/2", "HTTP/2.0", "HTTP/3"] {
            let bytes = format!("{version} 200\r\nContent-Type: text/html\r\n\r\n<html>");
            let content = read(bytes.as_bytes()).ok().unwrap();
            assert_eq!(
                (content.media.as_deref(), &content.bytes[..]),
                (Some("text/html"), &b"<html>"[..]),
                "{version}"
            );
        }
        assert!(read(b"HTTP/20 200\r\n\r\n<html>").is_err());
    }

    #[test]
    fn chunks_are_joined_and_a_body_without_them_stays() {
        let head = "Transfer-Encoding: chunked\r\n";
        assert_eq!(body(head, b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"), b"abcde");
        assert_eq!(body(head, b"3\r\nabc\r\nff\r\nde"), b"abcde");
        assert_eq!(body(head, b"3\r\nabc\r\n\r\n2\r\nde\r\n0\r\n\r\n"), b"abcde");
        assert_eq!(body("", b"3\r\nabc\r\n0\r\n\r\n"), b"3\r\nabc\r\n0\r\n\r\n");
        for plain in ["<html>", "\r\n<html>", " \r\n<html>", "\r\n"] {
            assert_eq!(body(head, plain.as_bytes()), plain.as_bytes(), "{plain:?}");
        }
    }

    #[test]
    fn compression_is_undone_where_there_is_some() {
        let mut packer = flate2::read::GzEncoder::new(&b"<html>"[..], flate2::Compression::fast());
        let mut packed = Vec::new();
        packer.read_to_end(&mut packed).unwrap();
        assert_eq!(body("Content-Encoding: gzip\r\n", &packed), b"<html>");
        assert_eq!(body("Content-Encoding: gzip\r\n", b"<html>"), b"<html>");
        assert_eq!(body("Content-Encoding: deflate\r\n", b"<html>"), b"<html>");
        assert_eq!(body("Content-Encoding: gzip, gzip\r\nContent-Encoding: br, br\r\n", b"<html>"), b"<html>");
    }

    /// Looking whether each of them was undone would take minutes.
    #[test]
    fn compression_without_end_is_refused() {
        for count in [5, 250_000] {
            let head = format!("Content-Encoding: {}\r\n", "deflate,".repeat(count));
            let refused = read(&answer(&head, "x".repeat(1 << 20).as_bytes())).err().unwrap();
            assert!(matches!(refused, Unread::Reject(reject) if reject.code == "unsupported"), "{count}");
        }
    }

    #[test]
    fn the_type_is_what_was_said_or_shows() {
        let is = |kind: Option<&str>, bytes: &[u8]| match Content::new(kind, bytes.to_vec())
            .media(|head| head.starts_with(b"<html"))
        {
            Media::Html => "html".to_owned(),
            Media::Plain => "plain".to_owned(),
            Media::Other(media) => media,
        };
        assert_eq!(is(Some("Text/HTML; charset=utf-8"), b"x"), "html");
        assert_eq!(is(Some("text/plain"), b"x"), "plain");
        assert_eq!(is(Some("text/plain"), b"<html>"), "html");
        assert_eq!(is(None, b"<html>"), "html");
        assert_eq!(is(None, b"x"), "of no kind that is known");
        assert_eq!(is(Some("image/png"), b"<html>"), "image/png");
        assert_eq!(Content::new(Some("text/html;Charset=\"latin1\""), Vec::new()).charset.as_deref(), Some("latin1"));
    }
}
