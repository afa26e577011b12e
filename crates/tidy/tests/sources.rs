//! What a source file looks like, and what may stand in which crate.

mod common;

use common::Source;
use regex::Regex;

/// A file holds one idea: longer ones hold two.
const MAX_LINES: usize = 300;

/// Crates that may write to the terminal.
const MAY_PRINT: &[&str] = &["cli"];
/// Crates that may touch files: those that read inputs and models and those that write outputs.
const MAY_TOUCH_FILES: &[&str] =
    &["ingest", "tokenize", "kernels", "encoder", "tagger", "records", "pipeline", "cli", "testing", "tidy"];
/// Crates that may start threads.
const MAY_USE_THREADS: &[&str] = &["pipeline", "bench", "cli"];

fn check(pattern: &str, allowed: &[&str], what: &str) {
    let pattern = Regex::new(pattern).expect("a valid pattern");
    let strangers = common::files("rs").into_iter().filter(|file| file.is_shipped() && !is_in(file, allowed));
    let problems: Vec<String> = strangers
        .flat_map(|file| {
            let hits = file.shipped_lines().filter(|(_, line)| !is_comment(line) && pattern.is_match(line));
            hits.map(|(number, line)| format!("{}:{number}: {what}: {}", file.path, line.trim())).collect::<Vec<_>>()
        })
        .collect();
    common::report(&problems);
}

fn is_in(file: &Source, crates: &[&str]) -> bool {
    file.crate_name().is_some_and(|name| crates.contains(&name))
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

#[test]
fn printing_has_its_room() {
    check(r"\b(e?print(ln)?|dbg)!|std::io::std(out|err)|io::std(out|err)\(", MAY_PRINT, "prints");
}

#[test]
fn file_access_has_its_rooms() {
    check(r"\bfs::|(?:^|[^:\w])File::|OpenOptions", MAY_TOUCH_FILES, "touches files");
}

#[test]
fn threads_have_their_rooms() {
    check(r"\brayon::|thread::|crossbeam", MAY_USE_THREADS, "uses threads");
}

#[test]
fn unsafe_code_stays_in_the_kernels() {
    check(r"\bunsafe\b", &["kernels"], "is unsafe");
}

#[test]
fn anyhow_stays_in_the_program() {
    check(r"\banyhow\b", &["cli"], "gives up its error type");
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent = common::files("rs").into_iter().filter(|file| !file.text.starts_with("//! "));
    common::report(&silent.map(|file| format!("{} does not open with //!", file.path)).collect::<Vec<_>>());
}

#[test]
fn every_file_holds_one_idea() {
    let long = common::files("rs").into_iter().filter(|file| file.text.lines().count() > MAX_LINES);
    common::report(&long.map(|file| format!("{} has more than {MAX_LINES} lines", file.path)).collect::<Vec<_>>());
}
