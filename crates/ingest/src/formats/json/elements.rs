//! The elements of JSON, framed by their brackets.

use std::io;

use super::BOM;

/// An element as its brackets frame it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Element {
    Whole(Vec<u8>),
    /// It was longer than the limit, and nothing of it was kept.
    TooLong,
    /// The next element begins within it, or the array ends.
    Broken(Missing),
    /// The input ends within it.
    Unfinished,
    /// The input ends behind an element of an array, or before the first.
    OpenArray,
}

/// What is missing in a broken element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// A line ends within one of its strings, which is never JSON, and the next line seems to begin an element.
    Quote,
    /// An element begins where a name should stand, or the array ends.
    Bracket,
}

/// Where the framing stands between two bytes.
#[derive(Debug, Default)]
pub(super) struct Elements {
    /// Whether the elements are those of an array.
    in_array: bool,
    /// Open brackets of the element.
    depth: u64,
    /// The first of them.
    outermost: u8,
    /// The last byte that is neither white space nor within a string.
    last: u8,
    string: InString,
    /// Whether a line has ended within a string of the element.
    is_broken: bool,
    /// Whether the line holds nothing so far.
    line_is_blank: bool,
    kept: Vec<u8>,
    length: usize,
}

/// Where the next byte stands as to strings.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum InString {
    #[default]
    No,
    Yes,
    /// Behind a backslash.
    Escaped,
}

/// What a byte means.
enum Step {
    Between,
    /// The present element is broken, and ends before the byte.
    Before(Missing),
    Inside,
    Last,
    /// The byte ends an element, and is none of it.
    After,
}

