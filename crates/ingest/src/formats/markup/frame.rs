//! Frames the items of a file by their tags, in bounded memory.

use std::io::{self, BufRead};

/// Bytes of a tag that are looked at: no name is longer.
const MAX_NAME: usize = 32;

/// Bytes before the first item that are kept: the XML declaration stands there.
const PROLOG: usize = 1024;

/// One item of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame {
    /// Where it begins in the file.
    pub(super) offset: u64,
    pub(super) item: Item,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// From its first tag to its last; `root` is the index of its name.
    Whole { root: usize, bytes: Vec<u8> },
    /// It was longer than the limit, and nothing of it was kept.
    TooLong,
    /// The file ends within it, or the next item begins. Also a comment or declaration that never ends: it hides items.
    Unfinished,
}

/// Where a byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    /// In a tag of which the name is not known yet.
    Name,
    /// In a tag, behind its name.
    Tag,
    Comment,
    CharacterData,
    /// `<!DOCTYPE ...>`; with the brackets that are open in it.
    Declaration,
    /// The part of a declaration between brackets.
    Subset,
}

impl State {
    /// Whether tags count for nothing here.
    fn hides_items(self) -> bool {
        matches!(self, Self::Comment | Self::CharacterData | Self::Declaration | Self::Subset)
    }
}

/// An item that is being read.
#[derive(Debug)]
struct Open {
    root: usize,
    offset: u64,
    bytes: Vec<u8>,
    is_too_long: bool,
}

/// The items of a file.
#[derive(Debug)]
pub(super) struct Frames {
    roots: Vec<&'static str>,
    limit: usize,
    state: State,
    /// The bytes of a tag's name so far, behind `<`.
    name: Vec<u8>,
    /// The last two bytes.
    before: [u8; 2],
    /// Whether the tag closes the open item.
    closes: bool,
    /// How many bytes have been read.
    read: u64,
    /// Where the last tag, comment or declaration begins.
    tag: u64,
    open: Option<Open>,
    /// Items that are done, first first.
    done: Vec<Frame>,
    prolog: Vec<u8>,
    is_blank: bool,
}

impl Frames {
    /// The elements called like one of `roots`, which take at most `limit` bytes each.
    pub(super) fn new(roots: Vec<&'static str>, limit: usize) -> Self {
        Self {
            roots,
            limit,
            state: State::Text,
            name: Vec::new(),
            before: [0; 2],
            closes: false,
            read: 0,
            tag: 0,
            open: None,
            done: Vec::new(),
            prolog: Vec::new(),
            is_blank: true,
        }
    }

    /// What stands before the first item, or the start of it.
    pub(super) fn prolog(&self) -> &[u8] {
        &self.prolog
    }

    /// Whether nothing but white space was read.
    pub(super) fn is_blank(&self) -> bool {
        self.is_blank
    }

    /// Whether an item begins within these first bytes of a file.
    pub(super) fn begins_within(mut self, head: &[u8]) -> bool {
        head.iter().any(|&byte| {
            self.step(byte);
            self.open.is_some() || !self.done.is_empty()
        })
    }

