//! Records that stand one after the other without compression.

use std::{
    io::{self, BufRead},
    ops::ControlFlow,
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

/// Hands on all records of `reader`; where one is broken, the next is looked for.
pub(super) fn read(reader: &mut dyn BufRead, records: &mut Records<'_>, emit: &mut Emit<'_>) -> ControlFlow<()> {
    let mut reader = Tally::new(reader);
    let offset = reader.count();
    let mut version = None;
    loop {
        let start = offset.get() - version.as_ref().map_or(0, |line: &Vec<u8>| line.len() as u64 + 2);
        match record::next(&mut reader, version.take(), records.limit) {
            Ok(Some(record)) => records.take(record, start, emit)?,
            Ok(None) => return ControlFlow::Continue(()),
            Err(error) => {
                let damage = Damage::carried(&error).filter(|damage| damage.offset.is_none());
                let is_mendable = damage.as_ref().is_some_and(|damage| damage.code == "corrupt");
                let error = damage.map_or(error, |damage| damage.at(Some(start)).into());
                records.fail(&error, emit)?;
                version = match is_mendable.then(|| next_version(&mut reader)) {
                    Some(Ok(Some(line))) => Some(line),
                    Some(Err(error)) => return records.fail(&error, emit),
                    _ => return ControlFlow::Continue(()),
                };
            }
        }
    }
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
