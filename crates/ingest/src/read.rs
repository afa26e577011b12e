//! Reading one item: open it, tell what it holds, hand it on.

use std::{
    fs::File,
    io::{self, BufRead, Cursor, Read, Seek},
    ops::ControlFlow,
    path::PathBuf,
};

use dateline_text::{Document, Stage, Unread};

use crate::{
    Item, Options,
    budget::Budget,
    containers::{self, Container},
    formats::{self, Format, refuse},
    item,
    raw::{Origin, Raw},
};

/// How many bytes of an item are looked at to tell what it holds.
pub(crate) const HEAD: usize = 4096;

/// Archives inside each other that are read.
const MAX_ARCHIVES: u8 = 2;

/// Compressed streams directly inside each other that are read.
const MAX_STREAMS: u8 = 2;

/// What receives the documents that a format finds, and may ask to stop.
pub(crate) type Emit<'a> = dyn FnMut(Result<Raw, Unread>) -> ControlFlow<()> + 'a;

/// An opened item, or an opened member of an archive, as a format sees it.
pub(crate) struct Input<'a> {
    /// See [`Item::id`]; of a member of an archive, with the member's name behind it.
    pub(crate) id: &'a str,
    /// Its name without the endings of what it was packed in; standard input has none.
    pub(crate) name: Option<String>,
    /// How rejects name it.
    pub(crate) origin: Origin,
    /// Its bytes, from the first on.
    pub(crate) reader: Box<dyn BufRead + 'a>,
    /// The file that holds exactly these bytes, where there is one.
    pub(crate) file: Option<PathBuf>,
    /// How much may come out of what is packed.
    pub(crate) budget: &'a Budget,
}

/// Bytes that are written to disk at most, of an input that must be read out of order and is no file itself.
const MAX_SPOOLED: u64 = 64 << 30;

impl Input<'_> {
    /// The bytes as a file that can be read in any order: the input itself where that is a file, else a nameless
    /// temporary file that they are written to. Call it before reading; afterwards [`Self::reader`] may be at its end.
    pub(crate) fn seekable(&mut self) -> io::Result<File> {
        if let Some(path) = &self.file {
            return File::open(path);
        }
        let mut spooled = tempfile::tempfile()?;
        let written = io::copy(&mut (&mut *self.reader).take(MAX_SPOOLED + 1), &mut spooled)?;
        if written > MAX_SPOOLED {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("larger than {MAX_SPOOLED} bytes")));
        }
        spooled.rewind()?;
        Ok(spooled)
    }

    /// The first `length` bytes, or all where there are fewer, however they arrive; they stay to be read.
    pub(crate) fn first(&mut self, length: u64) -> io::Result<Vec<u8>> {
        let mut first = Vec::new();
        (&mut *self.reader).take(length).read_to_end(&mut first)?;
        let rest = std::mem::replace(&mut self.reader, Box::new(io::empty()));
        self.reader = Box::new(Cursor::new(first.clone()).chain(rest));
        Ok(first)
    }

    /// The first bytes, which stay to be read. An error shows only where there is nothing before it.
    fn head(mut self) -> io::Result<(Vec<u8>, Self)> {
        let is_unnamed = self.name.is_none();
        let mut head = Vec::new();
        while head.len() < HEAD && !(is_unnamed && is_lines(&head)) {
            let found = match self.reader.fill_buf() {
                Ok(found) => &found[..found.len().min(HEAD - head.len())],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) if head.is_empty() => return Err(error),
                Err(_) => break,
            };
            let length = found.len();
            if length == 0 {
                break;
            }
            head.extend_from_slice(found);
            self.reader.consume(length);
        }
        self.reader = Box::new(Cursor::new(head.clone()).chain(self.reader));
        Ok((head, self))
    }
}

/// Whether `head` has a whole line that could be a document: whoever types it, or writes line by line, waits for an
/// answer to it. Everything else shows what it is later.
fn is_lines(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let line = head.iter().position(|&byte| byte == b'\n').map(|end| head[..end].trim_ascii());
    line.is_some_and(|line| line.starts_with(b"{") && line.ends_with(b"}"))
}

/// How an item is read, and how deep inside it the reading is.
pub(crate) struct Reading<'a> {
    pub(crate) options: &'a Options,
    archives: u8,
    streams: u8,
}

