//! What a run would do: the inputs, what is passed over, where records would go.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{self, Write},
    path::Path,
};

use dateline_ingest::{Item, Languages};
use dateline_pipeline::{Inputs, Settings, durable::is_unfinished};
use dateline_records::Format;

use crate::{
    ending::Ending,
    figures::{counted, grouped, size},
    options::Output,
    terminal::harmless,
};

/// One input in the table.
struct Row {
    name: String,
    /// The format, or why there is none.
    format: Result<&'static str, String>,
    bytes: Option<u64>,
}

impl Row {
    fn of(item: &Item) -> Self {
        let format = dateline_ingest::format_of(item).map_err(|error| format!("cannot be read: {error}"));
        Self { name: item.name(), format: format.map(|format| format.unwrap_or("stream")), bytes: item.bytes }
    }

    fn size(&self) -> String {
        self.bytes.map_or_else(|| "unknown".to_owned(), size)
    }
}

/// Prints the plan. Inputs that cannot be read end it as they would end the run.
pub(crate) fn print(inputs: &Inputs, settings: &Settings, output: &Output) -> anyhow::Result<Ending> {
    let rows: Vec<_> = inputs.items().iter().map(Row::of).collect();
    let page = table(&rows) + &passed_over(inputs) + &totals(&rows, inputs) + &way(settings, output);
    let mut out = io::stdout().lock();
    out.write_all(harmless(&page).as_bytes())?;
    out.flush()?;
    let is_whole = inputs.rejects().is_empty() && rows.iter().all(|row| row.format.is_ok());
    Ok(if is_whole { Ending::Done } else { Ending::Rejects })
}

/// The longest name for which the whole column is widened.
const WIDEST: usize = 60;

fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.name.chars().count()).max().unwrap_or(0).clamp("INPUT".len(), WIDEST);
    let mut table = format!("{:width$}  {:>10}  FORMAT\n", "INPUT", "SIZE");
    for row in rows {
        let format: &str = match &row.format {
            Ok(format) => format,
            Err(why) => why,
        };
        // Nothing can go wrong when a text is written to memory.
        let _ = writeln!(table, "{:width$}  {:>10}  {format}", row.name, row.size());
    }
    table
}

/// Files that are not read and inputs that are not there, each with the reason.
fn passed_over(inputs: &Inputs) -> String {
    let list = |heading: &str, lines: Vec<String>| {
        if lines.is_empty() { String::new() } else { format!("\n{heading}:\n  {}\n", lines.join("\n  ")) }
    };
    let rejects = inputs.rejects().iter().map(|reject| format!("{}: {}", reject.source, reject.message));
    let skipped = inputs.skipped().iter().map(|file| format!("{}: {}", file.path, file.reason));
    list("Passed over", skipped.collect()) + &list("Cannot be read", rejects.collect())
}

/// `6 inputs, 41.0 kB: 5 txt, 1 jsonl; 2 passed over`
fn totals(rows: &[Row], inputs: &Inputs) -> String {
    let mut formats = BTreeMap::new();
    rows.iter().filter_map(|row| row.format.as_ref().ok()).for_each(|name| *formats.entry(*name).or_insert(0) += 1);
    let mut formats: Vec<(&str, u64)> = formats.into_iter().collect();
    formats.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let formats: Vec<_> = formats.iter().map(|(name, count)| format!("{} {name}", grouped(*count))).collect();
    let known: u64 = rows.iter().filter_map(|row| row.bytes).sum();
    let size = match inputs.bytes() {
        Some(_) => size(known),
        None if known == 0 => "of unknown size".to_owned(),
        None => format!("{} and more", size(known)),
    };
    let unreadable = rows.iter().filter(|row| row.format.is_err()).count() + inputs.rejects().len();
    let formats = if formats.is_empty() { String::new() } else { format!(": {}", formats.join(", ")) };
    let mut line = format!("\n{}, {size}{formats}", counted(rows.len() as u64, "input"));
    for (count, what) in [(inputs.skipped().len(), "passed over"), (unreadable, "unreadable")] {
        line.push_str(&if count > 0 { format!("; {} {what}", grouped(count as u64)) } else { String::new() });
    }
    line + "\n"
}

fn way(settings: &Settings, output: &Output) -> String {
    let languages = match &settings.languages {
        Languages::All => "all".to_owned(),
        Languages::These(codes) => codes.join(", "),
    };
    let jobs = settings.jobs;
    format!("languages: {languages}\ndocuments at a time: {jobs}\noutput: {}\n", destination(output))
}

fn destination(output: &Output) -> String {
    let Some(folder) = &output.folder else { return "events to standard output, rejects to standard error".to_owned() };
    let events = Format::ALL.iter().filter(|format| output.formats.contains(format)).map(|format| format.output());
    let files: Vec<_> = events.chain(["documents.jsonl", "rejects.jsonl", "skipped.jsonl", "manifest.json"]).collect();
    format!("{} into {} ({})", files.join(", "), folder.display(), state(folder))
}

/// What lies in the folder already.
fn state(folder: &Path) -> &'static str {
    if is_unfinished(folder) {
        "holds an unfinished run: --resume goes on with it, --restart gives it up"
    } else if folder.join("manifest.json").exists() {
        "holds the records of an earlier run, which would be replaced"
    } else if folder.is_dir() {
        "is there"
    } else {
        "is to be made"
    }
}
