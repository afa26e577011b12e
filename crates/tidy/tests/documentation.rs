//! Every path that the documentation names exists, and every link inside the workspace leads somewhere.

mod common;

use common::Source;
use regex::Regex;

/// What a path of the workspace starts with.
const TOP: &str = r"(?:crates|models|seeds|benches|scripts|\.ci)/";

/// Documentation is every Markdown file but those that hold examples of rules.
fn documentation() -> impl Iterator<Item = Source> {
    common::files("md").into_iter().filter(|file| file.path.ends_with("README.md") || !file.path.starts_with("crates/"))
}

#[test]
fn named_paths_exist() {
    let named = Regex::new(&format!(r"`({TOP}[^`\s]*)`")).expect("a valid pattern");
    let mut problems = Vec::new();
    for file in documentation() {
        for found in named.captures_iter(&file.text) {
            let path = found[1].trim_end_matches('/');
            // A pattern names a family of files: its folder must exist.
            let fixed = path.split(['*', '<', '{']).next().unwrap_or_default();
            let fixed = if fixed == path { fixed } else { fixed.rsplit_once('/').map_or(fixed, |(folder, _)| folder) };
            if !common::root().join(fixed).exists() {
                problems.push(format!("{} names {path}, which does not exist", file.path));
            }
        }
    }
    common::report(&problems);
}

#[test]
fn relative_links_lead_somewhere() {
    let link = Regex::new(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)").expect("a valid pattern");
    let mut problems = Vec::new();
    for file in documentation() {
        let folder = common::root().join(&file.path).parent().expect("a file lies in a folder").to_path_buf();
        for found in link.captures_iter(&file.text) {
            if !folder.join(&found[1]).exists() {
                problems.push(format!("{} links to {}, which does not exist", file.path, &found[1]));
            }
        }
    }
    common::report(&problems);
}
