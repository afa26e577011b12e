//! Where `extract` writes: a stream of events, or a folder with everything.

use std::{
    fmt, fs,
    io::Write,
    path::{Path, PathBuf},
};

use dateline_records::{AsideFile, Error, EventRow, Format, Jsonl, Manifest, Sink, Stream};
use dateline_text::Reject;

/// The outputs of one run.
pub struct Output {
    formats: Vec<Format>,
    sinks: Vec<Box<dyn Sink>>,
    folder: Option<Folder>,
}

/// What a folder holds besides the events.
struct Folder {
    path: PathBuf,
    rejects: Jsonl<'static>,
}

impl Output {
    /// Events as JSON lines to `writer`, which should be buffered; it is flushed after each document.
    pub fn stream(writer: impl Write + 'static) -> Self {
        let sink = Jsonl::new(Box::new(Stream::new(writer)));
        Self { formats: vec![Format::Jsonl], sinks: vec![Box::new(sink)], folder: None }
    }

    /// `events.<format>` for each format, `rejects.jsonl` and `manifest.json` in the folder `path`, which is made if need
    /// be. All appear when the run is done, the manifest last.
    pub fn folder(path: &Path, formats: &[Format]) -> Result<Self, crate::Error> {
        fs::create_dir_all(path).map_err(|error| crate::Error::folder(path, error))?;
        let sinks = formats.iter().map(|format| format.in_folder(path)).collect::<Result<_, _>>()?;
        let rejects = Jsonl::new(Box::new(AsideFile::create(path.join("rejects.jsonl"))?));
        Ok(Self { formats: formats.to_vec(), sinks, folder: Some(Folder { path: path.to_owned(), rejects }) })
    }

    /// The names of the formats, separated by commas.
    pub(crate) fn formats(&self) -> String {
        self.formats.iter().map(|format| format.as_str()).collect::<Vec<_>>().join(",")
    }

    /// Writes the events of one document.
    pub(crate) fn events(&mut self, rows: &[EventRow]) -> Result<(), Error> {
        for sink in &mut self.sinks {
            rows.iter().try_for_each(|row| sink.event(row))?;
            if self.folder.is_none() {
                sink.flush()?;
            }
        }
        Ok(())
    }

    /// Writes a reject; a stream has no place for it.
    pub(crate) fn reject(&mut self, reject: &Reject) -> Result<(), Error> {
        self.folder.as_mut().map_or(Ok(()), |folder| folder.rejects.line(reject))
    }

    /// Completes everything.
    pub(crate) fn finish(self, manifest: &Manifest) -> Result<(), Error> {
        self.sinks.into_iter().try_for_each(Sink::finish)?;
        let Some(folder) = self.folder else { return Ok(()) };
        folder.rejects.finish()?;
        manifest.write(&folder.path)
    }
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = self.folder.as_ref().map(|folder| &folder.path);
        f.debug_struct("Output").field("formats", &self.formats).field("folder", &folder).finish_non_exhaustive()
    }
}
