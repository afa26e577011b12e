//! An item as a tree of elements: bounded in depth and number, entities never expanded.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    references::{self, entity},
    schema::Kind,
};
use crate::fault::Fault;

/// Elements of one item: no news has as many.
const MAX_ELEMENTS: usize = 100_000;

/// An element of an item.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Without its namespace's prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// The value of an attribute, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The elements right inside.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// All text inside, as it is written.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.add_text(&mut text);
        text
    }

    fn add_text(&self, text: &mut String) {
        for node in &self.children {
            match node {
                Node::Element(element) => element.add_text(text),
                Node::Text(own) => text.push_str(own),
            }
        }
    }

    fn push_text(&mut self, text: &str) {
        match self.children.last_mut() {
            Some(Node::Text(last)) => last.push_str(text),
            _ => self.children.push(Node::Text(text.to_owned())),
        }
    }
}

/// Parses an item; nothing nests deeper than `max_depth`.
pub(super) fn parse(text: &str, kind: Kind, max_depth: usize) -> Result<Element, Fault> {
    let text = if kind == Kind::Sgml { references::escape_stray_brackets(text) } else { text.into() };
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.check_end_names = kind == Kind::Xml;
    config.allow_unmatched_ends = kind == Kind::Sgml;
    let mut open = vec![Element::default()];
    let mut count = 0;
    loop {
        let event = reader.read_event().map_err(|error| {
            Fault::new("invalid_markup", format!("at byte {} of the item: {error}", reader.error_position()))
        })?;
        match event {
            Event::Start(start) => {
                count += 1;
                open.push(element(&start, kind));
            }
            Event::Empty(start) => {
                count += 1;
                put(&mut open, Node::Element(element(&start, kind)));
            }
            Event::End(end) => close(&mut open, end.local_name().as_ref(), kind),
            Event::Text(text) => push_text(&mut open, &text.xml10_content()),
            Event::CData(text) => push_text(&mut open, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let name = reference.into_inner();
                let found = entity(&name);
                push_text(&mut open, &found.unwrap_or_else(|| format!("&{name};")));
            }
            Event::Eof => break,
            // A declaration may say what it likes: entities of its own are left as they are written.
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        if open.len() > max_depth {
            return Err(Fault::new("too_deep", format!("elements nest deeper than {max_depth}")));
        }
        if count > MAX_ELEMENTS {
            return Err(Fault::new("too_complex", format!("more than {MAX_ELEMENTS} elements in one item")));
        }
    }
    while open.len() > 1 {
        pop(&mut open);
    }
    let whole = open.pop().unwrap_or_default();
    whole.children.into_iter().find_map(as_element).ok_or_else(|| Fault::new("empty", "holds no element"))
}

fn as_element(node: Node) -> Option<Element> {
    match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    }
}

fn element(start: &BytesStart<'_>, kind: Kind) -> Element {
    let mut attributes = if kind == Kind::Sgml { start.html_attributes() } else { start.attributes() };
    // That no name stands twice is checked in quadratic time, and is of no interest here.
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let name = attribute.key.local_name().as_ref().to_owned();
        (name, references::resolve(&attribute.value))
    });
    Element { name: start.local_name().as_ref().to_owned(), attributes: attributes.collect(), children: Vec::new() }
}

fn push_text(open: &mut [Element], text: &str) {
    if let Some(last) = open.last_mut() {
        last.push_text(text);
    }
}

fn put(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

/// Puts the innermost open element into the one around it.
fn pop(open: &mut Vec<Element>) {
    if let Some(element) = open.pop() {
        put(open, Node::Element(element));
    }
}

/// An end tag. In SGML it may close elements that have no end tag of their own, or nothing at all.
fn close(open: &mut Vec<Element>, name: &str, kind: Kind) {
    let at = open.iter().rposition(|element| element.name == name);
    match at {
        Some(at) if kind == Kind::Sgml => (at..open.len()).for_each(|_| pop(open)),
        None if kind == Kind::Sgml => {}
        _ => pop(open),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: Kind, text: &str, expected: &str) {
        let shown = match parse(text, kind, 8) {
            Ok(element) => show(&element),
            Err(fault) => format!("{fault:?}").split('"').nth(1).unwrap_or_default().to_owned(),
        };
        assert_eq!(shown, expected, "{text:?}");
    }

    fn show(element: &Element) -> String {
        let attributes = element.attributes.iter().map(|(name, value)| format!(" {name}={value}"));
        let children = element.children.iter().map(|node| match node {
            Node::Element(element) => show(element),
            Node::Text(text) => format!("{text:?}"),
        });
        format!("{}{}[{}]", element.name, attributes.collect::<String>(), children.collect::<String>())
    }

    #[test]
    fn elements_lose_their_prefixes_and_references_are_resolved() {
        check(
            Kind::Xml,
            "<n:a xml:lang='en' b=\"1 &amp; 2\">x &lt; <b/>&#233;&eacute;</n:a>",
            "a lang=en b=1 & 2[\"x < \"b[]\"éé\"]",
        );
        check(Kind::Xml, "<a><![CDATA[<b>]]> AT&T</a>", "a[\"<b> AT&T\"]");
    }

    #[test]
    fn entities_that_a_file_declares_are_never_expanded() {
        let bomb = "<a>&lol9;<!-- x --></a>";
        check(Kind::Xml, bomb, "a[\"&lol9;\"]");
    }

    #[test]
    fn sgml_may_leave_out_end_tags_and_hold_what_xml_may_not() {
        check(Kind::Sgml, "<A T=x><P>1 < 2<P>b</A>", "A T=x[P[\"1 < 2\"P[\"b\"]]]");
        check(Kind::Sgml, "<A>a&#3;</B>b &AMP; c</A>", "A[\"ab & c\"]");
    }

    #[test]
    fn what_is_broken_or_too_deep_is_refused() {
        check(Kind::Xml, "<a><b></a>", "invalid_markup");
        check(Kind::Xml, &"<a>".repeat(9), "too_deep");
        check(Kind::Xml, " ", "empty");
    }
}
