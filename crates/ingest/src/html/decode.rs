//! Bytes of a page to text: byte order mark, then UTF-8 where the bytes are that, then what the server said, then what the
//! page declares, then a guess.

use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;

use crate::input::{Flaw, is_blank};

/// Bytes at the start of a page in which it must declare its encoding (WHATWG HTML, "prescan a byte stream").
const PRESCAN: usize = 1024;

static CHARSET: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)"#).expect("a valid pattern"));

/// The text of a page that a server said to be encoded as `charset`; bytes that its encoding does not know become U+FFFD.
pub(crate) fn decode(bytes: &[u8], charset: Option<&str>) -> Result<String, Flaw> {
    let encoding =
        Encoding::for_bom(bytes).map_or_else(|| encoding_without_mark(bytes, charset), |(encoding, _)| encoding);
    let has_wide_units = is_wide(encoding);
    if let Some(at) = bytes.iter().position(|&byte| byte == 0).filter(|_| !has_wide_units) {
        return Err(Flaw::Binary(at));
    }
    let (text, _, _) = encoding.decode(bytes);
    if is_blank(&text) { Err(Flaw::Empty) } else { Ok(text.into_owned()) }
}

fn encoding_without_mark(bytes: &[u8], charset: Option<&str>) -> &'static Encoding {
    let said = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    if let Some(wide) = said.filter(|said| is_wide(said) && bytes.contains(&0)) {
        return wide;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    said.filter(is_narrow).or_else(|| declared(bytes)).unwrap_or_else(|| guess(bytes))
}

fn is_wide(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// Whether bytes may be in `encoding` that are not UTF-8, and hold no NUL.
fn is_narrow(encoding: &&'static Encoding) -> bool {
    *encoding != UTF_8 && !is_wide(encoding)
}

/// What the page declares. A page that declares UTF-8 is not believed: it was looked at, and is not.
pub(crate) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    let label = CHARSET.captures(head)?.get(1)?.as_bytes();
    Encoding::for_label(label).filter(is_narrow)
}

/// What bytes that are no UTF-8 and declare nothing are best read as.
pub(crate) fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // UTF-8 with a few broken bytes is still better read as UTF-8.
    let mostly_utf8 = String::from_utf8_lossy(bytes).matches('\u{fffd}').count() * 100 < bytes.len() / 20;
    let guessed = detector.guess(None, Utf8Detection::Allow);
    if mostly_utf8 && has_multibyte(bytes) { UTF_8 } else { guessed }
}

/// Whether some character of the bytes is a well-formed UTF-8 sequence of two bytes or more.
fn has_multibyte(bytes: &[u8]) -> bool {
    bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_is_marked_declared_or_guessed() {
        let cases: [(&[u8], &str); 6] = [
            ("naïve".as_bytes(), "naïve"),
            (b"\xef\xbb\xbfna\xc3\xafve", "naïve"),
            (b"\xff\xfen\0a\0\xef\0v\0e\0", "naïve"),
            (b"<meta charset=windows-1252> na\xefve", "<meta charset=windows-1252> naïve"),
            (b"<meta charset=utf-8> na\xefve caf\xe9", "<meta charset=utf-8> naïve café"),
            ("<meta charset=latin1> naïve".as_bytes(), "<meta charset=latin1> naïve"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(decode(bytes, None).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_the_server_said_goes_before_what_the_page_declares() {
        let page = b"<meta charset=latin1> \xd4\xc5\xcb\xd3\xd4";
        assert_eq!(decode(page, Some("KOI8-R")).as_deref(), Ok("<meta charset=latin1> текст"));
        assert_eq!(decode(page, Some("no-such-name")).as_deref(), Ok("<meta charset=latin1> ÔÅËÓÔ"));
        assert_eq!(decode("naïve".as_bytes(), Some("latin1")).as_deref(), Ok("naïve"));
        assert_eq!(decode(b"n\0a\0\xef\0", Some("utf-16le")).as_deref(), Ok("naï"));
    }

    #[test]
    fn what_is_no_page_is_refused() {
        assert_eq!(decode(b"\x89PNG\0\0", None), Err(Flaw::Binary(4)));
        assert_eq!(decode(b" \n", None), Err(Flaw::Empty));
    }
}
