//! Records that are compressed each by itself: a broken one costs only itself.

use std::{
    io::{self, BufRead, BufReader, Read},
    ops::ControlFlow,
};

use flate2::{Decompress, FlushDecompress, bufread::GzDecoder};

use super::{Records, record};
use crate::{budget::Budget, containers::Decoded, damage::Damage, read::Emit};

/// Bytes that are kept to look for the next member in, when one turns out to be broken.
const KEPT: usize = 16 << 20;

/// Bytes that are read at once.
const CHUNK: usize = 64 << 10;

/// Packed bytes that are looked at to tell whether a record starts there; extra fields of crawlers are short.
const LOOK: usize = 1 << 10;

/// Hands on the records of all members of `packed`.
pub(super) fn read(
    packed: &mut dyn BufRead,
    budget: &Budget,
    records: &mut Records<'_>,
    emit: &mut Emit<'_>,
) -> ControlFlow<()> {
    let mut source = Rewind::new(packed);
    loop {
        match source.begin() {
            Ok(true) => {}
            Ok(false) => return ControlFlow::Continue(()),
            Err(error) => return records.fail(&error, emit),
        }
        let start = source.marked_offset();
        let Err(error) = member(&mut source, budget, start, records, emit)? else { continue };
        let next = if budget.is_spent() { Ok(false) } else { source.find_next() };
        records.fail(&judge(error, start, matches!(next, Ok(true))), emit)?;
        match next {
            Ok(true) => {}
            Ok(false) => return ControlFlow::Continue(()),
            Err(error) => return records.fail(&error, emit),
        }
    }
}

/// Hands on the records of the member that starts at byte `start`.
fn member(
    source: &mut Rewind<'_>,
    budget: &Budget,
    start: u64,
    records: &mut Records<'_>,
    emit: &mut Emit<'_>,
) -> ControlFlow<(), io::Result<()>> {
    let mut reader = BufReader::new(Decoded::new(GzDecoder::new(source), budget));
    loop {
        match record::next(&mut reader, None, records.limit) {
            Ok(Some(record)) => records.take(record, start, emit)?,
            Ok(None) => return ControlFlow::Continue(Ok(())),
            Err(error) => return ControlFlow::Continue(Err(error)),
        }
    }
}

/// The error of the member at byte `start`. Bytes that something follows are broken, not cut off, even if unpacking them
/// ran to the end.
fn judge(error: io::Error, start: u64, is_followed: bool) -> io::Error {
    match Damage::carried(&error) {
        Some(damage) if is_followed && damage.code == "truncated" => {
            Damage::corrupt("a record cannot be unpacked").at(Some(start)).into()
        }
        Some(damage) => damage.at(Some(start)).into(),
        None => error,
    }
}

/// Whether `head` starts a member that holds a WARC record.
pub(crate) fn is_compressed_warc(head: &[u8]) -> bool {
    starts_a_record(head, &mut Decompress::new(false))
}

/// Whether `head` starts one stream that holds all records, with any header.
pub(super) fn is_stream_of_records(head: &[u8]) -> bool {
    let mut start = [0; 7];
    GzDecoder::new(head).read_exact(&mut start).is_ok() && record::starts_here(&start)
}

fn starts_a_record(bytes: &[u8], inflate: &mut Decompress) -> bool {
    /// RFC 1952: the flag of an extra field, the only one that crawlers set.
    const EXTRA: u8 = 4;
    let [0x1f, 0x8b, 8, flags, _, _, _, _, _, _, rest @ ..] = bytes else { return false };
    let data = match (*flags, rest) {
        (0, data) => data,
        (EXTRA, [low, high, rest @ ..]) => rest.get(usize::from(u16::from_le_bytes([*low, *high]))..).unwrap_or(&[]),
        _ => return false,
    };
    inflate.reset(false);
    let mut start = [0; 7];
    let _ = inflate.decompress(data, &mut start, FlushDecompress::None);
    record::starts_here(&start)
}

/// Bytes that can be gone back over, up to a limit.
struct Rewind<'a> {
    inner: &'a mut dyn BufRead,
    kept: Vec<u8>,
    /// Where in the file the first kept byte stands.
    offset: u64,
    /// Where the present member starts, and how far the bytes are used; in `kept`.
    mark: usize,
    used: usize,
}

impl<'a> Rewind<'a> {
    fn new(inner: &'a mut dyn BufRead) -> Self {
        Self { inner, kept: Vec::new(), offset: 0, mark: 0, used: 0 }
    }

    /// Where in the file the present member starts.
    fn marked_offset(&self) -> u64 {
        self.offset + self.mark as u64
    }

    /// Sets the mark on what comes, behind any padding; gives whether there is something.
    fn begin(&mut self) -> io::Result<bool> {
        loop {
            let bytes = self.fill_buf()?;
            let (zeros, length) = (bytes.iter().take_while(|&&byte| byte == 0).count(), bytes.len());
            self.consume(zeros);
            self.mark = self.used;
            if length == 0 || zeros < length {
                return Ok(length > 0);
            }
        }
    }

    /// Goes back to the mark, and on to the next member that holds a record; gives whether there is one.
    fn find_next(&mut self) -> io::Result<bool> {
        let mut inflate = Decompress::new(false);
        self.used = self.mark;
        loop {
            self.used += 1;
            self.mark = self.used;
            while self.kept.len() < self.used + LOOK && self.read_more()? {}
            let Some(ahead) = self.kept.get(self.used..).filter(|ahead| !ahead.is_empty()) else {
                self.used = self.kept.len();
                return Ok(false);
            };
            if starts_a_record(&ahead[..ahead.len().min(LOOK)], &mut inflate) {
                return Ok(true);
            }
        }
    }

    /// Keeps some more bytes; gives whether there were any.
    fn read_more(&mut self) -> io::Result<bool> {
        self.forget();
        let before = self.kept.len();
        let bytes = loop {
            match self.inner.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(bytes) => break bytes,
            }
        };
        self.kept.extend_from_slice(&bytes[..bytes.len().min(CHUNK)]);
        let read = self.kept.len() - before;
        self.inner.consume(read);
        Ok(read > 0)
    }

    /// Drops what is before the mark, and what is too much to be kept; seldom, since the rest moves.
    fn forget(&mut self) {
        let is_long = self.used > self.mark + 2 * KEPT;
        let start = if is_long { self.used - KEPT } else { self.mark };
        if start > CHUNK * 16 || (start > 0 && self.kept.len() == self.used) {
            self.kept.drain(..start);
            self.offset += start as u64;
            self.used -= start;
            self.mark = self.mark.saturating_sub(start);
        }
    }
}

impl Read for Rewind<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let read = bytes.len().min(buffer.len());
        buffer[..read].copy_from_slice(&bytes[..read]);
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Rewind<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.used == self.kept.len() {
            self.read_more()?;
        }
        Ok(&self.kept[self.used..])
    }

    fn consume(&mut self, amount: usize) {
        self.used += amount;
    }
}
