//! Whether a page is simple enough to be parsed, counted on the raw text: parsers take time quadratic in the depth of
//! nesting and in the attributes of a tag, so that such a page must be refused before one sees it.

/// Attributes that one tag has at most.
const MAX_ATTRIBUTES: usize = 1000;

/// Elements that a page has at most.
const MAX_ELEMENTS: usize = 250_000;

/// What a page has too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Excess {
    /// Elements inside each other.
    Depth,
    /// Attributes of one tag.
    Attributes,
    /// Elements in all.
    Elements,
}

impl Excess {
    /// The reject code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Depth => "too_deep",
            Self::Attributes | Self::Elements => "too_complex",
        }
    }

    /// What a person should read; `max_depth` is the limit that was set.
    pub(crate) fn message(self, max_depth: usize) -> String {
        match self {
            Self::Depth => format!("tags are nested deeper than {max_depth}"),
            Self::Attributes => format!("a tag has more than {MAX_ATTRIBUTES} attributes"),
            Self::Elements => format!("the page has more than {MAX_ELEMENTS} elements"),
        }
    }
}

/// Elements without content.
const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "keygen", "frame",
];

/// Elements whose end tag may be left out; what nests them is counted instead.
const OPTIONAL_END: [&str; 14] =
    ["html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option"];

/// Elements whose content is no markup. That of `noscript` is, to a parser that runs no scripts.
const RAW: [&str; 7] = ["script", "style", "textarea", "title", "xmp", "iframe", "noframes"];

/// Elements of other languages: in them all elements may hold others, whatever they are called.
const FOREIGN: [&str; 2] = ["svg", "math"];

/// What the page has too much of, if anything.
///
/// An end tag closes the innermost open element of its name; one that closes nothing is ignored, as by a parser.
pub(crate) fn excess(html: &str, max_depth: usize) -> Option<Excess> {
    let mut open: Vec<&str> = Vec::new();
    let mut elements = 0;
    let mut rest = html;
    while let Some(tag) = next_tag(&mut rest) {
        elements += usize::from(!tag.closes);
        if tag.closes {
            if let Some(index) = open.iter().rposition(|name| name.eq_ignore_ascii_case(tag.name)) {
                open.truncate(index);
            }
        } else if open.iter().any(|name| is_one_of(&FOREIGN, name)) {
            if !tag.is_empty {
                open.push(tag.name);
            }
        } else if is_one_of(&RAW, tag.name) {
            skip_raw(&mut rest, tag.name);
        } else if !is_one_of(&VOID, tag.name) && !is_one_of(&OPTIONAL_END, tag.name) {
            open.push(tag.name);
        }
        let excesses = [
            (open.len() > max_depth, Excess::Depth),
            (tag.attributes > MAX_ATTRIBUTES, Excess::Attributes),
            (elements > MAX_ELEMENTS, Excess::Elements),
        ];
        if let Some((_, excess)) = excesses.into_iter().find(|(exceeds, _)| *exceeds) {
            return Some(excess);
        }
    }
    None
}

/// A start or end tag.
struct Tag<'html> {
    name: &'html str,
    closes: bool,
    /// `<g/>`, which is an element without content in [`FOREIGN`] ones.
    is_empty: bool,
    attributes: usize,
}

/// Moves `rest` past the next tag.
fn next_tag<'html>(rest: &mut &'html str) -> Option<Tag<'html>> {
    loop {
        let start = rest.find('<')?;
        let inside = &rest[start + 1..];
        if let Some(comment) = inside.strip_prefix("!--") {
            skip_comment(rest, comment);
            continue;
        }
        let (closes, name) = inside.strip_prefix('/').map_or((false, inside), |name| (true, name));
        let length = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != ':').unwrap_or(name.len());
        *rest = &name[length..];
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let inside = *rest;
            let attributes = skip_attributes(rest);
            let is_empty = inside[..inside.len() - rest.len()].ends_with("/>");
            return Some(Tag { name: &name[..length], closes, is_empty, attributes });
        }
    }
}

