//! `--resume` and `--restart`: what becomes of a run that did not come to its end.
//!
//! That the outcome is the same whenever a run is killed is shown in `tests/faults.rs`.

use std::{fs, path::Path, process::Output};

use tempfile::TempDir;

use crate::support::{STORY, dateline, ending, folder, rows_of, text};

/// Two inputs with a few short stories, and something that is none.
fn inputs() -> TempDir {
    let line = |number: usize| {
        let text = format!("French President Emmanuel Macron met Mr. Number {number} in Berlin on Tuesday.");
        serde_json::json!({"id": format!("n{number}"), "text": text}).to_string() + "\n"
    };
    let dump: String = (0..12).map(line).collect();
    folder([("dump.jsonl", dump.as_bytes()), ("empty.txt", b""), ("story.txt", STORY.as_bytes())])
}

/// `extract` of the folder `inputs` into its subfolder `out`.
fn extract(inputs: &TempDir, more: &[&str], faults: &str) -> Output {
    let out = inputs.path().join("out");
    let paths = ["dump.jsonl", "empty.txt", "story.txt"].map(|file| inputs.path().join(file));
    let mut run = dateline(["extract", "--out", text(&out), "--jobs", "2", "--checkpoint-every", "0"]);
    run.args(paths.iter().filter(|path| path.exists())).args(more).env("FAILPOINTS", faults).output().unwrap()
}

/// Inputs whose run was killed before its end, after some checkpoints.
fn killed() -> TempDir {
    let inputs = inputs();
    let output = extract(&inputs, &[], "list-sync.before=9*off->return");
    assert_eq!(output.status.code(), None, "{output:?}");
    assert!(inputs.path().join("out/.dateline/checkpoint.json").exists());
    inputs
}

/// The names in the folder of the outputs.
fn names(out: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

const FILES: [&str; 5] = ["documents.jsonl", "events.jsonl", "manifest.json", "rejects.jsonl", "skipped.jsonl"];

#[test]
fn an_unfinished_run_is_not_lost_by_accident() {
    let inputs = killed();
    let (code, error) = ending(&extract(&inputs, &[], ""));
    assert_eq!(code, 2);
    assert!(error.contains("holds an unfinished run") && error.contains("--resume"), "{error}");
    assert!(error.contains("--restart"), "{error}");
    assert_eq!(names(&inputs.path().join("out")), [".dateline"]);
    let (code, said) = ending(&extract(&inputs, &["--resume"], ""));
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("going on after "), "{said}");
    assert_eq!(names(&inputs.path().join("out")), FILES);
    assert_eq!(rows_of(&inputs.path().join("out"), "documents.jsonl").len(), 13);
}

#[test]
fn a_run_can_be_given_up() {
    let inputs = killed();
    let (code, said) = ending(&extract(&inputs, &["--restart", "--min-confidence", "0.9"], ""));
    assert_eq!(code, 1, "{said}");
    assert!(!said.contains("going on after "), "{said}");
    assert_eq!(names(&inputs.path().join("out")), FILES);
}

#[test]
fn a_run_that_changed_does_not_go_on_and_says_what_changed() {
    let inputs = killed();
    let path = |file: &str| inputs.path().join(file);
    let refused = |more: &[&str], wanted: &[&str]| {
        let (code, error) = ending(&extract(&inputs, &[&["--resume"], more].concat(), ""));
        assert_eq!(code, 2, "{error}");
        assert!(wanted.iter().all(|wanted| error.contains(wanted)), "{wanted:?} is not in {error}");
    };
    refused(&["--min-confidence", "0.5"], &["the option min_confidence was 0, now 0.5", "--restart"]);
    refused(&["--published", "2021-05-28"], &["the option published was not given, now 2021-05-28"]);
    refused(&["--language", "all"], &["the option language was en, now all"]);
    refused(&["--precision", "f32"], &["the option precision was "]);
    let story = fs::read(path("story.txt")).unwrap();
    fs::write(path("story.txt"), STORY.replace("25", "26")).unwrap();
    refused(&[], &["story.txt has changed"]);
    fs::remove_file(path("story.txt")).unwrap();
    refused(&[], &["story.txt is gone"]);
    fs::write(path("story.txt"), story).unwrap();
    fs::write(path("new.txt"), STORY).unwrap();
    refused(&[text(&path("new.txt"))], &["new.txt is new"]);
    assert_eq!(ending(&extract(&inputs, &["--resume"], "")).0, 1);
}

#[test]
fn a_run_that_is_done_stays_as_it_is() {
    let inputs = inputs();
    assert_eq!(ending(&extract(&inputs, &["--resume"], "")).0, 1);
    let out = inputs.path().join("out");
    let all = || FILES.map(|file| fs::read(out.join(file)).unwrap());
    let before = all();
    let (code, said) = ending(&extract(&inputs, &["--resume"], ""));
    assert_eq!(code, 1, "as the run itself ended: {said}");
    assert!(said.contains("holds this run already: 13 documents, "), "{said}");
    assert!(before == all());
    assert_eq!(names(&out), FILES);
    fs::remove_file(out.join("events.jsonl")).unwrap();
    assert_eq!(ending(&extract(&inputs, &["--resume"], "")).0, 1);
    assert!(before[1] == fs::read(out.join("events.jsonl")).unwrap(), "a file that is gone is made again");
}

