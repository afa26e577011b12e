//! The inputs of a run, as a [`Source`] of documents.

use std::{ops::ControlFlow, path::PathBuf, sync::Arc, time::Instant};

use dateline_ingest::{Item, Options};
use dateline_records::SkippedFile;
use dateline_text::{Document, Reject, Stage};

use crate::{
    Clock, Error, ErrorKind, Timings,
    batch::{Reading, Source},
    guard::guarded,
};

/// What a run is to read.
#[derive(Debug)]
pub struct Inputs {
    given: Vec<String>,
    items: Vec<Item>,
    rejects: Vec<Reject>,
    skipped: Vec<SkippedFile>,
}

impl Inputs {
    /// Looks at every path; `-` is standard input.
    ///
    /// A path that is missing is a reject, unless there is nothing else to read: that is an error.
    pub fn find(paths: &[PathBuf]) -> Result<Self, Error> {
        let found = dateline_ingest::discover(paths);
        let skipped = found
            .skipped
            .iter()
            .map(|file| SkippedFile { path: file.path.display().to_string(), reason: file.why.to_owned() });
        let inputs = Self {
            given: paths.iter().map(|path| path.display().to_string()).collect(),
            skipped: skipped.collect(),
            items: found.items,
            rejects: found.rejects,
        };
        if inputs.items.is_empty() { Err(inputs.nothing()) } else { Ok(inputs) }
    }

    /// Why there is nothing to read.
    fn nothing(&self) -> Error {
        let mut lines: Vec<_> =
            self.rejects.iter().map(|reject| format!("{}: {}", reject.source, reject.message)).collect();
        lines.extend(self.skipped.iter().map(|file| format!("{}: {}", file.path, file.reason)).take(5));
        if lines.is_empty() {
            lines.push(format!("no files in {}", self.given.join(", ")));
        }
        Error::new(ErrorKind::Input, format!("nothing to read: {}", lines.join("\n")))
    }

    /// The inputs as they were given.
    pub fn given(&self) -> &[String] {
        &self.given
    }

    /// Files below the inputs that are passed over.
    pub fn skipped(&self) -> &[SkippedFile] {
        &self.skipped
    }

    /// The size of all that is to be read, where it is known.
    pub fn bytes(&self) -> Option<u64> {
        self.items.iter().map(|item| item.bytes).sum()
    }

    /// The documents of the inputs: what could not be found first, then the rest in order.
    pub fn source(self, options: Options) -> impl Source {
        Documents { inputs: self, options }
    }
}

/// Reads the items one after the other.
struct Documents {
    inputs: Inputs,
    options: Options,
}

impl Source for Documents {
    fn read(&mut self, emit: &mut dyn FnMut(Reading) -> ControlFlow<()>) {
        let missing = std::mem::take(&mut self.inputs.rejects).into_iter().map(Reading::missing);
        let mut flow = missing.into_iter().try_for_each(&mut *emit);
        let mut before = 0;
        for item in &self.inputs.items {
            if flow.is_continue() {
                flow = ItemReader::new(item, before).read(&self.options, emit);
                before += item.bytes.unwrap_or(0);
            }
        }
    }
}

impl Reading {
    /// An input that could not be found.
    fn missing(reject: Reject) -> Self {
        Self { source: reject.source.as_str().into(), position: 0, timings: Timings::new(), outcome: Err(reject) }
    }
}

/// Reads one item, keeping account of time and place.
struct ItemReader<'a> {
    item: &'a Item,
    source: Arc<str>,
    /// Bytes of the items before this one, and of this one so far.
    before: u64,
    read: u64,
    since: Instant,
}

impl<'a> ItemReader<'a> {
    fn new(item: &'a Item, before: u64) -> Self {
        Self { item, source: item.name().into(), before, read: 0, since: Instant::now() }
    }

    /// Hands on all documents of the item. A panic of a format rejects the rest of the item.
    fn read(mut self, options: &Options, emit: &mut dyn FnMut(Reading) -> ControlFlow<()>) -> ControlFlow<()> {
        let mut flow = ControlFlow::Continue(());
        let source = Arc::clone(&self.source);
        let whole = guarded(&source, &mut Clock::start(Stage::Ingest), |_| {
            dateline_ingest::read(self.item, options, &mut |outcome| {
                flow = emit(self.reading(outcome));
                self.since = Instant::now();
                flow
            });
            Ok(())
        });
        match (whole, flow) {
            (Err(panic), ControlFlow::Continue(())) => emit(self.reading(Err(panic))),
            _ => flow,
        }
    }

    fn reading(&mut self, outcome: Result<Document, Reject>) -> Reading {
        self.read += outcome.as_ref().map_or(0, |document| document.text.len() as u64);
        Reading {
            source: Arc::clone(&self.source),
            position: self.before + self.read.min(self.item.bytes.unwrap_or(u64::MAX)),
            timings: Timings::from([(Stage::Ingest, self.since.elapsed())]),
            outcome,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn documents_come_in_the_order_of_the_inputs_with_their_place() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second] = ["a.txt", "b.txt"].map(|name| folder.path().join(name));
        fs::write(&first, "Ministers met in Paris on Tuesday.").unwrap();
        fs::write(&second, "They signed nothing.").unwrap();
        let inputs = Inputs::find(&[second.clone(), "no/such/file".into(), first]).unwrap();
        assert_eq!((inputs.bytes(), inputs.given().len()), (Some(54), 3));
        let mut seen = Vec::new();
        inputs.source(Options::default()).read(&mut |reading| {
            let id = reading.outcome.map(|document| document.id).map_err(|reject| reject.code);
            seen.push((id, reading.position));
            ControlFlow::Continue(())
        });
        let (a, b) = (Ok("a.txt".to_owned()), Ok("b.txt".to_owned()));
        assert_eq!(seen, [(Err("not_found".to_owned()), 0), (b, 20), (a, 54)]);
    }

    #[test]
    fn nothing_to_read_is_an_error_that_says_why() {
        let error = Inputs::find(&["no/such/file".into()]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.to_string().starts_with("nothing to read: no/such/file: No such file"), "{error}");
    }
}