    /// The next item; `None` at the end.
    pub(super) fn next(&mut self, reader: &mut dyn BufRead) -> io::Result<Option<Frame>> {
        while self.done.is_empty() {
            let chunk = match reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                return Ok(self.last());
            }
            let mut used = 0;
            for &byte in chunk {
                used += 1;
                self.step(byte);
                if !self.done.is_empty() {
                    break;
                }
            }
            reader.consume(used);
        }
        Ok(Some(self.done.remove(0)))
    }

    /// What the file ends within, if anything was to be read of it.
    fn last(&mut self) -> Option<Frame> {
        let state = std::mem::replace(&mut self.state, State::Text);
        if let Some(open) = self.open.take() {
            return Some(Frame { offset: open.offset, item: open.unfinished() });
        }
        state.hides_items().then_some(Frame { offset: self.tag, item: Item::Unfinished })
    }

    fn step(&mut self, byte: u8) {
        self.read += 1;
        self.is_blank &= byte.is_ascii_whitespace();
        match &mut self.open {
            Some(open) => open.keep(byte, self.limit),
            None if self.prolog.len() < PROLOG => self.prolog.push(byte),
            None => {}
        }
        self.state = self.after(byte);
        self.before = [self.before[1], byte];
    }

    fn after(&mut self, byte: u8) -> State {
        let ends = |mark: [u8; 3]| [self.before[0], self.before[1], byte] == mark;
        // A comment or declaration that never ends must not swallow the items behind one that is given up.
        let is_given_up = self.open.as_ref().is_some_and(|open| open.is_too_long);
        match self.state {
            State::Comment if ends(*b"-->") => State::Text,
            State::CharacterData if ends(*b"]]>") => State::Text,
            State::Declaration if byte == b'[' => State::Subset,
            State::Subset if byte == b']' => State::Declaration,
            State::Declaration if byte == b'>' => State::Text,
            state if state.hides_items() && !(is_given_up && byte == b'<') => state,
            State::Name => self.in_name(byte),
            _ if byte == b'<' => {
                self.tag = self.read - 1;
                self.name.clear();
                State::Name
            }
            State::Tag if byte != b'>' => State::Tag,
            State::Tag => {
                if std::mem::take(&mut self.closes) {
                    self.close();
                }
                State::Text
            }
            _ => State::Text,
        }
    }

    fn in_name(&mut self, byte: u8) -> State {
        match self.name.as_slice() {
            b"!-" if byte == b'-' => return State::Comment,
            b"![CDATA" if byte == b'[' => return State::CharacterData,
            b"!" if byte.is_ascii_alphabetic() => return State::Declaration,
            _ => {}
        }
        let ends = byte.is_ascii_whitespace() || byte == b'>' || (byte == b'/' && !self.name.is_empty());
        if ends {
            self.named(byte);
            self.state = State::Tag;
            return if byte == b'>' { self.after(byte) } else { State::Tag };
        }
        self.name.push(byte);
        if self.name.len() > MAX_NAME { State::Tag } else { State::Name }
    }

    /// A tag's name is known; `byte` stands behind it.
    fn named(&mut self, byte: u8) {
        let (is_end, name) = match self.name.strip_prefix(b"/") {
            Some(name) => (true, name),
            None => (false, self.name.as_slice()),
        };
        let local = name.rsplit(|&byte| byte == b':').next().unwrap_or_default();
        let root = self.roots.iter().position(|root| root.as_bytes() == local);
        match (&self.open, root) {
            (Some(open), Some(root)) if open.root == root && is_end => self.closes = true,
            // Items do not nest: the one before was never closed.
            (Some(open), Some(root)) if open.root == root => {
                let open = self.open.take();
                self.done.extend(open.map(|open| Frame { offset: open.offset, item: open.unfinished() }));
                self.begin(root, byte);
            }
            (None, Some(root)) if !is_end => self.begin(root, byte),
            _ => {}
        }
    }

    /// Begins an item with the tag whose name was just read, and `byte` behind it.
    fn begin(&mut self, root: usize, byte: u8) {
        let bytes = [b"<", self.name.as_slice(), &[byte]].concat();
        let offset = self.read - bytes.len() as u64;
        let is_too_long = bytes.len() > self.limit;
        self.open = Some(Open { root, offset, bytes, is_too_long });
    }

    fn close(&mut self) {
        let Some(Open { root, offset, bytes, is_too_long }) = self.open.take() else { return };
        let item = if is_too_long { Item::TooLong } else { Item::Whole { root, bytes } };
        self.done.push(Frame { offset, item });
    }
}

impl Open {
    fn keep(&mut self, byte: u8, limit: usize) {
        self.is_too_long |= self.bytes.len() >= limit;
        if self.is_too_long {
            self.bytes = Vec::new();
        } else {
            self.bytes.push(byte);
        }
    }

    fn unfinished(self) -> Item {
        if self.is_too_long { Item::TooLong } else { Item::Unfinished }
    }
}

#[cfg(test)]
mod tests;
