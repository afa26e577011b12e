//! The running text of an item: a paragraph a block element, white space folded.

use super::tree::{Element, Node};

/// Elements that stand in a line, of NITF, HTML and the `NewsML` family; every other one, known or not, breaks it.
const INLINE: [&str; 36] = [
    "a",
    "abbr",
    "acronym",
    "alt-code",
    "b",
    "chron",
    "city",
    "classifier",
    "code",
    "copyrite",
    "country",
    "em",
    "event",
    "font",
    "function",
    "i",
    "inline",
    "lang",
    "location",
    "money",
    "num",
    "object.title",
    "org",
    "person",
    "postaddr",
    "pronounce",
    "q",
    "region",
    "small",
    "span",
    "state",
    "strong",
    "sub",
    "sup",
    "u",
    "virtloc",
];

/// How one text marks its paragraphs where no element does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Breaks {
    /// By a blank line.
    #[default]
    BlankLine,
    /// By a line that is indented, too.
    Indent,
}

/// The paragraphs inside `elements`, without the elements called like one of `left_out`.
pub(super) fn paragraphs(elements: &[&Element], breaks: Breaks, left_out: &[String]) -> Vec<String> {
    let mut paragraphs = Paragraphs { done: Vec::new(), open: String::new(), breaks, left_out };
    for element in elements {
        paragraphs.add(element);
        paragraphs.close();
    }
    paragraphs.done
}

struct Paragraphs<'a> {
    done: Vec<String>,
    open: String,
    breaks: Breaks,
    left_out: &'a [String],
}

impl Paragraphs<'_> {
    /// Adds what an element holds. The nesting is bounded: deep items are refused when they are parsed.
    fn add(&mut self, element: &Element) {
        for node in &element.children {
            match node {
                Node::Text(text) => self.open.push_str(text),
                Node::Element(inside) if self.left_out.contains(&inside.name) => self.close(),
                Node::Element(inside) if INLINE.contains(&inside.name.as_str()) => self.add(inside),
                Node::Element(inside) => {
                    self.close();
                    self.add(inside);
                    self.close();
                }
            }
        }
    }

    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        let mut paragraph = String::new();
        for line in open.lines() {
            if self.begins(line) {
                self.put(&mut paragraph);
            }
            for word in line.split_whitespace() {
                if !paragraph.is_empty() {
                    paragraph.push(' ');
                }
                paragraph.push_str(word);
            }
        }
        self.put(&mut paragraph);
    }

    fn begins(&self, line: &str) -> bool {
        line.trim().is_empty() || (self.breaks == Breaks::Indent && line.starts_with([' ', '\t']))
    }

    fn put(&mut self, paragraph: &mut String) {
        let paragraph = std::mem::take(paragraph);
        if !crate::input::is_blank(&paragraph) {
            self.done.push(paragraph);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::schema::Kind, *};

    fn check(text: &str, breaks: Breaks, expected: &[&str]) {
        let item = super::super::tree::parse(text, Kind::Xml, 100).unwrap();
        assert_eq!(paragraphs(&[&item], breaks, &["media".to_owned()]), expected, "{text:?}");
    }

    #[test]
    fn blocks_are_paragraphs_and_inline_elements_are_not() {
        let text = "<x>\n <p>Putin <person>met</person>\n Xi.</p>\n <p>a<br/>b</p><media><p>A picture</p></media><hl2>c</hl2></x>";
        check(text, Breaks::BlankLine, &["Putin met Xi.", "a", "b", "c"]);
    }

    #[test]
    fn plain_text_breaks_at_blank_lines_or_where_a_line_is_indented() {
        let text = "<x>one\ntwo\n   three\n \nfour</x>";
        check(text, Breaks::BlankLine, &["one two three", "four"]);
        check(text, Breaks::Indent, &["one two", "three", "four"]);
    }
}
