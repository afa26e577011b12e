//! Reads the workspace's files.
#![allow(dead_code, reason = "each test file uses its share")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR"));
    crates.ancestors().nth(2).expect("tidy lies in crates/tidy").to_path_buf()
}

/// A source or documentation file.
pub(crate) struct Source {
    /// Path below the workspace, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// The crate that the file belongs to: `text` for `crates/text/src/span.rs`.
    pub(crate) fn crate_name(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// Whether the file is part of a crate's library or program, not a test, example or benchmark.
    pub(crate) fn is_shipped(&self) -> bool {
        self.path.starts_with("crates/") && self.path.contains("/src/")
    }

    /// The lines before the file's unit tests, numbered from 1.
    pub(crate) fn shipped_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(number, line)| (number + 1, line));
        lines.take_while(|(_, line)| line.trim() != "#[cfg(test)]")
    }
}

/// All files with this ending that git would track.
pub(crate) fn files(ending: &str) -> Vec<Source> {
    let root = root();
    let walk = ignore::WalkBuilder::new(&root).hidden(false).filter_entry(|entry| entry.file_name() != ".git").build();
    let mut files: Vec<_> = walk
        .map(|entry| entry.expect("the workspace can be walked"))
        .filter(|entry| entry.path().extension().is_some_and(|found| found == ending))
        .map(|entry| Source {
            path: entry.path().strip_prefix(&root).expect("below the root").to_string_lossy().replace('\\', "/"),
            text: fs::read_to_string(entry.path()).expect("sources are UTF-8"),
        })
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!files.is_empty(), "no .{ending} files below {}", root.display());
    files
}

/// Fails with all `problems`, one a line.
pub(crate) fn report(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}