#[test]
fn standard_input_cannot_go_on() {
    let out = folder([]);
    let mut run = dateline(["extract", "-", "--out", text(out.path()), "--resume"]);
    let (code, error) = ending(&run.write_stdin(r#"{"id": "a", "text": "Nothing."}"#).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.contains("standard input cannot be read again"), "{error}");
}

#[test]
fn resuming_needs_a_folder() {
    let (code, error) = ending(&dateline(["extract", "seeds", "--resume"]).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.contains("--out"), "{error}");
}

#[cfg(unix)]
mod unix {
    use std::{
        io::Write,
        process::{Command, Stdio},
        thread,
        time::Duration,
    };

    use super::*;
    use crate::support::process;

    #[test]
    fn two_processes_do_not_write_into_one_folder() {
        let inputs = inputs();
        let out = inputs.path().join("out");
        let mut first = process(&["extract", "-", "--out", text(&out)]).stdin(Stdio::piped()).spawn().unwrap();
        let mut input = first.stdin.take().unwrap();
        writeln!(input, "{}", serde_json::json!({"id": "a", "text": STORY})).unwrap();
        while !out.join(".dateline/run.json").exists() {
            thread::sleep(Duration::from_millis(20));
        }
        for more in ["--resume", "--restart"] {
            let (code, error) = ending(&extract(&inputs, &[more], ""));
            assert_eq!(code, 2);
            assert!(error.contains("another process is writing into "), "{error}");
        }
        drop(input);
        assert!(first.wait().unwrap().success());
        assert_eq!(names(&out), FILES);
    }

    /// Stops a run after its first checkpoint that knows of a document.
    fn interrupt(inputs: &TempDir, dump: &Path) -> Output {
        let out = inputs.path().join("out");
        let arguments = ["extract", text(dump), "--out", text(&out), "--jobs", "1", "--checkpoint-every", "0"];
        let run = process(&arguments).spawn().unwrap();
        while !out.join(".dateline/checkpoint.json").exists() {
            thread::sleep(Duration::from_millis(10));
        }
        assert!(Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap().success());
        run.wait_with_output().unwrap()
    }

    #[test]
    fn an_interrupted_run_says_how_to_go_on_and_publishes_nothing() {
        let inputs = inputs();
        let dump = inputs.path().join("long.jsonl");
        let line = |number: usize| serde_json::json!({"id": number.to_string(), "text": STORY}).to_string() + "\n";
        fs::write(&dump, (0..200).map(line).collect::<String>()).unwrap();
        let (code, said) = ending(&interrupt(&inputs, &dump));
        assert_eq!(code, 130, "{said}");
        assert!(said.contains("interrupted: ") && said.contains("--resume"), "{said}");
        let out = inputs.path().join("out");
        assert_eq!(names(&out), [".dateline"]);
        dateline(["extract", text(&dump), "--out", text(&out), "--resume"]).assert().success();
        let ids: Vec<_> = rows_of(&out, "documents.jsonl").iter().map(|row| row["doc_id"].clone()).collect();
        assert_eq!(ids, (0..200).map(|number| number.to_string()).collect::<Vec<_>>());
    }

    /// No file may grow beyond a few kilobytes, as on a disk that is full.
    #[test]
    fn a_full_disk_is_2_and_the_run_goes_on_when_there_is_room() {
        let inputs = inputs();
        let [out, whole] = ["out", "whole"].map(|name| inputs.path().join(name));
        let story = inputs.path().join("dump.jsonl");
        let mut more = fs::OpenOptions::new().append(true).open(&story).unwrap();
        for number in 0..40 {
            writeln!(more, "{}", serde_json::json!({"id": format!("long{number}"), "text": STORY})).unwrap();
        }
        let limited = r#"trap "" XFSZ; ulimit -f 32; exec "$0" "$@""#;
        let program = assert_cmd::cargo::cargo_bin("dateline");
        let mut run = Command::new("bash");
        run.args(["-c", limited]).arg(program).current_dir(crate::support::root());
        run.args(["extract", text(&story), "--out", text(&out), "--checkpoint-every", "0", "--jobs", "1"]);
        let (code, error) = ending(&run.output().unwrap());
        assert_eq!(code, 2, "{error}");
        assert!(error.contains("--resume goes on with it") && error.contains("File too large"), "{error}");
        let (code, said) =
            ending(&dateline(["extract", text(&story), "--out", text(&out), "--resume"]).output().unwrap());
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("going on after "), "{said}");
        dateline(["extract", text(&story), "--out", text(&whole)]).assert().success();
        for file in FILES.into_iter().filter(|file| *file != "manifest.json") {
            assert!(fs::read(out.join(file)).unwrap() == fs::read(whole.join(file)).unwrap(), "{file}");
        }
    }
}
