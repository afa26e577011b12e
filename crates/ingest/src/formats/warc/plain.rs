//! Records that stand one after the other without compression.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Seek, SeekFrom},
    ops::ControlFlow,
    path::Path,
};

use super::{
    Records,
    record::{self, starts_here},
};
use crate::{
    containers::Tally,
    damage::Damage,
    input::{Line, next_line},
    read::Emit,
};

/// Bytes of a line that are looked at for the start of a record.
const MAX_LINE: usize = 1 << 10;

/// How often a file is looked through again for what stands behind a record that says it is longer than the file.
const TRIES: usize = 16;

/// Bytes of the file, and how many were used.
type Bytes<'a> = Tally<Box<dyn BufRead + 'a>>;

/// Hands on all records of `reader`, which reads all of `file` where there is one; where one is broken, the next is
/// looked for.
pub(super) fn read(
    reader: &mut dyn BufRead,
    file: Option<&Path>,
    records: &mut Records<'_>,
    emit: &mut Emit<'_>,
) -> ControlFlow<()> {
    let mut reader: Bytes<'_> = Tally::new(Box::new(reader));
    let (mut base, mut offset, mut tries) = (0, reader.count(), TRIES);
    let mut version = None;
    loop {
        let start = base + offset.get() - version.as_ref().map_or(0, |line: &Vec<u8>| line.len() as u64 + 2);
        match record::next(&mut reader, version.take(), records.limit) {
            Ok(Some(record)) => records.take(record, start, emit)?,
            Ok(None) => return ControlFlow::Continue(()),
            Err(error) => {
                let damage = Damage::carried(&error).filter(|damage| damage.offset.is_none());
                let code = damage.as_ref().map(|damage| damage.code);
                let file = file.filter(|_| code == Some("truncated") && tries > 0);
                if let Some(Ok(Some((rest, line)))) = file.map(|path| behind(path, start)) {
                    tries -= 1;
                    let damage = Damage::corrupt("a record says that it is longer than the rest of the file");
                    records.fail(&damage.at(Some(start)).into(), emit)?;
                    (base, offset, reader, version) = (start, rest.count(), rest, Some(line));
                    continue;
                }
                let error = damage.map_or(error, |damage| damage.at(Some(start)).into());
                records.fail(&error, emit)?;
                version = match (code == Some("corrupt")).then(|| next_version(&mut reader)) {
                    Some(Ok(Some(line))) => Some(line),
                    Some(Err(error)) => return records.fail(&error, emit),
                    _ => return ControlFlow::Continue(()),
                };
            }
        }
    }
}

/// What stands behind the first line of the record that follows the one at byte `start`, and that line.
fn behind(path: &Path, start: u64) -> io::Result<Option<(Bytes<'static>, Vec<u8>)>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(start))?;
    let mut reader: Bytes<'static> = Tally::new(Box::new(BufReader::with_capacity(64 << 10, file)));
    next_version(&mut reader)?; // the line of the record itself
    Ok(next_version(&mut reader)?.map(|line| (reader, line)))
}

/// The first line of the next record.
fn next_version(reader: &mut dyn BufRead) -> io::Result<Option<Vec<u8>>> {
    loop {
        match next_line(reader, MAX_LINE)? {
            Some(Line::Whole(line)) if starts_here(&line) => return Ok(Some(line)),
            Some(_) => {}
            None => return Ok(None),
        }
    }
}
