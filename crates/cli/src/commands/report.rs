//! `dateline report`

#![allow(clippy::doc_markdown, reason = "these comments are help texts, printed as they are")]

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use clap::Args;
use dateline_records::{AsideFile, Stream, Target};
use dateline_report::{Report as Page, TITLE};

use crate::{ending::Ending, figures::counted, terminal::say};

/// Make one web page of events: over time, who with whom, for how much, and all of them to search.
///
/// The page is one file that needs no server and no network, and it says the same as the records: every event can be opened
/// with its sentence, its words marked. Lines that are no events are named on standard error, and the rest is shown. An
/// event that is read twice, by its id, counts once.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Report {
    /// What `dateline extract` wrote: events.jsonl (also .jsonl.zst), the folder of a run, or - for standard input.
    #[arg(value_name = "EVENTS", required = true)]
    events: Vec<PathBuf>,

    /// The page; - is standard output. What stands at the end of links is written, and never one of EVENTS.
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

/// Pages with more events open slowly: a browser holds all of them, several times over.
const HEAVY: usize = 300_000;

impl Report {
    pub(crate) fn run(self, quiet: bool) -> anyhow::Result<Ending> {
        let events: Vec<PathBuf> = self.events.iter().map(|path| file_of(path)).collect::<anyhow::Result<_>>()?;
        let place = Place::of(&self.out, &events)?;
        let mut page = Page::default();
        let bad: Vec<usize> = events.iter().map(|path| take(&mut page, path)).collect::<anyhow::Result<_>>()?;
        let only_bad = events.iter().zip(&bad).find(|&(_, &lines)| lines > 0).filter(|_| page.events() == 0);
        if let Some((path, _)) = only_bad {
            // A page that says nothing must not take the place of one that does.
            bail!("{} holds no events, so no page is made: are these the events.jsonl of a run?", path.display());
        }
        tell(&page);
        let mut target = place.open()?;
        page.write(&self.title, &mut target)?;
        target.complete()?;
        if !quiet && !matches!(place, Place::Output) {
            say(format_args!("{}: {}", self.out.display(), counted(page.events() as u64, "event")));
        }
        Ok(if bad.iter().any(|&lines| lines > 0) { Ending::Rejects } else { Ending::Done })
    }
}

/// Says what is not as one might expect of the page.
fn tell(page: &Page) {
    if page.repeated() > 0 {
        let repeated = counted(page.repeated() as u64, "event");
        say(format_args!("{repeated} left out: events with the same ids had been read before"));
    }
    if page.events() > HEAVY {
        let events = counted(page.events() as u64, "event");
        say(format_args!("{events} make a heavy page, which opens slowly and takes much memory"));
    }
}

/// Where the page goes.
#[derive(Debug)]
enum Place {
    /// Standard output.
    Output,
    /// Something that is no file, such as `/dev/null` or a named pipe: it is written to and stays what it is.
    Device(PathBuf),
    /// A file, which is replaced when the page is whole.
    File(PathBuf),
}

