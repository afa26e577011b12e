//! The running text of a piece of HTML: a paragraph a block element, white space folded.

use trafilatura::dom::{Document, NodeId};

/// Elements that stand in a line; every other one, known or not, breaks it.
const INLINE: [&str; 28] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
];

/// The paragraphs of `html`, between blank lines.
pub(super) fn paragraphs(html: &str) -> String {
    let page = Document::parse(html);
    let mut paragraphs = Paragraphs::default();
    paragraphs.add(&page, page.root());
    paragraphs.close();
    paragraphs.done.join("\n\n")
}

#[derive(Default)]
struct Paragraphs {
    done: Vec<String>,
    open: String,
}

impl Paragraphs {
    /// Adds what a node holds. The nesting is bounded: deep pages are refused before they are parsed.
    fn add(&mut self, page: &Document, node: NodeId) {
        if page.is_text(node) {
            return self.open.push_str(&page.text_content(node));
        }
        let breaks = !INLINE.contains(&page.tag_name(node));
        if breaks {
            self.close();
        }
        for child in page.child_nodes(node) {
            self.add(page, child);
        }
        if breaks {
            self.close();
        }
    }

    fn close(&mut self) {
        let paragraph = self.open.split_whitespace().collect::<Vec<_>>().join(" ");
        self.open.clear();
        if !paragraph.is_empty() {
            self.done.push(paragraph);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_paragraphs_and_inline_elements_are_not() {
        let html = "<div><p>Putin <b>met</b>\n Xi<sup>1</sup>.</p><ul><li>one<li>two</ul>three<br>four <a href=x>five</a></div>";
        assert_eq!(paragraphs(html), "Putin met Xi1.\n\none\n\ntwo\n\nthree\n\nfour five");
        assert_eq!(paragraphs("<p>a &lt; b &amp; c&nbsp;d</p>"), "a < b & c d");
    }
}
