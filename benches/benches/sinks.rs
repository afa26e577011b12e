//! How fast records are written, format by format: events as items, on one core.
//!
//! The events are made from a word list, in the shape of those that were found in 901 stories of newswire: 2.8 arguments
//! an event, of which 1.4 are actors; 1.1 mentions; sentences of 160 characters; of 2,500 actors, 1,550 different ones.
//! What is measured is all that a run does with them, whose lines are there already: tables, encoding, compression,
//! writing, and fsync of what is complete. After the last round the files are read back: they must hold as many rows as
//! there were events.
//! `cargo bench -p dateline-benches --bench sinks`.

use std::{
    fs::{self, File},
    path::Path,
};

use dateline_records::{DocumentRow, EventLine, EventRow, Format, Sinks};
use divan::{Bencher, counter::ItemsCount};
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::{Value, json};

/// How many events a round writes.
const EVENTS: usize = 100_000;
const EVENTS_OF_A_STORY: usize = 2;
/// How many actors there are in the news; the next is the less often named the later it comes.
const ACTORS: usize = 200_000;

fn main() {
    divan::main();
}

#[divan::bench(args = Format::ALL, sample_count = 5, sample_size = 1)]
fn write(bencher: Bencher<'_, '_>, format: &Format) {
    let (documents, events) = records();
    let lines: Vec<_> = events.iter().map(|row| serde_json::to_string(row).expect("a line")).collect();
    let events: Vec<_> = events.iter().zip(&lines).map(|(row, json)| EventLine { row, json }).collect();
    let folder = tempfile::tempdir().expect("a temporary folder");
    bencher.counter(ItemsCount::new(EVENTS)).bench_local(|| {
        write_all(*format, folder.path(), &documents, &events).expect("the records are written");
    });
    if *format == Format::Parquet {
        assert_eq!(rows(&folder.path().join("parquet/events")), EVENTS as i64);
    }
    if *format == Format::Jsonl {
        let text = fs::read_to_string(folder.path().join(format.output())).expect("the lines");
        assert_eq!(text.lines().count(), EVENTS);
    }
}

fn write_all(
    format: Format,
    folder: &Path,
    documents: &[DocumentRow],
    events: &[EventLine<'_>],
) -> Result<(), dateline_records::Error> {
    let mut sinks = Sinks::in_folder(&[format], folder)?;
    documents.iter().try_for_each(|row| sinks.document(row))?;
    events.iter().try_for_each(|event| sinks.event(event))?;
    sinks.finish()
}

/// Rows of all Parquet files below a folder.
fn rows(folder: &Path) -> i64 {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries
        .map(|path| {
            if path.is_dir() {
                return rows(&path);
            }
            let reader = SerializedFileReader::new(File::open(path).expect("a file")).expect("Parquet");
            reader.metadata().file_metadata().num_rows()
        })
        .sum()
}

fn records() -> (Vec<DocumentRow>, Vec<EventRow>) {
    let mut words = Words(7);
    let documents = (0..EVENTS / EVENTS_OF_A_STORY).map(|number| from(document(number, &mut words)));
    let documents: Vec<DocumentRow> = documents.collect();
    let events = (0..EVENTS).map(|number| from(event(number, &documents[number / EVENTS_OF_A_STORY], &mut words)));
    let events = events.collect();
    (documents, events)
}

fn from<T: serde::de::DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).expect("a record")
}

fn document(number: usize, words: &mut Words) -> Value {
    let month = words.next(24);
    json!({
        "doc_id": format!("{number:06}_{:016x}.txt", words.next(usize::MAX)), "input": "news.jsonl",
        "url": format!("https://example.org/{}/{number}", words.phrase(2).replace(' ', "-")), "title": words.phrase(8),
        "published": format!("{}-{:02}-{:02}", 2020 + month / 12, 1 + month % 12, 1 + words.next(28)),
        "source": words.phrase(1), "language": "en", "tokens": 500, "events": EVENTS_OF_A_STORY, "bytes": 3_000,
    })
}

fn event(number: usize, document: &DocumentRow, words: &mut Words) -> Value {
    let (kind, subtype, roles) = match number % 20 {
        0..3 => ("meet", "talks", json!({"participant": [actor(words), actor(words)], "time": [time(words)]})),
        3..10 => {
            ("deal", "acquisition", json!({"buyer": [actor(words)], "target": [actor(words)], "time": [time(words)]}))
        }
        10..15 => ("deal", "transaction", json!({"buyer": [actor(words)], "asset": [thing(words)]})),
        _ => ("figure", "level", json!({"measure": [thing(words)], "about": [actor(words)], "value": [amount(words)]})),
    };
    let mentions: Vec<_> = (0..=usize::from(number % 10 == 0)).map(|_| mention(words)).collect();
    json!({
        "event_id": format!("{:016x}", words.next(usize::MAX)), "doc_id": document.doc_id, "url": document.url,
        "title": document.title, "published": document.published, "type": kind, "subtype": subtype,
        "status": "occurred", "confidence": (words.next(10_000) as f64) / 1e4, "code": null,
        "rule": format!("{kind}/{subtype}/{}", words.phrase(1)), "model": "news-minilm@0123456789ab",
        "mentions": mentions, "roles": roles,
    })
}

fn mention(words: &mut Words) -> Value {
    let start = words.next(3_000);
    json!({"start": start, "end": start + 6, "text": words.phrase(1),
        "sentence": {"start": start - start % 100, "end": start + 150, "text": words.phrase(22)}})
}

fn actor(words: &mut Words) -> Value {
    let start = words.next(3_000);
    let mut own = Words(words.rank(ACTORS) as u64);
    json!({"text": own.phrase(2), "name": own.phrase(2), "kind": "person", "country": "MYS", "start": start,
        "end": start + 14})
}

fn thing(words: &mut Words) -> Value {
    let start = words.next(3_000);
    json!({"text": words.phrase(3), "name": words.phrase(3), "start": start, "end": start + 20})
}

fn time(words: &mut Words) -> Value {
    let start = words.next(3_000);
    json!({"text": "Tuesday", "value": format!("2021-05-{:02}", 1 + words.next(28)), "start": start, "end": start + 7})
}

fn amount(words: &mut Words) -> Value {
    let start = words.next(3_000);
    let amount = words.next(10_000);
    json!({"text": format!("${amount} million"), "amount": format!("{amount}000000"), "currency": "USD", "bound": "exact",
        "start": start, "end": start + 12})
}

/// Words in an order that is the same each time.
struct Words(u64);

impl Words {
    /// A number below `end`.
    fn next(&mut self, end: usize) -> usize {
        // Knuth's linear congruential generator of 64 bits; its high half is the random one.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let random = (self.0 >> 32) as usize;
        if end > 1 << 32 { random << 31 | random } else { random % end }
    }

    /// A number below `end`, the smaller the likelier, as Zipf has it of words.
    fn rank(&mut self, end: usize) -> usize {
        let share = self.next(1 << 32) as f64 / (1_u64 << 32) as f64;
        (end as f64).powf(share) as usize
    }

    fn phrase(&mut self, length: usize) -> String {
        let mut phrase = String::new();
        for _ in 0..length {
            let rank = self.next(2_000).min(self.next(2_000));
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(&word(rank));
        }
        phrase
    }
}

/// A word of two to four syllables for each number.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ka", "lu", "mer", "ti", "son", "ber", "na", "vo", "rich", "ta", "pe", "ling", "do", "mal", "gas", "ry"];
    let mut rest = number + 16;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES[rest % 16]);
        rest /= 16;
    }
    word
}
