//! The table of `crates/README.md` says which crate uses which; Cargo's metadata must say the same.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

const PREFIX: &str = "dateline-";

fn metadata() -> Metadata {
    let manifest = common::root().join("Cargo.toml");
    MetadataCommand::new().manifest_path(manifest).no_deps().exec().expect("cargo knows the workspace")
}

/// The dependencies of each crate on others of the workspace, as Cargo knows them.
fn actual() -> BTreeMap<String, BTreeSet<String>> {
    let short = |name: &str| name.strip_prefix(PREFIX).map(str::to_owned);
    let packages = metadata().packages.into_iter().filter_map(|package| {
        let used = package.dependencies.iter().filter(|dependency| dependency.kind == DependencyKind::Normal);
        Some((short(&package.name)?, used.filter_map(|dependency| short(&dependency.name)).collect()))
    });
    packages.filter(|(name, _)| name != "benches").collect()
}

/// The rows of the table: crate, and what its last column allows.
fn table() -> Vec<(String, BTreeSet<String>)> {
    let readme = std::fs::read_to_string(common::root().join("crates/README.md")).expect("the map of the crates");
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| {
        let name = row.split('`').next().unwrap_or_default().to_owned();
        let uses = row.trim_end_matches(['|', ' ']).rsplit('|').next().unwrap_or_default();
        (name, uses.split('`').skip(1).step_by(2).map(str::to_owned).collect())
    })
    .collect()
}

#[test]
fn the_table_says_what_cargo_says() {
    let told: BTreeMap<_, _> = table().into_iter().collect();
    assert_eq!(told, actual(), "crates/README.md (left) and Cargo (right) differ");
}

#[test]
fn crates_use_only_crates_above_them_in_the_table() {
    let mut above = BTreeSet::new();
    let mut problems = Vec::new();
    for (name, uses) in table() {
        problems.extend(uses.difference(&above).map(|used| format!("{name} uses {used}, which stands below it")));
        above.insert(name);
    }
    common::report(&problems);
}

#[test]
fn every_dependency_and_lint_comes_from_the_workspace() {
    // Fuzzing is a package of its own, outside of the workspace, which alone needs libFuzzer.
    let is_member = |path: &str| path.ends_with("/Cargo.toml") && !path.ends_with("/fuzz/Cargo.toml");
    let manifests = common::files("toml").into_iter().filter(|file| is_member(&file.path));
    let mut problems = Vec::new();
    for manifest in manifests {
        let mut section = "";
        for line in manifest.text.lines() {
            if line.starts_with('[') {
                section = line.trim();
            } else if section.ends_with("dependencies]") && line.contains('=') && !line.contains("workspace = true") {
                problems.push(format!("{}: {line} is not taken from the workspace", manifest.path));
            }
        }
        if !manifest.text.contains("[lints]\nworkspace = true") {
            problems.push(format!("{}: the lints are not the workspace's", manifest.path));
        }
    }
    common::report(&problems);
}
