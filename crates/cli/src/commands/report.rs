//! `dateline report`

#![allow(clippy::doc_markdown, reason = "these comments are help texts, printed as they are")]

use std::{
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Read},
    path::{Path, PathBuf},
};

use anyhow::Context;
use clap::Args;
use dateline_records::{AsideFile, Stream, Target};
use dateline_report::{Report as Page, TITLE};

use crate::{ending::Ending, figures::counted, terminal::say};

/// Make one web page of events: over time, who with whom, for how much, and all of them to search.
///
/// The page is one file that needs no server and no network, and it says the same as the records: every event can be opened
/// with its sentence, its words marked. Lines that are no events are named on standard error, and the rest is shown.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Report {
    /// What `dateline extract` wrote: events.jsonl (also .jsonl.zst), the folder of a run, or - for standard input.
    #[arg(value_name = "EVENTS", required = true)]
    events: Vec<PathBuf>,

    /// The page; - is standard output.
    #[arg(long, short, value_name = "FILE.html", default_value = "report.html")]
    out: PathBuf,

    /// What the page is called.
    #[arg(long, value_name = "TEXT", default_value = TITLE)]
    title: String,
}

const EXAMPLES: &str = "\
Examples:
  dateline report out --out report.html                the events that a run wrote into the folder out
  dateline report may.jsonl june.jsonl.zst --title \"May and June\"
  dateline extract seeds | dateline report - --out seeds.html";

/// More messages about bad lines of a file help nobody.
const MOST_MESSAGES: usize = 20;

impl Report {
    pub(crate) fn run(self, quiet: bool) -> anyhow::Result<Ending> {
        let mut page = Page::default();
        let bad: Vec<usize> = self.events.iter().map(|path| take(&mut page, path)).collect::<anyhow::Result<_>>()?;
        let mut target = self.target()?;
        page.write(&self.title, &mut target)?;
        target.complete()?;
        if !quiet && !is_stream(&self.out) {
            say(format_args!("{}: {}", self.out.display(), counted(page.events() as u64, "event")));
        }
        Ok(if bad.iter().any(|&lines| lines > 0) { Ending::Rejects } else { Ending::Done })
    }

    fn target(&self) -> anyhow::Result<Box<dyn Target>> {
        Ok(if is_stream(&self.out) {
            Box::new(Stream::new(BufWriter::new(io::stdout())))
        } else {
            Box::new(AsideFile::create(&self.out)?)
        })
    }
}

fn is_stream(path: &Path) -> bool {
    path == Path::new("-")
}

/// Adds the events of a file; says which lines are bad, and how many.
fn take(page: &mut Page, path: &Path) -> anyhow::Result<usize> {
    let (lines, name) = open(path)?;
    let mut bad = 0;
    let outcome = page.read(lines, &mut |line| {
        bad += 1;
        if bad <= MOST_MESSAGES {
            say(format_args!("{name}: {line}"));
        }
    });
    outcome.with_context(|| name.clone())?;
    if bad > MOST_MESSAGES {
        say(format_args!("{name}: {} more", counted((bad - MOST_MESSAGES) as u64, "bad line")));
    }
    Ok(bad)
}

/// The lines of a file of events, and its name. What they are compressed with is told from their first bytes.
fn open(path: &Path) -> anyhow::Result<(Box<dyn BufRead>, String)> {
    if is_stream(path) {
        return Ok((plain(io::stdin().lock()).context("cannot read standard input")?, "-".to_owned()));
    }
    let path = if path.is_dir() { in_folder(path)? } else { path.to_owned() };
    let name = path.display().to_string();
    let lines = File::open(&path).and_then(plain).with_context(|| format!("cannot read {name}"))?;
    Ok((lines, name))
}

/// The events of a run's folder.
fn in_folder(folder: &Path) -> anyhow::Result<PathBuf> {
    let mut files = ["events.jsonl", "events.jsonl.zst"].map(|name| folder.join(name)).into_iter();
    files.find(|file| file.exists()).with_context(|| {
        let folder = folder.display();
        format!("{folder} holds no events.jsonl: extract with --format jsonl, or name the folder of one run")
    })
}

/// How every frame of zstd begins.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

fn plain(mut file: impl Read + 'static) -> io::Result<Box<dyn BufRead>> {
    let mut head = Vec::new();
    file.by_ref().take(ZSTD.len() as u64).read_to_end(&mut head)?;
    let is_packed = head == ZSTD;
    let whole = BufReader::with_capacity(1 << 16, io::Cursor::new(head).chain(file));
    Ok(if is_packed { Box::new(BufReader::new(zstd::Decoder::with_buffer(whole)?)) } else { Box::new(whole) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_and_plain_lines_are_read_alike() {
        let text = b"one\ntwo\n";
        let packed = zstd::encode_all(&text[..], 3).unwrap();
        for bytes in [text.to_vec(), packed.clone(), [packed.clone(), packed].concat()] {
            let read = io::read_to_string(plain(io::Cursor::new(bytes)).unwrap()).unwrap();
            assert!(read.starts_with("one\ntwo\n"), "{read}");
        }
        assert_eq!(io::read_to_string(plain(io::empty()).unwrap()).unwrap(), "");
    }
}
