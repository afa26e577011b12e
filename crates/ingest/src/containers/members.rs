//! The members of an archive: their names, and which of them are read.

use std::{
    io::{BufReader, Read},
    ops::ControlFlow,
};

use dateline_text::{Reject, Stage};

use super::Decoded;
use crate::{
    budget::Budget,
    formats::refuse,
    names::{Names, shortened},
    raw::Origin,
    read::{self, Emit, Input, Reading},
};

/// What a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file.
    File,
    /// A folder, which is passed over in silence.
    Folder,
    /// A link, a device, a pipe.
    Other,
}

/// The members of one archive as they come.
pub(super) struct Members<'a> {
    /// The id of the archive.
    id: &'a str,
    origin: Origin,
    budget: &'a Budget,
    reading: &'a Reading<'a>,
    seen: u64,
    has_failed: bool,
    names: Names,
}

/// A member that is to be read.
pub(super) struct Place {
    id: String,
    name: String,
    pub(super) origin: Origin,
}

impl<'a> Members<'a> {
    /// No member seen so far of the archive called `id`.
    pub(super) fn new(id: &'a str, origin: Origin, budget: &'a Budget, reading: &'a Reading<'a>) -> Self {
        Self { id, origin, budget, reading, seen: 0, has_failed: false, names: Names::default() }
    }

    /// The next member's place if it is to be read. What is not to be read is said to `emit`, but for one member too many:
    /// [`Self::finish`] says that.
    pub(super) fn next(&mut self, name: &[u8], kind: Kind, emit: &mut Emit<'_>) -> ControlFlow<(), Option<Place>> {
        if kind == Kind::Folder {
            return ControlFlow::Continue(None);
        }
        self.seen += 1;
        if self.seen > self.reading.options.max_members {
            return ControlFlow::Continue(None);
        }
        let name = safe(name).unwrap_or_else(|| format!("member {}", self.seen));
        let unique = self.names.unique(shortened(name.clone()));
        let origin = self.origin.member(&unique);
        if kind == Kind::Other {
            refuse(emit, origin.reject(Stage::Read, "not_a_file", "is a link or a device, not a file"))?;
        } else if !read::is_named_like_a_story(&name) {
            refuse(emit, origin.skip("not_a_story", "is not named like a format that is read"))?;
        } else {
            let id = format!("{}/{unique}", self.id);
            return ControlFlow::Continue(Some(Place { id, name, origin }));
        }
        ControlFlow::Continue(None)
    }

    /// The place of one more member, whose name cannot be read.
    pub(super) fn unnamed(&mut self) -> Origin {
        self.seen += 1;
        self.origin.member(&format!("member {}", self.seen))
    }

    /// Says that the archive cannot be read on.
    pub(super) fn fail(&mut self, reject: Reject, emit: &mut Emit<'_>) -> ControlFlow<()> {
        self.has_failed = true;
        refuse(emit, reject)
    }

    /// Whether the archive holds more members than are read, or no more may come out of it.
    pub(super) fn are_too_many(&self) -> bool {
        self.seen > self.reading.options.max_members || self.budget.is_spent()
    }

    /// Says what is wrong with the archive as a whole, if anything: too many members, too much in them, or none.
    pub(super) fn finish(&self, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let limit = self.reading.options.max_members;
        if self.seen > limit {
            let message = format!("holds more than {limit} members; the rest is not read");
            return refuse(emit, self.origin.reject(Stage::Read, "too_many_members", message));
        }
        if self.budget.is_spent() && !self.has_failed {
            let message = "the rest of the archive is not read: too much came out of it";
            return refuse(emit, self.origin.reject(Stage::Read, "expands_too_much", message));
        }
        if self.seen == 0 && !self.has_failed {
            return refuse(emit, self.origin.reject(Stage::Ingest, "empty", "holds no member"));
        }
        ControlFlow::Continue(())
    }

    /// Reads the member at `place`, of which `length` bytes must come. Gives whether someone was told of damage.
    pub(super) fn read(
        &self,
        place: Place,
        bytes: impl Read,
        length: u64,
        emit: &mut Emit<'_>,
    ) -> ControlFlow<(), bool> {
        let bytes = Decoded::new(bytes, self.budget).of_length(length);
        let failure = bytes.failure();
        let input = Input {
            id: &place.id,
            name: Some(place.name),
            origin: place.origin,
            reader: Box::new(BufReader::with_capacity(64 << 10, bytes)),
            file: None,
            budget: self.budget,
        };
        self.reading.input(input, emit)?;
        ControlFlow::Continue(failure.get())
    }
}

/// A member's name for ids and messages: `/` between its parts, nothing that leads elsewhere, nothing that does not
/// show. `None` where nothing is left.
fn safe(name: &[u8]) -> Option<String> {
    let name = String::from_utf8_lossy(name).replace('\\', "/");
    let name: String = name.chars().filter(|character| !character.is_control()).collect();
    let parts: Vec<_> = name.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere() {
        let check = |name: &[u8], expected: &str| assert_eq!(safe(name).as_deref(), Some(expected), "{name:?}");
        check(b"a/b.txt", "a/b.txt");
        check(b"/etc/passwd", "etc/passwd");
        check(b"../../a.txt", "a.txt");
        check(b"..\\..\\a\\b.txt", "a/b.txt");
        check(b"./a//b/../c.txt", "a/b/c.txt");
        check(b"a\0b\n.txt", "ab.txt");
        check(b"caf\xe9.txt", "caf\u{fffd}.txt");
        assert_eq!(safe(b"/../."), None);
    }
}
