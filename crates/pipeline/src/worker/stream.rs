//! An Arrow stream that must not break off, and what its head says.

use std::io::{self, Read};

use arrow::{datatypes::SchemaRef, error::ArrowError, ipc::reader::StreamReader, record_batch::RecordBatch};
use dateline_records::tables::OUTCOMES_VERSION;

use crate::Error;

/// The key of a schema's metadata under which the sender says which version of the output it understands.
const EXPECTS: &str = "dateline.expects";

/// Batches from a reader. Arrow takes the end of the bytes for the end of the stream; here it is an error, since it may be
/// the end of the sender.
pub(super) struct Batches<R> {
    stream: StreamReader<Noticing<R>>,
}

impl<R: Read> Batches<R> {
    /// Reads the head of the stream, and refuses one that expects other columns than there will be.
    pub(super) fn open(bytes: R) -> Result<Self, Error> {
        let stream = StreamReader::try_new(Noticing { bytes, ran_out: false }, None).map_err(broken)?;
        let schema = stream.schema();
        let expected = schema.metadata().get(EXPECTS);
        match expected.filter(|&expected| expected != OUTCOMES_VERSION) {
            None => Ok(Self { stream }),
            Some(other) => Err(Error::documents(format!(
                "the sender expects version {other:?} of the columns of events; this program writes version \
                 {OUTCOMES_VERSION:?}"
            ))),
        }
    }

    /// The columns of the stream.
    pub(super) fn schema(&self) -> SchemaRef {
        self.stream.schema()
    }

    /// The next batch; nothing after the mark that ends the stream.
    pub(super) fn next(&mut self) -> Result<Option<RecordBatch>, Error> {
        match self.stream.next() {
            Some(batch) => batch.map(Some).map_err(broken),
            None if self.stream.get_ref().ran_out => {
                Err(Error::documents("the stream of documents breaks off: there is no end mark"))
            }
            None => Ok(None),
        }
    }
}

/// The error of a stream that cannot be read on.
fn broken(source: ArrowError) -> Error {
    Error::documents("the stream of documents breaks off or is no Arrow stream").because(source)
}

/// Notices when there are no more bytes: a whole stream says itself where it ends.
struct Noticing<R> {
    bytes: R,
    ran_out: bool,
}

impl<R: Read> Read for Noticing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.ran_out |= read == 0 && !buffer.is_empty();
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, sync::Arc};

    use arrow::{
        array::{DictionaryArray, StringArray},
        datatypes::{Int32Type, Schema},
        ipc::writer::StreamWriter,
    };

    use super::*;

    /// Two batches, with a column whose words are sent ahead in messages of their own.
    fn stream(metadata: &[(&str, &str)]) -> Vec<u8> {
        let text = StringArray::from(vec!["Ministers met.", "They signed nothing."]);
        let language: DictionaryArray<Int32Type> = ["en", "en"].into_iter().collect();
        let batch = RecordBatch::try_from_iter([("text", Arc::new(text) as _), ("language", Arc::new(language) as _)]);
        let batch = batch.unwrap();
        let metadata: HashMap<_, _> =
            metadata.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let schema = Schema::new(batch.schema().fields().clone()).with_metadata(metadata);
        let mut writer = StreamWriter::try_new(Vec::new(), &schema).unwrap();
        writer.write(&batch).unwrap();
        writer.write(&batch).unwrap();
        writer.into_inner().unwrap()
    }

    /// Rows of the stream, all of it.
    fn rows(bytes: &[u8]) -> Result<usize, Error> {
        let mut batches = Batches::open(bytes)?;
        let mut rows = 0;
        while let Some(batch) = batches.next()? {
            rows += batch.num_rows();
        }
        Ok(rows)
    }

    #[test]
    fn a_whole_stream_is_read_and_one_that_is_cut_anywhere_is_an_error() {
        let whole = stream(&[]);
        assert_eq!(rows(&whole).unwrap(), 4);
        for end in 0..whole.len() {
            let error = rows(&whole[..end]).expect_err("the end mark is missing");
            assert_eq!(error.kind(), crate::ErrorKind::Stream, "cut at {end}");
        }
    }

    #[test]
    fn a_sender_that_expects_other_columns_is_refused() {
        assert!(rows(&stream(&[(EXPECTS, OUTCOMES_VERSION), ("pandas", "{}")])).is_ok());
        let error = rows(&stream(&[(EXPECTS, "0")])).unwrap_err().to_string();
        assert!(error.starts_with("the sender expects version \"0\" of the columns of events; "), "{error}");
    }
}
