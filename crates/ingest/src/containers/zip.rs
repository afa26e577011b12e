//! zip: a directory at the end says where members stand; where it is missing, they are looked for from the start.

use std::{
    cell::Cell,
    fs::File,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
    ops::ControlFlow,
    rc::Rc,
};

use ::zip::{
    CompressionMethod, ZipReadOptions,
    read::{Config, ZipFile, read_zipfile_from_stream},
    result::ZipError,
    unstable::read::ZipIterable,
};
use dateline_text::{Reject, Stage};

use super::{
    Container,
    members::{Kind, Members},
};
use crate::{
    budget::Budget,
    damage::Damage,
    formats::refuse,
    raw::Origin,
    read::{Emit, Input, Reading},
};

/// A zip archive.
pub(super) struct Zip;

impl Container for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn extensions(&self) -> &'static [(&'static str, &'static str)] {
        &[("zip", "")]
    }

    fn is_archive(&self) -> bool {
        true
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
    }

    fn is_cut_short(&self, head: &[u8]) -> bool {
        b"PK\x03\x04".starts_with(head)
    }

    fn read(&self, mut input: Input<'_>, reading: &Reading<'_>, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let is_copy = input.file.is_none();
        let file = match input.seekable() {
            // What is read of a copy was read of the input before.
            Ok(file) => Counted { file, budget: input.budget, is_copy, at_end: Rc::default() },
            Err(error) => return refuse(emit, input.origin.unreadable(&error)),
        };
        let members = Members::new(input.id, input.origin.clone(), input.budget, reading);
        let mut archive = Reader { origin: &input.origin, members };
        let copy = match file.again() {
            Ok(copy) => copy,
            Err(error) => return refuse(emit, input.origin.unreadable(&error)),
        };
        match ZipIterable::try_new(file, Config::default()) {
            Ok(mut directory) => archive.listed(&mut directory, emit)?,
            Err(error) => archive.found(copy, &error, emit)?,
        }
        archive.members.finish(emit)
    }
}

/// Reads the members of one archive.
struct Reader<'a> {
    origin: &'a Origin,
    members: Members<'a>,
}

impl Reader<'_> {
    /// The members that the directory lists.
    fn listed(&mut self, directory: &mut ZipIterable<Counted<'_>>, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let files = match directory.files() {
            Ok(files) => files,
            Err(error) => return self.members.fail(failed(self.origin, &error), emit),
        };
        while !self.members.are_too_many() {
            let entry = match files.next() {
                None => break,
                Some(Ok(entry)) => entry,
                Some(Err(error)) => return self.members.fail(failed(self.origin, &error), emit),
            };
            let kind = match () {
                () if entry.is_dir() => Kind::Folder,
                () if entry.is_symlink() => Kind::Other,
                () => Kind::File,
            };
            let name = entry.name().map_or_else(|_| entry.name_raw().to_vec(), |name| name.into_owned().into_bytes());
            let Some(place) = self.members.next(&name, kind, emit)? else { continue };
            if let Some(reject) = unsupported(&place.origin, entry.encrypted(), entry.compression()) {
                refuse(emit, reject)?;
                continue;
            }
            match entry.with_reader(files.reader_mut(), ZipReadOptions::new()) {
                Ok(file) => {
                    let length = file.size();
                    self.members.read(place, file, length, emit)?;
                }
                Err(error) => refuse(emit, failed(&place.origin, &error))?,
            }
        }
        ControlFlow::Continue(())
    }

    /// The members that stand one after the other, since `why` there is no directory.
    fn found(&mut self, mut file: Counted<'_>, why: &ZipError, emit: &mut Emit<'_>) -> ControlFlow<()> {
        if let Err(error) = file.rewind() {
            return self.members.fail(self.origin.unreadable(&error), emit);
        }
        let at_end = Rc::clone(&file.at_end);
        let mut bytes = BufReader::new(file);
        let mut is_told = false;
        while !self.members.are_too_many() {
            let error = match read_zipfile_from_stream(&mut bytes) {
                Ok(Some(file)) => {
                    is_told = self.found_one(file, &at_end, emit)?;
                    continue;
                }
                Ok(None) => break,
                Err(_) if at_end.get() => break,
                Err(error) => error,
            };
            is_told = false;
            refuse(emit, failed(&self.members.unnamed(), &error))?;
            if !matches!(find_member(&mut bytes), Ok(true)) {
                break;
            }
        }
        if is_told {
            return ControlFlow::Continue(());
        }
        let message = format!("has no directory of its members at its end ({why}): it may not be whole");
        self.members.fail(self.origin.unreadable(&Damage::truncated(message).into()), emit)
    }

    /// A member that stands where it was looked for; gives whether someone was told of damage.
    fn found_one<R: Read>(
        &mut self,
        file: ZipFile<'_, R>,
        at_end: &Cell<bool>,
        emit: &mut Emit<'_>,
    ) -> ControlFlow<(), bool> {
        let kind = if file.is_dir() { Kind::Folder } else { Kind::File };
        let name = file.name().map_or_else(|_| file.name_raw().to_vec(), |name| name.into_owned().into_bytes());
        let Some(place) = self.members.next(&name, kind, emit)? else { return ControlFlow::Continue(false) };
        if let Some(reject) = unsupported(&place.origin, file.encrypted(), file.compression()) {
            refuse(emit, reject)?;
            return ControlFlow::Continue(false);
        }
        let length = file.size();
        self.members.read(place, Cut { file, at_end }, length, emit)
    }
}

