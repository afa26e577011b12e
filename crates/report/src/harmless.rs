//! What comes from documents is untrusted: here it loses what could act on the page.
//!
//! The page never makes markup from data, so that tags need no care here. What remains are characters that work on their
//! surroundings, addresses that run code, and the end of the element in which the data lies.

use std::io::{self, Write};

/// The text without controls and marks that turn the direction of what surrounds them. One character stands for one, so
/// that offsets still fit.
pub(crate) fn text(text: &str) -> String {
    text.chars().map(|character| if is_command(character) { '\u{fffd}' } else { character }).collect()
}

fn is_command(character: char) -> bool {
    character.is_control() && !matches!(character, '\n' | '\r' | '\t')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// An address that a reader may follow: http or https, and nothing else in it than one address.
pub(crate) fn link(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let odd = |character: char| is_command(character) || character.is_whitespace() || "\"'<>\\`".contains(character);
    (is_web && !rest.is_empty() && !rest.starts_with('/') && !rest.contains(odd)).then(|| url.to_owned())
}

/// Writes JSON so that it may lie in a `script` element: only `<` can end or open anything there, and in JSON it stands in
/// strings. There is an end to what browsers read, too.
pub(crate) struct Json<W> {
    out: W,
    left: usize,
}

impl<W: Write> Json<W> {
    /// Fails beyond `most` bytes.
    pub(crate) fn new(out: W, most: usize) -> Self {
        Self { out, left: most }
    }
}

impl<W: Write> Write for Json<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let (piece, taken) = match bytes.iter().position(|&byte| byte == b'<') {
            Some(0) => (&b"\\u003c"[..], 1),
            Some(place) => (&bytes[..place], place),
            None => (bytes, bytes.len()),
        };
        let left = self.left.checked_sub(piece.len());
        self.left = left.ok_or_else(|| io::Error::other("these are more events than a browser can read"))?;
        self.out.write_all(piece)?;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Text between tags.
pub(crate) fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_end_where_browsers_stop_reading() {
        // Two quotes, an escape of six bytes for the sign, and the rest as it is.
        let write = |most| serde_json::to_writer(Json::new(io::sink(), most), "a<b");
        assert!(write(10).is_ok());
        assert_eq!(write(9).unwrap_err().to_string(), "these are more events than a browser can read");
    }

    #[test]
    fn commands_become_one_mark_each() {
        assert_eq!(text("a\u{1b}[2J\u{202e}b\0\r\n\tc\u{2069}"), "a\u{fffd}[2J\u{fffd}b\u{fffd}\r\n\tc\u{fffd}");
        // Marks without reach belong to right-to-left writing, and markup is text like any other.
        assert_eq!(text("שלום\u{200f} <img onerror=x> 👩‍🚀"), "שלום\u{200f} <img onerror=x> 👩‍🚀");
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        for good in ["http://a.example", "HTTPS://a.example/b?c=d&e=%22#f", " https://a.example/ "] {
            assert_eq!(link(good).as_deref(), Some(good.trim()));
        }
        for bad in [
            "javascript:alert(1)",
            "javascript://a.example/%0aalert(1)",
            "java\nscript://x",
            "data:text/html,x",
            "file:///etc/passwd",
            "//a.example",
            "https://",
            "https:///x",
            "https://a.example/ onclick=x",
            "https://a.example/\"><script>",
            "https://a.example/\u{202e}gpj",
            "",
        ] {
            assert_eq!(link(bad), None, "{bad}");
        }
    }

    #[test]
    fn data_cannot_leave_its_element() {
        let mut json = Vec::new();
        serde_json::to_writer(Json::new(&mut json, 100), "</script><!--<script>").unwrap();
        assert_eq!(String::from_utf8(json.clone()).unwrap(), r#""\u003c/script>\u003c!--\u003cscript>""#);
        assert_eq!(serde_json::from_slice::<String>(&json).unwrap(), "</script><!--<script>");
        assert_eq!(html("<b> & \"c\""), "&lt;b&gt; &amp; &quot;c&quot;");
    }
}
