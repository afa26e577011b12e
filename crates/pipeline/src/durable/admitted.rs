//! What the gate read of the documents that it let through, as a list of bytes that a gate of a later process reads back.

use std::{
    fs::File,
    io::{self, BufReader, Read},
    path::Path,
};

use crate::{Admitted, Fingerprint, Gate};

/// Appends the record of one document: the name and the fingerprint, each behind its length.
pub(super) fn append(bytes: &mut Vec<u8>, admitted: &Admitted) {
    for part in [admitted.doc_id.as_bytes(), &admitted.fingerprint.0] {
        bytes.extend((part.len() as u64).to_le_bytes());
        bytes.extend(part);
    }
}

/// Tells the gate all that the list holds, in order.
pub(super) fn remember(list: &Path, gate: &mut dyn Gate) -> io::Result<()> {
    let mut reader = BufReader::new(File::open(list)?);
    while let Some(name) = part(&mut reader)? {
        let doc_id = String::from_utf8(name).map_err(|_| io::Error::from(io::ErrorKind::InvalidData))?;
        let fingerprint = Fingerprint(part(&mut reader)?.ok_or(io::ErrorKind::UnexpectedEof)?);
        gate.remember(&Admitted { doc_id, fingerprint });
    }
    Ok(())
}

/// The next part, or nothing at the end of the list.
fn part(reader: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; size_of::<u64>()];
    match reader.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u64::from_le_bytes(length);
    let mut part = Vec::new();
    // Grows with what is there: a broken length must not take all memory.
    let read = reader.take(length).read_to_end(&mut part)?;
    if read as u64 == length { Ok(Some(part)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use dateline_text::{Document, Skip};

    use super::*;

    /// Writes down what it is to remember.
    struct Memory(Arc<Mutex<Vec<Admitted>>>);

    impl Gate for Memory {
        fn fingerprint(&self) -> fn(&Document) -> Fingerprint {
            |_| Fingerprint(Vec::new())
        }

        fn admit(&mut self, _: &Document, _: &Fingerprint) -> Result<(), Skip> {
            Ok(())
        }

        fn remember(&mut self, admitted: &Admitted) {
            self.0.lock().unwrap().push(admitted.clone());
        }
    }

    fn remembered(bytes: &[u8]) -> io::Result<Vec<Admitted>> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let seen = Arc::default();
        remember(file.path(), &mut Memory(Arc::clone(&seen)))?;
        let seen = seen.lock().unwrap().clone();
        Ok(seen)
    }

    #[test]
    fn a_gate_gets_back_what_it_read_in_order() {
        let records = [("é", &b"\0\n\xff"[..]), ("", b""), ("c.txt", &[7; 1000])];
        let records = records
            .map(|(doc_id, bytes)| Admitted { doc_id: doc_id.to_owned(), fingerprint: Fingerprint(bytes.to_vec()) });
        let mut bytes = Vec::new();
        records.iter().for_each(|record| append(&mut bytes, record));
        assert_eq!(remembered(&bytes).unwrap(), records);
    }

    #[test]
    fn a_broken_list_is_an_error() {
        let mut bytes = Vec::new();
        append(&mut bytes, &Admitted { doc_id: "a".into(), fingerprint: Fingerprint(vec![1, 2]) });
        assert!(remembered(&bytes[..bytes.len() - 1]).is_err());
        bytes[7] = 0xff;
        assert!(remembered(&bytes).is_err());
    }
}