impl Elements {
    /// The next element, of which at most `limit` bytes are kept; `None` at the end.
    pub(super) fn next(&mut self, reader: &mut dyn io::BufRead, limit: usize) -> io::Result<Option<Element>> {
        loop {
            let chunk = match reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                return Ok(self.end(limit));
            }
            let (mut used, mut ended, mut missing) = (0, false, None);
            for &byte in chunk {
                used += 1;
                match self.step(byte) {
                    Step::Between => {}
                    Step::Before(what) => {
                        used -= 1;
                        (ended, missing) = (true, Some(what));
                    }
                    Step::After => ended = true,
                    Step::Inside => self.keep(byte, limit),
                    Step::Last => {
                        self.keep(byte, limit);
                        ended = true;
                    }
                }
                if ended {
                    break;
                }
            }
            reader.consume(used);
            if ended {
                return Ok(Some(match missing {
                    Some(missing) => self.give_up(missing, limit),
                    None => self.finish(limit),
                }));
            }
        }
    }

    /// What is left where the input ends. Whatever is not whole is told once.
    fn end(&mut self, limit: usize) -> Option<Element> {
        let is_scalar = self.length > 0 && self.depth == 0 && self.string == InString::No;
        if is_scalar {
            return Some(self.finish(limit));
        }
        let is_open = std::mem::take(&mut self.in_array);
        match self.length {
            0 => is_open.then_some(Element::OpenArray),
            _ if self.is_broken => Some(self.give_up(Missing::Quote, limit)),
            _ => {
                self.finish(limit);
                Some(Element::Unfinished)
            }
        }
    }

    fn step(&mut self, byte: u8) -> Step {
        if let Some(missing) = self.missing_before(byte) {
            return Step::Before(missing);
        }
        self.line_is_blank = byte == b'\n' || (self.line_is_blank && byte.is_ascii_whitespace());
        if self.string != InString::No {
            self.is_broken |= byte == b'\n';
            self.string = match (self.string, byte) {
                (InString::Yes, b'"') => InString::No,
                (InString::Yes, b'\\') => InString::Escaped,
                _ => InString::Yes,
            };
            return Step::Inside;
        }
        if !byte.is_ascii_whitespace() {
            self.last = byte;
        }
        let is_first = self.length == 0;
        match byte {
            b'[' if is_first && !self.in_array => {
                self.in_array = true;
                Step::Between
            }
            b'{' | b'[' => {
                if self.depth == 0 {
                    self.outermost = byte;
                }
                self.depth += 1;
                Step::Inside
            }
            b'}' | b']' if self.depth > 0 => {
                self.depth -= 1;
                if self.depth == 0 { Step::Last } else { Step::Inside }
            }
            // A scalar among the elements ends with the comma; it is kept so that it can be refused.
            b',' if self.depth == 0 && !is_first => Step::After,
            b']' if self.depth == 0 => {
                self.in_array = false;
                if is_first { Step::Between } else { Step::After }
            }
            b',' | b' ' | b'\t' | b'\r' | b'\n' if is_first => Step::Between,
            byte if is_first && BOM.contains(&byte) => Step::Between,
            b'\n' if self.depth == 0 => Step::After,
            b'"' => {
                self.string = InString::Yes;
                Step::Inside
            }
            _ => Step::Inside,
        }
    }

    /// What is missing in the present element, where `byte` shows that it should have ended.
    fn missing_before(&self, byte: u8) -> Option<Missing> {
        if self.is_broken && self.line_is_blank && byte == b'{' {
            return Some(Missing::Quote);
        }
        // Among the names of an object, another one stands behind a colon only.
        let is_among_names = self.depth == 1 && self.outermost == b'{' && self.string == InString::No;
        let begins_another = byte == b'{' && (self.last == b',' || (self.line_is_blank && self.last != b':'));
        let ends_array = byte == b']' && self.in_array;
        (is_among_names && (begins_another || ends_array)).then_some(Missing::Bracket)
    }

    fn keep(&mut self, byte: u8, limit: usize) {
        self.length += 1;
        if self.length <= limit {
            self.kept.push(byte);
        } else {
            self.kept = Vec::new();
        }
    }

    /// Ends the present element where it is, whatever is open in it.
    fn give_up(&mut self, missing: Missing, limit: usize) -> Element {
        match self.finish(limit) {
            Element::Whole(_) => Element::Broken(missing),
            other => other,
        }
    }

    fn finish(&mut self, limit: usize) -> Element {
        let is_whole = self.length <= limit;
        (self.length, self.depth, self.string, self.is_broken) = (0, 0, InString::No, false);
        let kept = std::mem::take(&mut self.kept);
        if is_whole { Element::Whole(kept) } else { Element::TooLong }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The elements of `text`, read in chunks of several sizes; the long and the unfinished ones are named.
    fn check(text: &str, expected: &[&str]) {
        for capacity in [1, 3, 64] {
            let mut reader = io::BufReader::with_capacity(capacity, text.as_bytes());
            let mut elements = Elements::default();
            let found = std::iter::from_fn(|| elements.next(&mut reader, 12).unwrap()).map(|element| match element {
                Element::Whole(bytes) => String::from_utf8(bytes).unwrap(),
                Element::TooLong => "too long".to_owned(),
                Element::Broken(missing) => format!("no {missing:?}"),
                Element::Unfinished => "unfinished".to_owned(),
                Element::OpenArray => "open array".to_owned(),
            });
            assert_eq!(found.collect::<Vec<_>>(), expected, "{text:?} in chunks of {capacity}");
        }
    }

    #[test]
    fn elements_are_framed_by_their_brackets() {
        check(r#"[{"a": 1}, {"b":[1,2]}]"#, &[r#"{"a": 1}"#, r#"{"b":[1,2]}"#]);
        check("{\"a\":\n1}\n{\"b\": 2}", &["{\"a\":\n1}", "{\"b\": 2}"]);
        check(r#"[{"a":"}\""},{"b":"\\"}]"#, &[r#"{"a":"}\""}"#, r#"{"b":"\\"}"#]);
        check("[1, {}, \"x,\"]", &["1", "{}", "\"x,\""]);
        check("[1][{}] [2]", &["1", "{}", "2"]);
        check("{\"a\":\n{},\"b\":[{}\n,{}]}", &["too long"]);
        check("\u{feff}[{\"a\":1}]", &["{\"a\":1}"]);
        check("[]", &[]);
        check(" \n", &[]);
    }

    #[test]
    fn a_long_or_unfinished_element_costs_only_itself() {
        check(r#"[{"a":"0123456789"},{"b":1}]"#, &["too long", r#"{"b":1}"#]);
        check(r#"[{"a":1},{"b":"#, &[r#"{"a":1}"#, "unfinished"]);
        check(r#"[{"a":1},"b"#, &[r#"{"a":1}"#, "unfinished"]);
        check("{\"a\":1}\n{\"b\":", &["{\"a\":1}", "unfinished"]);
    }

    #[test]
    fn an_array_that_is_cut_off_between_elements_is_not_whole() {
        check("[{\"a\":1},\n{\"b\":2},\n", &["{\"a\":1}", "{\"b\":2}", "open array"]);
        check("[{\"a\":1}", &["{\"a\":1}", "open array"]);
        check("[{\"a\":1}, 2", &["{\"a\":1}", "2", "open array"]);
        check("[", &["open array"]);
        check("[{\"a\":1}]\n[", &["{\"a\":1}", "open array"]);
    }

    #[test]
    fn a_missing_quote_costs_its_element() {
        check("[{\"a\":\"1},\n {\"b\":1},{\"c\":2}]", &["no Quote", "{\"b\":1}", "{\"c\":2}"]);
        check("[{\"a\":\"0123456789},\n{\"b\":1}]", &["too long", "{\"b\":1}"]);
        check("[{\"a\":\"x\ny\"},{\"b\":1}]", &["{\"a\":\"x\ny\"}", "{\"b\":1}"]);
        check("[{\"a\":1},\n{\"b\":\"1}\n]", &["{\"a\":1}", "no Quote"]);
    }

    #[test]
    fn a_missing_bracket_costs_its_element() {
        check("[{\"a\":1,\n{\"b\":1},{\"c\":2}]", &["no Bracket", "{\"b\":1}", "{\"c\":2}"]);
        check("[{\"a\":{},{\"b\":1}]", &["no Bracket", "{\"b\":1}"]);
        check("[{\"a\":[},{\"b\":1}]", &["no Bracket", "{\"b\":1}"]);
        check("[{\"a\":\"0123456789\",{\"b\":1}]", &["too long", "{\"b\":1}"]);
        check("[{\"a\":1},{\"b\":1]", &["{\"a\":1}", "no Bracket"]);
        check("{\"a\":1\n{\"b\":1}", &["no Bracket", "{\"b\":1}"]);
    }
}
