//! `dateline bench`, on few words: what it says, never how fast it is.

use serde_json::Value;

use crate::support::{STORY, dateline, ending, folder, process, rows, said, text};

/// The least that can be measured, as JSON Lines.
fn bench(arguments: &[&str]) -> Vec<Value> {
    let mut command = dateline(["bench", "--rounds", "1", "--warmup", "0", "--output-format", "jsonl"]);
    let output = command.args(arguments).output().unwrap();
    assert_eq!(ending(&output).0, 0, "{}", ending(&output).1);
    rows(&said(&output.stdout))
}

#[test]
fn it_runs_without_inputs_and_gives_the_right_answers() {
    let rows = bench(&["--precision", "f32", "--sequences", "4", "--threads", "1"]);
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((&row["backend"], &row["precision"], &row["sequences"]), (&"native".into(), &"f32".into(), &4.into()));
    assert_eq!((&row["answers_same"], row["largest_logit_difference"].as_f64()), (&row["answers_compared"], Some(0.0)));
    assert_eq!(row["pieces"], row["padded_pieces"], "native does not pad");
    for figure in ["tokens_per_second", "latency_p99_ms", "load_ms", "first_answer_ms"] {
        assert!(row[figure].as_f64().unwrap() > 0.0, "{figure}: {row}");
    }
    assert!(row["model"].as_str().unwrap().starts_with("news-minilm@"));
    assert_eq!(row["peak_memory_bytes"].is_u64(), cfg!(target_os = "linux"));
}

#[test]
fn lists_are_swept() {
    let rows = bench(&[
        "--precision",
        "f32",
        "--length",
        "8,12",
        "--batch",
        "2,1",
        "--threads",
        "1",
        "--sequences",
        "2",
        "--warm",
    ]);
    let settings: Vec<_> = rows.iter().map(|row| (row["length"].as_u64(), row["batch"].as_u64())).collect();
    assert_eq!(settings, [(8, 2), (8, 1), (12, 2), (12, 1)].map(|(length, batch)| (Some(length), Some(batch))));
    assert!(rows.iter().all(|row| row["pieces"].as_u64() == row["length"].as_u64().map(|length| 2 * length)));
    assert!(rows.iter().all(|row| row["first_answer_ms"].is_null()), "--warm starts no processes");
}

#[test]
fn all_precisions_are_measured_unless_some_are_named() {
    let rows = bench(&["--length", "8", "--sequences", "1", "--threads", "1", "--warm"]);
    let precisions: Vec<_> = rows.iter().map(|row| row["precision"].as_str().unwrap()).collect();
    assert_eq!(precisions[0], "f32");
    assert!(rows.iter().all(|row| row["answers_compared"].as_u64() > Some(0)));
}

#[test]
fn the_pipeline_reads_documents_and_finds_their_events() {
    let folder = folder([("a.txt", STORY.as_bytes()), ("b.txt", STORY.as_bytes())]);
    let rows = bench(&["--stage", "pipeline", "--precision", "f32", "--threads", "1", text(folder.path())]);
    let [row] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((&row["documents"], row["bytes"].as_u64()), (&2.into(), Some(2 * STORY.len() as u64)));
    assert!(row["events"].as_u64() > Some(1) && row["events"] == row["answers_same"], "{row}");
    assert!(row["tag_ms"].as_f64() > Some(0.0) && row["first_answer_ms"].as_f64() > Some(0.0), "{row}");
    assert_eq!((&row["batch"], &row["sequences"]), (&Value::Null, &Value::Null));
}

#[test]
fn documents_can_come_from_standard_input() {
    let line = serde_json::json!({"id": "one", "text": STORY}).to_string();
    for stage in ["inference", "pipeline"] {
        let mut command = dateline(["bench", "--stage", stage, "--rounds", "2", "--precision", "f32", "--warm", "-"]);
        let output = command.write_stdin(line.clone()).output().unwrap();
        assert_eq!(ending(&output).0, 0, "{}", ending(&output).1);
        assert!(said(&output.stdout).contains("100 %"), "{}", said(&output.stdout));
    }
}

#[test]
fn the_table_says_what_was_measured_on_what() {
    let output = dateline(["bench", "-r", "1", "--warm", "--sequences", "2", "--precision", "f32"]).output().unwrap();
    let table = said(&output.stdout);
    assert!(table.starts_with(concat!("dateline ", env!("CARGO_PKG_VERSION"), " (")), "{table}");
    for part in
        ["inference stage, text built-in", "dateline bench -r 1", "backend  precision  tokens/s", "native   f32"]
    {
        assert!(table.contains(part), "{part} is not in\n{table}");
    }
}

#[test]
fn wrong_values_name_the_right_ones() {
    for (flag, value, expected) in [
        ("--backend", "abacus", "[possible values: native, rust-bert, onnx]"),
        ("--precision", "f64", "[possible values: f32"),
        ("--stage", "both", "[possible values: inference, pipeline]"),
        ("--format", "yaml", "[possible values: table, md, csv, json, jsonl]"),
        ("--threads", "1,0", "expected a number from 1 to 1024"),
        ("--rounds", "0", "expected a number from 1 to 1000000"),
        ("--length", "2", "sequences of 2 pieces hold no text; 3 is the least"),
        ("--length", "4000", "sequences of 4000 pieces; the model reads 512 at most"),
    ] {
        let (code, error) = ending(&dateline(["bench", flag, value]).output().unwrap());
        assert_eq!(code, 2, "{flag} {value}");
        assert!(error.contains(expected), "{flag} {value}: {error}");
    }
}

#[test]
fn what_only_one_stage_has_is_refused_in_the_other() {
    let (code, error) = ending(&dateline(["bench", "--stage", "pipeline", "--batch", "8"]).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.contains("--batch, --length, --order and --sequences are for --stage inference"), "{error}");
}

#[cfg(not(feature = "onnx"))]
#[test]
fn a_backend_that_was_left_out_names_its_feature() {
    let (code, error) = ending(&dateline(["bench", "--backend", "native,onnx"]).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.contains("built without the feature `onnx`; its backends: native"), "{error}");
}

#[test]
fn an_input_that_cannot_be_read_is_said_and_the_rest_is_measured() {
    let folder = folder([("a.txt", STORY.as_bytes()), ("b.txt", b"\0\0")]);
    let mut command = dateline(["bench", "-r", "1", "--warm", "--sequences", "1", "--precision", "f32"]);
    let (code, error) = ending(&command.arg(folder.path()).output().unwrap());
    assert_eq!(code, 1);
    assert!(error.contains("b.txt: byte 0 is NUL"), "{error}");
    let (code, error) = ending(&dateline(["bench", "no/such/file"]).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.contains("nothing to read: no/such/file: No such file"), "{error}");
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_bench_with_130() {
    let mut child = process(&["bench", "--rounds", "100000", "--warm", "--precision", "f32"]).spawn().unwrap();
    // The program listens before it loads the model; it is loaded and at work after a moment.
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(child.try_wait().unwrap().is_none());
    let interrupt = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupt.success());
    let (code, error) = ending(&child.wait_with_output().unwrap());
    assert_eq!(code, 130, "{error}");
    assert!(error.contains("interrupted: ") && error.contains(" of 100000 rounds are complete"), "{error}");
}
