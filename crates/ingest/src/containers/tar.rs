//! tar: members one after the other, each behind a header.

use std::{
    cell::Cell,
    io::{self, Read},
    ops::ControlFlow,
    rc::Rc,
};

use ::tar::{Archive, Entry, EntryType, Header};

use super::{
    Container,
    members::{Kind, Members},
};
use crate::{
    damage::Damage,
    formats::refuse,
    read::{Emit, Input, Reading},
};

/// Bytes of a header, and what everything is rounded up to.
const BLOCK: usize = 512;

/// Bytes that the headers of one member may take, with its long name and its attributes: the library holds them whole.
const MAX_HEADERS: u64 = 1 << 20;

/// A tar archive.
pub(super) struct Tar;

impl Container for Tar {
    fn name(&self) -> &'static str {
        "tar"
    }

    fn extensions(&self) -> &'static [(&'static str, &'static str)] {
        &[("tar", "")]
    }

    fn is_archive(&self) -> bool {
        true
    }

    fn recognises(&self, head: &[u8]) -> bool {
        // Old archives have no magic, and every header has its checksum.
        let Some(block) = head.first_chunk::<BLOCK>() else { return false };
        let header = Header::from_byte_slice(block);
        let sum: u32 = block[..148].iter().chain(&block[156..]).map(|&byte| u32::from(byte)).sum::<u32>() + 8 * 32;
        block[0] != 0 && header.cksum().is_ok_and(|said| said == sum)
    }

    fn is_cut_short(&self, head: &[u8]) -> bool {
        head.len() < BLOCK
    }

    fn read(&self, input: Input<'_>, reading: &Reading<'_>, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let state = Rc::new(State::default());
        let mut archive = Archive::new(Blocks { inner: input.reader, state: Rc::clone(&state) });
        let mut members = Members::new(input.id, input.origin.clone(), input.budget, reading);
        let mut is_told = false;
        let mut ended = read_members(&mut archive, &state, &mut members, &mut is_told, emit)?;
        if ended.is_ok() && !members.are_too_many() {
            ended = drain(archive.into_inner(), &state);
        }
        match ended {
            Ok(()) => members.finish(emit),
            Err(_) if is_told => ControlFlow::Continue(()),
            Err(error) => refuse(emit, input.origin.unreadable(&error)),
        }
    }
}

/// Reads members up to the end mark, or until there are too many; `is_told` says whether someone was told of the damage
/// that is given.
fn read_members(
    archive: &mut Archive<Blocks<'_>>,
    state: &State,
    members: &mut Members<'_>,
    is_told: &mut bool,
    emit: &mut Emit<'_>,
) -> ControlFlow<(), io::Result<()>> {
    let mut entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return ControlFlow::Continue(Err(state.judge(error))),
    };
    while !members.are_too_many() {
        let entry = match entries.next() {
            Some(Ok(entry)) => entry,
            Some(Err(error)) => return ControlFlow::Continue(Err(state.judge(error))),
            None if state.at_end.get() => {
                let damage = Damage::truncated("ends without an end mark: members may be missing");
                return ControlFlow::Continue(Err(damage.at(Some(state.position.get())).into()));
            }
            None => return ControlFlow::Continue(Ok(())),
        };
        state.allowed.set(entry.raw_file_position().saturating_add(packed(&entry)).saturating_add(MAX_HEADERS));
        *is_told = false;
        if let Some(place) = members.next(&entry.path_bytes(), kind(entry.header().entry_type()), emit)? {
            let length = entry.size();
            *is_told = members.read(place, entry, length, emit)?;
        }
    }
    ControlFlow::Continue(Ok(()))
}

/// How many bytes of the archive a member takes: of a sparse file, `size` counts the gaps, which are not there.
fn packed<R: Read>(entry: &Entry<'_, R>) -> u64 {
    let stored = entry.header().entry_size().unwrap_or(0);
    if entry.header().entry_type().is_gnu_sparse() { stored } else { stored.max(entry.size()) }
}

fn kind(kind: EntryType) -> Kind {
    match kind {
        EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => Kind::File,
        // Attributes of all members belong to none.
        EntryType::Directory | EntryType::XGlobalHeader => Kind::Folder,
        _ => Kind::Other,
    }
}

/// Reads what stands behind the end mark: padding, and the check of a compressed stream. Anything else, such as another
/// archive that was put behind this one, would be lost in silence.
fn drain(mut rest: Blocks<'_>, state: &State) -> io::Result<()> {
    state.allowed.set(u64::MAX);
    let (mut buffer, mut first) = ([0; 8 << 10], None);
    loop {
        let at = state.position.get();
        let read = match rest.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let other = buffer[..read].iter().position(|&byte| byte != 0);
        first = first.or_else(|| Some(at + other? as u64));
    }
    let damage = || Damage::corrupt("goes on behind its end mark: members may be missing");
    first.map_or(Ok(()), |at| Err(damage().at(Some(at)).into()))
}

/// How far an archive was read.
#[derive(Debug)]
struct State {
    position: Cell<u64>,
    /// The position beyond which headers are longer than they may be.
    allowed: Cell<u64>,
    /// Whether something was to be read beyond the last byte.
    at_end: Cell<bool>,
}

impl Default for State {
    fn default() -> Self {
        Self { position: Cell::new(0), allowed: Cell::new(MAX_HEADERS), at_end: Cell::new(false) }
    }
}

impl State {
    /// What an error of the library means: it calls everything an error of another kind.
    fn judge(&self, error: io::Error) -> io::Error {
        let Some(damage) = Damage::of(&error) else { return error };
        if self.at_end.get() && Damage::carried(&error).is_none() {
            return Damage::truncated("ends in the middle of a member").at(Some(self.position.get())).into();
        }
        damage.at(Some(self.position.get())).into()
    }
}

/// The bytes of an archive, watched.
struct Blocks<'a> {
    inner: Box<dyn io::BufRead + 'a>,
    state: Rc<State>,
}

impl Read for Blocks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let position = self.state.position.get();
        if position > self.state.allowed.get() {
            return Err(Damage::corrupt(format!("the headers of a member take more than {MAX_HEADERS} bytes")).into());
        }
        let read = self.inner.read(buffer)?;
        self.state.position.set(position + read as u64);
        self.state.at_end.set(read == 0 && !buffer.is_empty());
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_known_by_its_checksum() {
        let mut header = Header::new_old();
        header.set_path("a.txt").expect("a short name");
        header.set_size(3);
        header.set_cksum();
        assert!(Tar.recognises(header.as_bytes()));
        header.set_size(4);
        assert!(!Tar.recognises(header.as_bytes()));
        assert!(!Tar.recognises(&[0; BLOCK]));
    }
}
