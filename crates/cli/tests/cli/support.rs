//! What the tests share: the program, folders with stories, records read back.

use std::{
    fs,
    path::Path,
    process::{self, Output, Stdio},
};

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A story with a meeting and a purchase, and characters of every length.
pub(crate) const STORY: &str = "PARIS, May 27, 2021 — “Naïve” investors 👩‍🚀 met on Tuesday.\r\n\r\n\
    French President Emmanuel Macron met German Chancellor Angela Merkel in Berlin on Tuesday. \
    Siemens bought a 25 percent stake in Alstom for €1.1 billion, the companies said.\r\n";

/// The top of the workspace, where `models/` and `seeds/` lie.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the package lies in crates/cli")
}

/// The program, run at the top of the workspace.
pub(crate) fn dateline<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = Command::cargo_bin("dateline").expect("the program is built");
    command.current_dir(root()).env_remove("DATELINE_MODEL").env_remove("NO_COLOR").env("COLUMNS", "90");
    command.args(arguments);
    command
}

/// The program as a plain process, to hold its pipes in the hand.
pub(crate) fn process(arguments: &[&str]) -> process::Command {
    let mut command = process::Command::new(assert_cmd::cargo::cargo_bin("dateline"));
    command.current_dir(root()).env_remove("DATELINE_MODEL").args(arguments);
    command.stderr(Stdio::piped()).stdout(Stdio::piped());
    command
}

/// A folder with these files.
pub(crate) fn folder<const N: usize>(files: [(&str, &[u8]); N]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// The path as an argument.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().expect("temporary folders have plain names")
}

/// Standard output or standard error as text.
pub(crate) fn said(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The exit code and standard error.
pub(crate) fn ending(output: &Output) -> (i32, String) {
    (output.status.code().expect("the program was not killed"), said(&output.stderr))
}

/// JSON Lines read back.
pub(crate) fn rows(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The lines of a file of `folder` read back.
pub(crate) fn rows_of(folder: &Path, file: &str) -> Vec<Value> {
    rows(&fs::read_to_string(folder.join(file)).unwrap())
}

/// The text between two code points: what any other program would slice.
pub(crate) fn slice(text: &str, place: &Value) -> String {
    let at = |end: &str| usize::try_from(place[end].as_u64().unwrap()).unwrap();
    text.chars().skip(at("start")).take(at("end") - at("start")).collect()
}
