//! A dump of made stories, of which one knows what must become of each.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

/// What must become of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Its records are written.
    Written,
    /// Its line is broken.
    Rejected,
    /// It is in German.
    Language,
    /// It has the words of the story before it.
    Duplicate,
    /// It is the story before it without its end.
    Near,
}

/// The fate of story `number`: of each twenty, sixteen are written.
pub(crate) fn fate(number: u64) -> Fate {
    match number % 20 {
        7 => Fate::Rejected,
        11 => Fate::Language,
        13 => Fate::Duplicate,
        17 => Fate::Near,
        _ => Fate::Written,
    }
}

/// Writes stories 0 to `count`, one a line.
pub(crate) fn write(count: u64, to: &mut impl Write) -> io::Result<()> {
    for number in 0..count {
        let text = match fate(number) {
            Fate::Written => text(number),
            Fate::Duplicate => text(number - 1).to_uppercase(),
            Fate::Near => text(number - 1).chars().take(340).collect(),
            Fate::Language => GERMAN.to_owned(),
            Fate::Rejected => {
                writeln!(to, "{{\"id\": \"{number}\", \"text\": \"cut sho")?;
                continue;
            }
        };
        writeln!(to, "{{\"id\": \"{number}\", \"published\": \"2021-05-27\", \"text\": \"{text}\"}}")?;
    }
    Ok(())
}

/// About 400 bytes of English words in no order.
fn text(number: u64) -> String {
    let mut text = format!("Story {number} says that");
    let mut state = number;
    while text.len() < 400 {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        let word = WORDS[(state >> 33) as usize % WORDS.len()];
        let _ = write!(text, "{}{word}", if state >> 60 == 0 { ". The " } else { " " });
    }
    text + "."
}

const GERMAN: &str = "Die Minister trafen sich am Dienstag in Paris und sprachen lange miteinander, doch sie \
    unterzeichneten nichts, weil die Vertreter der beiden Länder sich über den Preis für das Gas nicht einigen konnten, \
    und wollen sich deshalb in der nächsten Woche noch einmal treffen, um einen neuen Vorschlag zu beraten.";

const WORDS: &[&str] = &[
    "the",
    "company",
    "minister",
    "bought",
    "shares",
    "of",
    "a",
    "bank",
    "in",
    "London",
    "and",
    "met",
    "with",
    "president",
    "on",
    "Tuesday",
    "to",
    "talk",
    "about",
    "prices",
    "for",
    "oil",
    "which",
    "rose",
    "by",
    "percent",
    "last",
    "year",
    "after",
    "they",
    "had",
    "agreed",
    "that",
    "factory",
    "should",
    "close",
    "workers",
    "said",
    "it",
    "would",
    "cost",
    "million",
    "dollars",
    "when",
    "trade",
    "between",
    "both",
    "countries",
    "was",
    "growing",
    "again",
    "from",
    "spring",
    "government",
    "plans",
    "new",
    "law",
    "against",
    "smoke",
    "because",
    "people",
    "were",
    "ill",
    "near",
    "river",
];
