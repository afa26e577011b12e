//! What a caller may choose about a run.

use std::{collections::BTreeMap, num::NonZeroUsize, thread};

use dateline_ingest::{Fields, Languages, Options};
use dateline_records::Format;
use dateline_tagger::Precision;
use jiff::civil::Date;

use crate::{Dedupe, Gate, batch::Plan};

/// The longest document in bytes: its words, pieces and grammar are held until it is written. No news page comes near
/// it.
const LONGEST: usize = 4 << 20;

/// How a run is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Documents worked on side by side.
    pub jobs: NonZeroUsize,
    /// The number format of the model's matrix products; [`crate::Engine::load`] wants it, too.
    pub precision: Precision,
    /// The publication date of documents that do not say their own.
    pub published: Option<Date>,
    /// The languages of the documents that are worked on; the others are skipped.
    pub languages: Languages,
    /// The fields of records that the user names.
    pub fields: Fields,
    /// Whether documents that tell again what an earlier one told are skipped; see [`Dedupe`].
    pub dedupe: bool,
    /// Events below this confidence are left out.
    pub min_confidence: f32,
}

impl Default for Settings {
    /// One job a core.
    fn default() -> Self {
        Self {
            jobs: thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            precision: Precision::default(),
            published: None,
            languages: Languages::english(),
            fields: Fields::new(),
            dedupe: false,
            min_confidence: 0.0,
        }
    }
}

impl Settings {
    /// How inputs are read.
    pub fn ingest(&self) -> Options {
        let options = Options::default().with_published(self.published);
        let max_document_bytes = options.max_document_bytes.min(LONGEST);
        Options { max_document_bytes, languages: self.languages.clone(), fields: self.fields.clone(), ..options }
    }

    /// A run from the start.
    pub fn plan(&self) -> Plan {
        Plan { options: self.ingest(), gate: self.gate(), ..Plan::new(self.jobs) }
    }

    /// What decides which documents are worked on.
    fn gate(&self) -> Option<Box<dyn Gate>> {
        self.dedupe.then(|| Box::new(Dedupe::default()) as Box<dyn Gate>)
    }

    /// The options that the records in `formats` depend on, for the manifest: when one changes, a run cannot go on.
    pub(crate) fn recorded(&self, formats: &[Format]) -> BTreeMap<String, String> {
        let ingest = self.ingest();
        let mut formats: Vec<_> = formats.iter().map(|format| format.as_str()).collect();
        formats.sort_unstable();
        formats.dedup();
        let languages = match &ingest.languages {
            Languages::All => "all".to_owned(),
            Languages::These(codes) => codes.join(","),
        };
        let mut options = BTreeMap::from([
            ("format".to_owned(), formats.join(",")),
            ("language".to_owned(), languages),
            ("dedupe".to_owned(), self.dedupe.to_string()),
            ("max_document_bytes".to_owned(), ingest.max_document_bytes.to_string()),
            ("min_confidence".to_owned(), self.min_confidence.to_string()),
            ("precision".to_owned(), self.precision.to_string()),
        ]);
        options.extend(self.fields.iter().map(|(field, name)| (format!("field.{field}"), name.clone())));
        options.extend(self.published.map(|date| ("published".to_owned(), date.to_string())));
        options
    }
}
