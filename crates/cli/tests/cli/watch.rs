//! `--watch`: dumps that are put into a folder.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Output},
    thread,
    time::{Duration, Instant},
};

use crate::support::{STORY, dateline, ending, folder, process, rows_of, text};

fn watch(incoming: &Path, out: &Path, faults: &str) -> Child {
    let mut run = process(&["extract", text(incoming), "--out", text(out), "--watch", "--checkpoint-every", "0"]);
    run.env("FAILPOINTS", faults).spawn().unwrap()
}

/// Waits until something has come about; a test that waits for what never comes fails.
fn wait_for(what: &str, mut done: impl FnMut() -> bool) {
    let began = Instant::now();
    while !done() {
        assert!(began.elapsed() < Duration::from_mins(2), "{what} did not come about");
        thread::sleep(Duration::from_millis(50));
    }
}

fn interrupted(watch: Child) -> Output {
    assert!(Command::new("kill").args(["-INT", &watch.id().to_string()]).status().unwrap().success());
    watch.wait_with_output().unwrap()
}

fn dump(count: usize) -> String {
    let line = |number: usize| serde_json::json!({"id": number.to_string(), "text": STORY}).to_string() + "\n";
    (0..count).map(line).collect()
}

#[test]
fn each_dump_becomes_a_run_of_its_own() {
    let incoming = folder([("a.jsonl", dump(2).as_bytes()), ("b.jsonl.part", dump(1).as_bytes())]);
    let out = folder([]);
    let manifest = |name: &str| out.path().join(name).join("manifest.json");
    let first = watch(incoming.path(), out.path(), "");
    wait_for("the first dump", || manifest("a.jsonl").exists());
    assert!(!out.path().join("b.jsonl.part").exists());
    fs::rename(incoming.path().join("b.jsonl.part"), incoming.path().join("b.jsonl")).unwrap();
    wait_for("the second dump", || manifest("b.jsonl").exists());
    let (code, said) = ending(&interrupted(first));
    assert_eq!(code, 130, "{said}");
    let before = fs::read(manifest("a.jsonl")).unwrap();

    fs::write(incoming.path().join("b.jsonl"), dump(3)).unwrap();
    let second = watch(incoming.path(), out.path(), "");
    let documents = || rows_of(&out.path().join("b.jsonl"), "documents.jsonl").len();
    wait_for("the dump that changed", || documents() == 3);
    assert_eq!(ending(&interrupted(second)).0, 130);
    assert!(before == fs::read(manifest("a.jsonl")).unwrap(), "what is done is not done again");
}

#[test]
fn a_dump_that_is_half_read_goes_on_by_itself() {
    let incoming = folder([("a.jsonl", dump(20).as_bytes())]);
    let out = folder([]);
    let killed = watch(incoming.path(), out.path(), "list-sync.before=9*off->return").wait_with_output().unwrap();
    assert_eq!(killed.status.code(), None, "{killed:?}");
    let next = watch(incoming.path(), out.path(), "");
    wait_for("the rest", || out.path().join("a.jsonl/manifest.json").exists());
    let (code, said) = ending(&interrupted(next));
    assert_eq!(code, 130, "{said}");
    assert!(said.contains("going on after "), "{said}");
    assert_eq!(rows_of(&out.path().join("a.jsonl"), "documents.jsonl").len(), 20);
}

#[test]
fn a_dump_that_cannot_be_written_does_not_keep_the_others_waiting() {
    let incoming = folder([("a.jsonl", dump(1).as_bytes()), ("b.jsonl", dump(1).as_bytes())]);
    let out = folder([("a.jsonl", b"mine")]);
    let watch = watch(incoming.path(), out.path(), "");
    wait_for("the other dump", || out.path().join("b.jsonl/manifest.json").exists());
    let (code, said) = ending(&interrupted(watch));
    assert_eq!(code, 130, "{said}");
    assert!(said.contains("cannot make the folder"), "{said}");
    assert_eq!(fs::read(out.path().join("a.jsonl")).unwrap(), b"mine");
}

#[test]
fn options_that_changed_are_told_of_what_is_done() {
    let incoming = folder([("a.jsonl", dump(1).as_bytes()), ("b.jsonl", dump(1).as_bytes())]);
    let out = folder([]);
    let first = watch(incoming.path(), out.path(), "");
    wait_for("both dumps", || out.path().join("b.jsonl/manifest.json").exists());
    interrupted(first);
    let mut run = process(&["extract", text(incoming.path()), "--out", text(out.path()), "--watch", "--format", "csv"]);
    let second = run.spawn().unwrap();
    fs::write(incoming.path().join("c.jsonl"), dump(1)).unwrap();
    wait_for("a new dump", || out.path().join("c.jsonl/manifest.json").exists());
    let (_, said) = ending(&interrupted(second));
    assert_eq!(said.matches("the option format was jsonl, now csv").count(), 1, "{said}");
}

#[test]
fn outputs_go_to_another_folder_than_dumps() {
    let incoming = folder([("a.txt", STORY.as_bytes())]);
    let run = dateline(["extract", text(incoming.path()), "--out", text(incoming.path()), "--watch"]).output().unwrap();
    let (code, error) = ending(&run);
    assert!(code == 2 && error.contains("--out is the folder that is watched"), "{error}");
}

#[test]
fn only_a_folder_can_be_watched() {
    let incoming = folder([("a.txt", STORY.as_bytes())]);
    let out = folder([]);
    let file = incoming.path().join("a.txt");
    let (code, error) =
        ending(&dateline(["extract", text(&file), "--out", text(out.path()), "--watch"]).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.contains("--watch wants a folder"), "{error}");
}
