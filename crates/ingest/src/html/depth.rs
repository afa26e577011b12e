//! How deep tags are nested, counted on the raw text: parsers take time quadratic in the depth, so that a deep page must
//! be refused before one sees it.

/// Elements without content.
const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "keygen", "frame",
];

/// Elements whose end tag may be left out; what nests them is counted instead.
const OPTIONAL_END: [&str; 17] = [
    "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup",
    "rp", "rt",
];

/// Elements whose content is no markup.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "noscript", "xmp", "iframe", "noframes"];

/// Whether elements are nested deeper than `limit`.
///
/// An end tag closes the innermost open element of its name; one that closes nothing is ignored, as by a parser.
pub(crate) fn deeper_than(limit: usize, html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(tag) = next_tag(&mut rest) {
        if tag.closes {
            if let Some(index) = open.iter().rposition(|name| name.eq_ignore_ascii_case(tag.name)) {
                open.truncate(index);
            }
        } else if is_one_of(&RAW, tag.name) {
            skip_raw(&mut rest, tag.name);
        } else if !is_one_of(&VOID, tag.name) && !is_one_of(&OPTIONAL_END, tag.name) {
            open.push(tag.name);
        }
        if open.len() > limit {
            return true;
        }
    }
    false
}

/// A start or end tag.
struct Tag<'html> {
    name: &'html str,
    closes: bool,
}

/// Moves `rest` past the next tag's name.
fn next_tag<'html>(rest: &mut &'html str) -> Option<Tag<'html>> {
    loop {
        let start = rest.find('<')?;
        let inside = &rest[start + 1..];
        if let Some(comment) = inside.strip_prefix("!--") {
            *rest = comment.find("-->").map_or("", |end| &comment[end..]);
            continue;
        }
        let (closes, name) = inside.strip_prefix('/').map_or((false, inside), |name| (true, name));
        let length = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != ':').unwrap_or(name.len());
        *rest = &name[length..];
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return Some(Tag { name: &name[..length], closes });
        }
    }
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
        assert!(deeper_than(512, &"<div>".repeat(513)));
        assert!(!deeper_than(512, &"<div>".repeat(512)));
        assert!(!deeper_than(5, &"<div><p>text<br>more<img src=x></div>".repeat(1000)));
        assert!(!deeper_than(5, &"<p>old page ".repeat(1000)));
        assert!(!deeper_than(5, &"<ul><li>one<li>two</ul>".repeat(1000)));
    }

    #[test]
    fn stray_end_tags_hide_nothing() {
        assert!(deeper_than(512, &"<DIV></b></x>".repeat(600)));
        assert!(deeper_than(512, &"<div><!-- </div> -->".repeat(600)));
        assert!(deeper_than(512, &"<font>text".repeat(600)));
    }

    #[test]
    fn markup_in_scripts_and_comments_is_no_markup() {
        let script = format!("<script>{}</script>", "'<div>'".repeat(600));
        assert!(!deeper_than(5, &script));
        assert!(!deeper_than(5, &format!("<!-- {} -->", "<div>".repeat(600))));
        assert!(!deeper_than(5, "a < b, <3, </ , <"));
    }
}
