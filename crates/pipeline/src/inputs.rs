//! The inputs of a run, as a [`Source`] of documents.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use dateline_ingest::{Found, Item, Options, Source as ItemSource};
use dateline_records::SkippedFile;
use dateline_text::{Reject, Stage};

use crate::{
    Clock, Error, ErrorKind, Place, Timings,
    batch::{Reading, Source},
    guard::guarded,
};

/// What a run is to read.
#[derive(Debug, Clone)]
pub struct Inputs {
    given: Vec<String>,
    items: Vec<Item>,
    rejects: Vec<Reject>,
    skipped: Vec<SkippedFile>,
}

impl Inputs {
    /// Looks at every path; `-` is standard input.
    ///
    /// A path that is missing is a reject.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when there is nothing else to read.
    pub fn find(paths: &[PathBuf], options: &Options) -> Result<Self, Error> {
        let found = dateline_ingest::discover(paths, options);
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

    /// The files, and standard input, that are to be read, in order.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Inputs that could not be found or looked at.
    pub fn rejects(&self) -> &[Reject] {
        &self.rejects
    }

    /// Whether any of them can be read but once: standard input, a pipe.
    pub fn are_streams(&self) -> bool {
        let is_stream = |item: &Item| match &item.source {
            ItemSource::Stdin => true,
            ItemSource::File(path) => path.exists() && !path.is_file(),
        };
        self.items.iter().any(is_stream)
    }

    /// Takes what an earlier run made, the files and folders `made` in the folder `outputs`, out of the inputs.
    pub(crate) fn pass_over(&mut self, outputs: &Path, made: &[String]) -> Result<(), Error> {
        let given = outputs;
        let outputs = absolute(outputs);
        let is_made = |path: &Path| {
            let path = absolute(path);
            let first = path.strip_prefix(&outputs).ok().and_then(|below| below.components().next());
            first.is_some_and(|first| made.iter().any(|made| first.as_os_str() == made.as_str()))
        };
        let was_given = self.items.first().map(Item::name);
        self.items.retain(|item| !matches!(&item.source, ItemSource::File(path) if is_made(path)));
        self.skipped.retain(|file| !is_made(Path::new(&file.path)));
        match was_given.filter(|_| self.items.is_empty()) {
            Some(name) => {
                let message = format!("nothing to read: {name} was made by an earlier run into {}", given.display());
                Err(Error::new(ErrorKind::Input, message))
            }
            None => Ok(()),
        }
    }

    /// Files below the inputs that are passed over.
    pub fn skipped(&self) -> &[SkippedFile] {
        &self.skipped
    }

    /// The size of all that is to be read, where it is known.
    pub fn bytes(&self) -> Option<u64> {
        self.items.iter().map(|item| item.bytes).sum()
    }

    /// The documents of the inputs from `place` on: what could not be found first, then the rest in order.
    pub fn source(self, options: Options, place: Place) -> impl Source {
        Documents { inputs: self, options, place }
    }
}

/// The whole path, without links and steps back, where it exists; one that cannot be told stays as it is.
fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// Reads the items one after the other.
struct Documents {
    inputs: Inputs,
    options: Options,
    place: Place,
}

impl Source for Documents {
    fn read(&mut self, emit: &mut dyn FnMut(Reading) -> ControlFlow<()>) {
        let done = self.place.inputs;
        let missing = (1..).zip(std::mem::take(&mut self.inputs.rejects)).map(|(count, reject)| missing(count, reject));
        let seen = if done == 0 { self.place.documents } else { u64::MAX };
        let mut flow = missing.filter(|reading| reading.place.documents > seen).try_for_each(&mut *emit);
        let mut before = 0;
        for (number, item) in (1..).zip(&self.inputs.items) {
            if flow.is_continue() && number >= done {
                let seen = if number == done { self.place.documents } else { 0 };
                flow = ItemReader::new(item, before, Place { inputs: number, documents: 0 }, seen)
                    .read(&self.options, emit);
            }
            before += item.bytes.unwrap_or(0);
        }
    }
}

/// An input that could not be found, the one numbered `count`.
fn missing(count: u64, reject: Reject) -> Reading {
    let place = Place { inputs: 0, documents: count };
    let source = reject.source.as_str().into();
    Reading { source, position: 0, place, timings: Timings::new(), outcome: Err(reject.into()) }
}

/// Reads one item, keeping account of time and place.
struct ItemReader<'a> {
    item: &'a Item,
    source: Arc<str>,
    /// Bytes of the items before this one.
    before: u64,
    /// Behind the last document.
    place: Place,
    /// How many documents of the item an earlier run has done.
    seen: u64,
    since: Instant,
}

