//! The sample stories and the model, which benches read, and the events that are known to be told in them.

use std::path::{Path, PathBuf};

use dateline_text::{CodePoints, Document, Event, Span};
use serde_json::Value;

use crate::Error;

/// The folder of the sample stories.
pub fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../seeds"))
}

/// The folder of the shipped model.
pub fn model() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../models/news-minilm"))
}

/// The files of the sample stories.
///
/// # Errors
/// When the folder cannot be read.
pub fn paths() -> Result<Vec<PathBuf>, Error> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder())?.map(|entry| Ok(entry?.path())).collect::<Result<_, Error>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    Ok(paths)
}

/// The sample stories by name.
///
/// # Errors
/// When one cannot be read.
pub fn documents() -> Result<Vec<Document>, Error> {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    paths()?.iter().map(|path| Ok(Document::plain(name(path), std::fs::read_to_string(path)?))).collect()
}

/// An event that a story tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Its family: `meet`.
    pub family: String,
    /// The words that tell it, in code points of the text.
    pub mentions: Vec<Span>,
}

/// The events of a document in `seeds/gold.jsonl`, but for those that need not be found.
///
/// # Errors
/// When the file cannot be read.
pub fn known(document: &Document) -> Result<Vec<Known>, Error> {
    let lines = std::fs::read_to_string(folder().join("gold.jsonl"))?;
    let stories = lines.lines().map(serde_json::from_str::<Value>).collect::<Result<Vec<_>, _>>()?;
    let story = stories.iter().find(|story| story["doc"] == document.id.as_str());
    let events = story.and_then(|story| story["events"].as_array()).ok_or("a story without events")?;
    let wanted = events.iter().filter(|event| event["optional"] != true);
    wanted.map(|event| event_of(event).ok_or_else(|| "an event without mentions".into())).collect()
}

fn event_of(event: &Value) -> Option<Known> {
    let place = |mention: &Value, side: &str| mention[side].as_u64().map(|place| place as usize);
    let span = |mention| Some(Span::new(place(mention, "start")?, place(mention, "end")?));
    let mentions = event["mentions"].as_array()?.iter().map(span).collect::<Option<_>>()?;
    Some(Known { family: event["type"].as_str()?.to_owned(), mentions })
}

/// Something that was found: its family and the words that tell it.
pub type Told = (String, Vec<Span>);

/// Events as they are compared with the known ones.
pub fn told(events: &[Event]) -> Vec<Told> {
    let spans = |event: &Event| event.mentions.iter().map(|mention| mention.span).collect();
    events.iter().map(|event| (event.subtype.event_type().as_str().to_owned(), spans(event))).collect()
}

/// How many known events of a document are among the `found`. Each of the found counts once.
///
/// # Errors
/// As [`known`].
pub fn hits(document: &Document, found: &[Told]) -> Result<usize, Error> {
    let points = CodePoints::new(&document.text);
    let mut open: Vec<_> = found.iter().collect();
    let mut hits = 0;
    for event in known(document)? {
        let tells = |span: &Span| event.mentions.iter().any(|mention| mention.overlaps(points.span(*span)));
        let same = |(family, spans): &&Told| *family == event.family && spans.iter().any(tells);
        if let Some(place) = open.iter().position(same) {
            open.swap_remove(place);
            hits += 1;
        }
    }
    Ok(hits)
}
