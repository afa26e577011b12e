//! What comes from documents is untrusted: here it loses what could act on the page.
//!
//! The page never makes markup from data, so that tags need no care here. What remains are characters that work on their
//! surroundings, addresses that run code, and the end of the element in which the data lies.

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

/// JSON that may lie in a `script` element: only `<` can end or open anything there, and in JSON it stands in strings.
pub(crate) fn json(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// Text between tags.
pub(crate) fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let hostile = serde_json::to_string("</script><!--<script>").unwrap();
        assert_eq!(json(&hostile), r#""\u003c/script>\u003c!--\u003cscript>""#);
        assert_eq!(serde_json::from_str::<String>(&json(&hostile)).unwrap(), "</script><!--<script>");
        assert_eq!(html("<b> & \"c\""), "&lt;b&gt; &amp; &quot;c&quot;");
    }
}