impl Place {
    /// What `out` names; what stands at the end of links is meant. The events from which the page is made must outlive it.
    fn of(out: &Path, events: &[PathBuf]) -> anyhow::Result<Self> {
        if out == Path::new("-") || cfg!(unix) && out == Path::new("/dev/stdout") {
            return Ok(Self::Output);
        }
        let name = out.display();
        let path = match fs::metadata(out) {
            Ok(found) if found.is_file() => fs::canonicalize(out),
            Ok(found) if found.is_dir() => Ok(out.to_owned()),
            Ok(_) => return Ok(Self::Device(out.to_owned())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(behind_links(out)),
            Err(error) => Err(error),
        };
        let path = path.with_context(|| format!("cannot write {name}"))?;
        if let Some(events) = events.iter().find(|events| is_same(events, &path)) {
            bail!("{name} would take the place of the events in {}: give the page another name", events.display());
        }
        Ok(Self::File(path))
    }

    fn open(&self) -> anyhow::Result<Box<dyn Target>> {
        Ok(match self {
            Self::Output => Box::new(Stream::new(BufWriter::new(io::stdout()))),
            Self::Device(path) => {
                let device = OpenOptions::new().write(true).open(path);
                Box::new(Stream::new(BufWriter::new(
                    device.with_context(|| format!("cannot write {}", path.display()))?,
                )))
            }
            Self::File(path) => Box::new(AsideFile::create(path)?),
        })
    }
}

/// The name that a link to nothing yet stands for; what is no link stands for itself.
fn behind_links(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    while let Ok(next) = fs::read_link(&path) {
        path = path.parent().unwrap_or(Path::new("")).join(next);
    }
    path
}

/// Whether two names are those of one file; `-` is what standard input is read from.
fn is_same(events: &Path, path: &Path) -> bool {
    let events = if cfg!(unix) && events == Path::new("-") { Path::new("/dev/stdin") } else { events };
    matches!((identity(events), identity(path)), (Ok(one), Ok(other)) if one == other)
}

/// The same for all names of a file, hard links included.
#[cfg(unix)]
fn identity(path: &Path) -> io::Result<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).map(|found| (found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
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
    if path == Path::new("-") {
        return Ok((plain(io::stdin().lock()).context("cannot read standard input")?, "-".to_owned()));
    }
    let name = path.display().to_string();
    let lines = File::open(path).and_then(plain).with_context(|| format!("cannot read {name}"))?;
    Ok((lines, name))
}

/// The file itself, or the events of a run's folder.
fn file_of(path: &Path) -> anyhow::Result<PathBuf> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    let mut files = ["events.jsonl", "events.jsonl.zst"].map(|name| path.join(name)).into_iter();
    files.find(|file| file.exists()).with_context(|| {
        let folder = path.display();
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
        let twice = [packed.clone(), packed.clone()].concat();
        for (bytes, expected) in
            [(text.to_vec(), "one\ntwo\n"), (packed, "one\ntwo\n"), (twice, "one\ntwo\none\ntwo\n")]
        {
            assert_eq!(io::read_to_string(plain(io::Cursor::new(bytes)).unwrap()).unwrap(), expected);
        }
        assert_eq!(io::read_to_string(plain(io::empty()).unwrap()).unwrap(), "");
    }

    /// Writes "page" to `out`, made of the events in `events`.
    fn write(out: &Path, events: &Path) -> anyhow::Result<()> {
        let mut target = Place::of(out, &[PathBuf::from("other.jsonl"), events.to_owned()])?.open()?;
        target.write_all(b"page")?;
        Ok(target.complete()?)
    }

    #[test]
    fn events_are_never_replaced_by_their_page() {
        let folder = tempfile::tempdir().unwrap();
        let (events, other) = (folder.path().join("events.jsonl"), folder.path().join("page.html"));
        fs::write(&events, "events").unwrap();
        let roundabout = folder.path().join(".").join("events.jsonl");
        for out in [&events, &roundabout] {
            let error = write(out, &events).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{} would take the place of ", out.display())), "{error}");
        }
        write(&other, &events).unwrap();
        assert_eq!(fs::read_to_string(events).unwrap() + &fs::read_to_string(other).unwrap(), "eventspage");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_to_what_is_written_and_to_what_must_not_be() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let [events, page, link, second, hard, circle] =
            ["events.jsonl", "page.html", "link.html", "second", "hard.jsonl", "circle"]
                .map(|name| folder.path().join(name));
        fs::write(&events, "events").unwrap();
        symlink("page.html", &link).unwrap();
        // First there is nothing behind the link, then there is a page.
        for _ in 0..2 {
            write(&link, &events).unwrap();
            assert_eq!(fs::read_to_string(&page).unwrap(), "page");
            assert!(link.is_symlink() && !page.is_symlink());
            fs::write(&page, "old").unwrap();
        }
        symlink(&events, &second).unwrap();
        fs::hard_link(&events, &hard).unwrap();
        assert!(write(&second, &events).is_err() && write(&events, &second).is_err() && write(&hard, &events).is_err());
        symlink("circle", &circle).unwrap();
        assert!(write(&circle, &events).is_err());
        assert_eq!(fs::read_to_string(&events).unwrap(), "events");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_written_to_and_stays() {
        use std::os::unix::fs::FileTypeExt;
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        // Held at both ends, a pipe lets nobody wait.
        let mut reader = OpenOptions::new().read(true).write(true).open(&pipe).unwrap();
        write(&pipe, Path::new("events.jsonl")).unwrap();
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
        let mut read = [0; 4];
        reader.read_exact(&mut read).unwrap();
        assert_eq!(&read, b"page");
    }
}