/// Goes on to the next member; gives whether there is one.
fn find_member(bytes: &mut BufReader<Counted<'_>>) -> io::Result<bool> {
    const START: &[u8] = b"PK\x03\x04";
    let mut last = [0; START.len()];
    while let Some(&byte) = bytes.fill_buf()?.first() {
        bytes.consume(1);
        last.rotate_left(1);
        last[START.len() - 1] = byte;
        if last == START {
            bytes.seek_relative(-(START.len() as i64))?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// Why a member cannot be read, judged by its entry. Methods are named that are read in little memory.
fn unsupported(origin: &Origin, is_encrypted: bool, method: CompressionMethod) -> Option<Reject> {
    use CompressionMethod as Method;
    if is_encrypted {
        return Some(origin.reject(Stage::Read, "encrypted", "is encrypted"));
    }
    let is_read = [Method::Stored, Method::Deflated, Method::Deflate64, Method::Bzip2, Method::Zstd].contains(&method);
    (!is_read).then(|| {
        origin.reject(Stage::Read, "unsupported", format!("is packed by a method that is not read ({method})"))
    })
}

fn failed(origin: &Origin, error: &ZipError) -> Reject {
    match error {
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            origin.reject(Stage::Read, "unsupported", error.to_string())
        }
        _ => match Damage::of(error) {
            Some(damage) => origin.unreadable(&damage.into()),
            None => origin.reject(Stage::Read, "unreadable", error.to_string()),
        },
    }
}

/// A member of an archive that may end before it does.
struct Cut<'a, R> {
    file: R,
    at_end: &'a Cell<bool>,
}

impl<R: Read> Read for Cut<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // What is missing makes the check sum wrong, too.
        self.file.read(buffer).map_err(|error| {
            let ended = || Damage::truncated("the archive ends in the middle of the member").into();
            if self.at_end.get() { ended() } else { error }
        })
    }
}

/// A file whose bytes are counted as they are read: members may lie upon each other, and be read again and again.
struct Counted<'a> {
    file: File,
    budget: &'a Budget,
    /// Whether it is not the input itself.
    is_copy: bool,
    /// Whether something was to be read beyond the last byte.
    at_end: Rc<Cell<bool>>,
}

impl Counted<'_> {
    /// The same file, at the same place.
    fn again(&self) -> io::Result<Self> {
        Ok(Self { file: self.file.try_clone()?, at_end: Rc::default(), ..*self })
    }
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.at_end.set(read == 0 && !buffer.is_empty());
        if !self.is_copy {
            self.budget.consume(read);
        }
        self.budget.produce(read)?;
        Ok(read)
    }
}

impl Seek for Counted<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