/// What is to be done with an input.
pub(crate) enum Way {
    Read(&'static dyn Format),
    Unpack(&'static dyn Container),
    /// It is named like this, and is none.
    Refuse(&'static dyn Container),
}

impl<'a> Reading<'a> {
    /// Reads `input`, whatever it holds.
    pub(crate) fn input(&self, input: Input<'_>, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let origin = input.origin.clone();
        let (head, mut input) = match input.head() {
            Ok(parts) => parts,
            Err(error) => return refuse(emit, origin.unreadable(&error)),
        };
        match way(input.name.as_deref(), &head) {
            Way::Read(format) => format.read(&mut input, self.options, emit),
            Way::Refuse(container) => refuse(emit, origin.unreadable(&containers::damage(container, &head).into())),
            Way::Unpack(container) => {
                if let Some(inside) = self.inside(container) {
                    container.read(input, &inside, emit)
                } else {
                    let message = format!("{} stands too deep inside other archives", container.name());
                    refuse(emit, origin.reject(Stage::Read, "nested_too_deep", message))
                }
            }
        }
    }

    /// Reading what is packed in a `container` that was met here; `None` where that is too deep.
    ///
    /// A compressed archive counts as one.
    fn inside(&self, container: &dyn Container) -> Option<Reading<'a>> {
        let (archives, streams) =
            if container.is_archive() { (self.archives + 1, 0) } else { (self.archives, self.streams + 1) };
        let is_allowed = archives <= MAX_ARCHIVES && streams <= MAX_STREAMS;
        is_allowed.then_some(Reading { options: self.options, archives, streams })
    }
}

/// What is to be done with an input that is called `name`, if it has a name, and begins with `head`.
pub(crate) fn way(name: Option<&str>, head: &[u8]) -> Way {
    let Some(name) = name else {
        return containers::by_content(head).map_or_else(|| Way::Read(formats::detect_unnamed(head)), Way::Unpack);
    };
    let extension = item::extension(name);
    if formats::is_plain(&extension) {
        return Way::Read(formats::detect(&extension, head));
    }
    if formats::should_be_compressed_warc(name, head) {
        return Way::Read(formats::warc());
    }
    if let Some(container) = containers::by_content(head) {
        return Way::Unpack(container);
    }
    match containers::by_name(&extension) {
        Some(container) if formats::by_content(head).is_none() => Way::Refuse(container),
        _ => Way::Read(formats::detect(&extension, head)),
    }
}

/// Whether a file named so is read when its folder or its archive is.
pub(crate) fn is_named_like_a_story(name: &str) -> bool {
    let extension = item::extension(name);
    // macOS puts the attributes of `a.txt` into `._a.txt`.
    let is_attributes = name.rsplit('/').next().is_some_and(|file| file.starts_with("._"));
    !is_attributes && (formats::knows(&extension) || containers::by_name(&extension).is_some())
}

/// One document that was found in an item, or why there is none.
#[derive(Debug)]
pub struct Found {
    /// How many bytes of the item's file have been read by now.
    pub consumed: u64,
    /// The document, still to be parsed.
    pub outcome: Result<Raw, Unread>,
}

/// Finds the documents of one item, calling `emit` once for each document and each stretch that should have been one, in
/// the order of the input.
///
/// A dump is never held whole: memory is bounded by one document. Reading stops early when `emit` breaks.
pub fn read(item: &Item, options: &Options, emit: &mut dyn FnMut(Found) -> ControlFlow<()>) {
    let budget = Budget::new(options, item.bytes);
    let origin = Origin::new(&item.name());
    let emit: &mut Emit<'_> = &mut |outcome| emit(Found { consumed: budget.consumed(), outcome });
    let reader = match item.open(budget.counter()) {
        Ok(reader) => reader,
        Err(error) => {
            let _ = refuse(emit, origin.unreadable(&error));
            return;
        }
    };
    let file = item.regular_file().map(PathBuf::from);
    let input = Input { id: &item.id, name: item.file_name(), origin, reader, file, budget: &budget };
    let _ = Reading { options, archives: 0, streams: 0 }.input(input, emit);
}

/// [`read`] with each document parsed at once.
pub fn read_documents(
    item: &Item,
    options: &Options,
    emit: &mut dyn FnMut(Result<Document, Unread>) -> ControlFlow<()>,
) {
    read(item, options, &mut |found| emit(found.outcome.and_then(|raw| raw.document(options))));
}
