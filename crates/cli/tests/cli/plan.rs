//! `--dry-run`: what would be done, and nothing is.

use std::fs;

use crate::support::{STORY, dateline, ending, folder, said, text};

/// The plan, with the folder's path replaced by `FOLDER`, and the exit code.
fn plan(folder: &tempfile::TempDir, more: &[&str]) -> (i32, String) {
    let mut run = dateline(["extract", "--dry-run", "--jobs", "2", "--model", "/no/model", text(folder.path())]);
    let output = run.args(more).output().unwrap();
    let (code, messages) = ending(&output);
    assert_eq!(messages, "");
    let plan = said(&output.stdout).replace(text(folder.path()), "FOLDER");
    (code, plan.lines().map(|line| narrow(line) + "\n").collect())
}

/// The line with two spaces between its columns, whatever the length of the folder's path.
fn narrow(line: &str) -> String {
    let indent = if line.starts_with("  ") { "  " } else { "" };
    let columns: Vec<_> = line.split("  ").map(str::trim).filter(|column| !column.is_empty()).collect();
    indent.to_owned() + &columns.join("  ")
}

#[test]
fn inputs_are_listed_with_what_is_passed_over() {
    let page = b"<!doctype html><p>x</p>";
    let folder = folder([("a.txt", STORY.as_bytes()), ("b.html", page), ("c.txt", b""), ("picture.png", b"\x89PNG")]);
    let (code, plan) = plan(&folder, &["no/such/file"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(plan);
}

#[test]
fn nothing_is_made() {
    let folder = folder([("a.txt", STORY.as_bytes())]);
    let out = folder.path().join("deep/out");
    let (code, first) = plan(&folder, &["--out", text(&out)]);
    assert_eq!(code, 0);
    assert!(
        first.ends_with("rejects.jsonl, skipped.jsonl, manifest.json into FOLDER/deep/out (is to be made)\n"),
        "{first}"
    );
    assert!(!out.exists());
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join("manifest.json"), "{}").unwrap();
    let (_, second) = plan(&folder, &["--out", text(&out)]);
    assert!(
        second.contains("FOLDER/deep/out (holds the records of an earlier run, which would be replaced)"),
        "{second}"
    );
    fs::create_dir(out.join(".dateline")).unwrap();
    fs::write(out.join(".dateline/run.json"), "{}").unwrap();
    let (_, third) = plan(&folder, &["--out", text(&out)]);
    assert!(third.contains("(holds an unfinished run: --resume goes on with it"), "{third}");
}

#[test]
fn standard_input_is_not_touched() {
    let output = dateline(["extract", "-", "-n"]).write_stdin("nonsense").output().unwrap();
    assert_eq!(ending(&output), (0, String::new()));
    let plan = said(&output.stdout);
    assert!(plan.contains("unknown") && plan.contains("1 input, of unknown size: 1 stream"), "{plan}");
}

#[test]
fn nothing_to_read_is_2() {
    assert_eq!(ending(&dateline(["extract", "-n", "no/such/file"]).output().unwrap()).0, 2);
}
