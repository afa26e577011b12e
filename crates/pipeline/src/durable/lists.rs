//! The lists of a run: they grow line by line, and can be cut to where a checkpoint was.

use std::{
    collections::BTreeMap,
    fs::{File, OpenOptions},
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::Path,
};

use dateline_records::faults::Step;
use serde::{Deserialize, Serialize};

use super::admitted;
use crate::{Admitted, Error, Place};

/// One list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum List {
    /// Events; one of the outputs when its format is asked for.
    Events,
    /// Documents that were read; an output.
    Documents,
    /// Documents that could not be; an output.
    Rejects,
    /// Documents that were passed over; an output.
    Skipped,
    /// What the gate let through.
    Admitted,
    /// How many documents each input held.
    Inputs,
}

impl List {
    pub(super) const ALL: [Self; 6] =
        [Self::Events, Self::Documents, Self::Rejects, Self::Skipped, Self::Admitted, Self::Inputs];

    /// Its file, in the journal and among the outputs.
    pub(super) const fn file(self) -> &'static str {
        match self {
            Self::Events => "events.jsonl",
            Self::Documents => "documents.jsonl",
            Self::Rejects => "rejects.jsonl",
            Self::Skipped => "skipped.jsonl",
            Self::Admitted => "admitted",
            Self::Inputs => "inputs.jsonl",
        }
    }
}

/// The lengths of lists in bytes.
pub(super) type Lengths = BTreeMap<List, u64>;

/// All lists, open at their ends.
#[derive(Debug)]
pub(super) struct Lists {
    files: BTreeMap<List, Growing>,
    /// One record; kept for its memory.
    record: Vec<u8>,
}

#[derive(Debug)]
struct Growing {
    file: BufWriter<File>,
    length: u64,
    /// Whether there is more than the last sync has seen.
    grown: bool,
}

impl Lists {
    /// Opens the lists of a journal, cut to `lengths`; those that are not there begin empty.
    pub(super) fn open(journal: &Path, lengths: &Lengths) -> Result<Self, Error> {
        let mut files = BTreeMap::new();
        for list in List::ALL {
            let (path, length) = (journal.join(list.file()), lengths.get(&list).copied().unwrap_or(0));
            files.insert(list, open(&path, length).map_err(|error| Error::file(&path, error))?);
        }
        Ok(Self { files, record: Vec::new() })
    }

    /// Appends a line.
    pub(super) fn line(&mut self, list: List, record: &impl Serialize) -> Result<(), Error> {
        self.append(list, |bytes| {
            serde_json::to_writer(&mut *bytes, record)?;
            bytes.push(b'\n');
            Ok(())
        })
    }

    /// Appends what the gate let through.
    pub(super) fn admitted(&mut self, admitted: &Admitted) -> Result<(), Error> {
        self.append(List::Admitted, |bytes| {
            admitted::append(bytes, admitted);
            Ok(())
        })
    }

    /// Appends how many documents the input held that `end` is the end of.
    pub(super) fn counted(&mut self, end: Place) -> Result<(), Error> {
        if end.documents == 0 { Ok(()) } else { self.line(List::Inputs, &end) }
    }

    fn append(
        &mut self,
        list: List,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), dateline_records::Error>,
    ) -> Result<(), Error> {
        self.record.clear();
        write(&mut self.record)?;
        if let Some(growing) = self.files.get_mut(&list) {
            growing.file.write_all(&self.record).map_err(dateline_records::Error::from)?;
            growing.length += self.record.len() as u64;
            growing.grown = true;
        }
        Ok(())
    }

    /// Writes everything through to the disk; gives the lengths.
    pub(super) fn sync(&mut self) -> Result<Lengths, Error> {
        for growing in self.files.values_mut().filter(|growing| growing.grown) {
            growing.file.flush().map_err(dateline_records::Error::from)?;
            Step::ListSync.take(|| growing.file.get_ref().sync_data()).map_err(dateline_records::Error::from)?;
            growing.grown = false;
        }
        Ok(self.files.iter().map(|(&list, growing)| (list, growing.length)).collect())
    }
}

fn open(path: &Path, length: u64) -> io::Result<Growing> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
    let there = file.metadata()?.len();
    if there < length {
        return Err(io::Error::other(format!(
            "it held {length} bytes and now holds {there}: begin anew with --restart"
        )));
    }
    if there > length {
        Step::ListTruncate.take(|| file.set_len(length))?;
    }
    file.seek(SeekFrom::End(0))?;
    Ok(Growing { file: BufWriter::with_capacity(1 << 16, file), length, grown: false })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_list_is_cut_to_where_the_checkpoint_was_and_grows_from_there() {
        let journal = tempfile::tempdir().unwrap();
        let mut lists = Lists::open(journal.path(), &Lengths::new()).unwrap();
        lists.line(List::Events, &1).unwrap();
        let lengths = lists.sync().unwrap();
        assert_eq!((lengths[&List::Events], lengths[&List::Rejects]), (2, 0));
        lists.line(List::Events, &"not kept").unwrap();
        lists.line(List::Rejects, &"nor this").unwrap();
        drop(lists);
        let mut lists = Lists::open(journal.path(), &lengths).unwrap();
        lists.line(List::Events, &2).unwrap();
        lists.sync().unwrap();
        let read = |list: List| fs::read_to_string(journal.path().join(list.file())).unwrap();
        assert_eq!((read(List::Events), read(List::Rejects)), ("1\n2\n".to_owned(), String::new()));
    }

    #[test]
    fn a_list_that_somebody_shortened_is_an_error() {
        let journal = tempfile::tempdir().unwrap();
        let error = Lists::open(journal.path(), &Lengths::from([(List::Events, 5)])).unwrap_err();
        assert!(error.to_string().contains("events.jsonl"), "{error}");
    }
}