impl<'a> ItemReader<'a> {
    fn new(item: &'a Item, before: u64, place: Place, seen: u64) -> Self {
        Self { item, source: item.name().into(), before, place, seen, since: Instant::now() }
    }

    /// Hands on the documents of the item that are not done. A panic of a format rejects the rest of the item.
    fn read(mut self, options: &Options, emit: &mut dyn FnMut(Reading) -> ControlFlow<()>) -> ControlFlow<()> {
        tracing::debug!(source = &*self.source, bytes = self.item.bytes, done = self.seen, "reading");
        let mut flow = ControlFlow::Continue(());
        let source = Arc::clone(&self.source);
        let whole = guarded(&source, &mut Clock::start(Stage::Read), |_| {
            dateline_ingest::read(self.item, options, &mut |found| {
                flow = self.next(found).map_or(ControlFlow::Continue(()), &mut *emit);
                self.since = Instant::now();
                flow
            });
            Ok(())
        });
        match (whole, flow) {
            (Err(panic), ControlFlow::Continue(())) => {
                let rest = Found { consumed: self.item.bytes.unwrap_or(0), outcome: Err(panic.into()) };
                self.next(rest).map_or(ControlFlow::Continue(()), emit)
            }
            _ => flow,
        }
    }

    /// The document on its way, unless it is done.
    fn next(&mut self, found: Found) -> Option<Reading> {
        self.place.documents += 1;
        (self.place.documents > self.seen).then(|| Reading {
            source: Arc::clone(&self.source),
            position: self.before + found.consumed,
            place: self.place,
            timings: Timings::from([(Stage::Read, self.since.elapsed())]),
            outcome: found.outcome,
        })
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
        let paths = [second.clone(), "no/such/file".into(), first];
        let inputs = Inputs::find(&paths, &Options::default()).unwrap();
        assert_eq!((inputs.bytes(), inputs.given().len()), (Some(54), 3));
        let all = ["not_found 0 0:1", "b.txt 20 1:1", "a.txt 54 2:1"];
        assert_eq!(seen(&paths, Place::default()), all);
        for (done, inputs, documents) in [(1, 0, 1), (1, 1, 0), (2, 1, 1), (2, 2, 0), (3, 2, 1)] {
            assert_eq!(seen(&paths, Place { inputs, documents }), all[done..], "from {inputs}:{documents}");
        }
    }

    /// Code or id, position and place of what is read from `place` on.
    fn seen(paths: &[PathBuf], place: Place) -> Vec<String> {
        let mut seen = Vec::new();
        let options = Options::default();
        Inputs::find(paths, &options).unwrap().source(options.clone(), place).read(&mut |reading| {
            let document = reading.outcome.and_then(|raw| raw.document(&options));
            let name = match document {
                Ok(document) => document.id,
                Err(dateline_text::Unread::Reject(reject)) => reject.code,
                Err(dateline_text::Unread::Skip(skip)) => skip.reason,
            };
            let Place { inputs, documents } = reading.place;
            seen.push(format!("{name} {} {inputs}:{documents}", reading.position));
            ControlFlow::Continue(())
        });
        seen
    }

    #[test]
    fn nothing_to_read_is_an_error_that_says_why() {
        let error = Inputs::find(&["no/such/file".into()], &Options::default()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        assert!(error.to_string().starts_with("nothing to read: no/such/file: No such file"), "{error}");
    }
}