/// Moves `rest` past a comment, the inside of which begins with `comment`. `<!-->` and `<!--->` are whole.
fn skip_comment<'html>(rest: &mut &'html str, comment: &'html str) {
    let is_whole = comment.starts_with('>') || comment.starts_with("->");
    let ends = ["-->", "--!>"].map(|end| comment.find(end).unwrap_or(comment.len()));
    *rest = if is_whole { comment } else { &comment[ends[0].min(ends[1])..] };
}

/// Moves `rest` past the end of the tag that it stands in, and counts the tag's attributes.
fn skip_attributes(rest: &mut &str) -> usize {
    let mut quote = None;
    let mut attributes = 0;
    let (mut before, mut shown) = (b'=', b' '); // the byte before this one, and the last that is no white space
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => {
                *rest = &rest[at + 1..];
                return attributes;
            }
            (None, b'"' | b'\'') if shown == b'=' => quote = Some(byte),
            (None, _) => attributes += usize::from(!byte.is_ascii_whitespace() && before.is_ascii_whitespace()),
        }
        before = byte;
        shown = if byte.is_ascii_whitespace() { shown } else { byte };
    }
    *rest = "";
    attributes
}

/// Moves `rest` past the content of the raw element `name`.
fn skip_raw(rest: &mut &str, name: &str) {
    let mut at = *rest;
    while let Some(end) = at.find("</") {
        at = &at[end + 2..];
        if at.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            *rest = at;
            return;
        }
    }
    *rest = "";
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|one| one.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_counted_and_siblings_are_not() {
        assert_eq!(excess(&"<div>".repeat(513), 512), Some(Excess::Depth));
        assert_eq!(excess(&"<div>".repeat(512), 512), None);
        assert_eq!(excess(&"<div class=\"a > b\"><p>text<br>more<img src=x></div>".repeat(1000), 5), None);
        assert_eq!(excess(&"<p>old page ".repeat(1000), 5), None);
        assert_eq!(excess(&"<ul><li>one<li>two</ul>".repeat(1000), 5), None);
    }

    #[test]
    fn stray_end_tags_hide_nothing() {
        for hidden in ["<DIV></b></x>", "<div><!-- </div> -->", "<font>text", "<div a='</div>'>", "<div a = '</div>'>"]
        {
            assert_eq!(excess(&hidden.repeat(600), 512), Some(Excess::Depth), "{hidden}");
        }
    }

    #[test]
    fn elements_that_only_look_harmless_are_counted() {
        for nested in ["<rt>", "<rp>", "<optgroup>", "<math><td>", "<svg><p>", "<svg><title>"] {
            assert_eq!(excess(&format!("<body>{}", nested.repeat(600)), 512), Some(Excess::Depth), "{nested}");
        }
        for before in ["<!-->", "<!--->", "<!-- a --!>", "<noscript>", "<svg><title>", "<math><style>"] {
            let page = format!("<body>{before}{}", "<div>".repeat(600));
            assert_eq!(excess(&page, 512), Some(Excess::Depth), "{before}");
        }
        assert_eq!(excess(&"<svg><path d='1'/><g><rect/></g></svg><p>text".repeat(1000), 5), None);
    }

    #[test]
    fn markup_in_scripts_and_comments_is_no_markup() {
        let script = format!("<script>{}</script>", "'<div>'".repeat(600));
        assert_eq!(excess(&script, 5), None);
        assert_eq!(excess(&format!("<!-- {} -->", "<div>".repeat(600)), 5), None);
        assert_eq!(excess("a < b, <3, </ , <", 5), None);
        assert_eq!(excess("<p unclosed='", 5), None);
    }

    #[test]
    fn attributes_and_elements_have_limits() {
        assert_eq!(excess(&format!("<p {}>", "a=1 ".repeat(1001)), 5), Some(Excess::Attributes));
        assert_eq!(excess(&format!("<img src='{}'>", "data 1 ".repeat(5000)), 5), None);
        assert_eq!(excess(&"<br>".repeat(250_001), 5), Some(Excess::Elements));
    }
}
