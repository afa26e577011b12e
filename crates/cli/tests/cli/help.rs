//! Help, version and usage errors.

use crate::support::{dateline, ending, said};

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let output = dateline(["--help"]).output().unwrap();
    assert_eq!(ending(&output).0, 0);
    let help = said(&output.stdout);
    for word in [
        "extract",
        "annotate",
        "inspect",
        "eval",
        "report",
        "worker",
        "bench",
        "schema",
        "completions",
        "man",
        "Exit codes",
        "130",
    ] {
        assert!(help.contains(word), "{word} is not in:\n{help}");
    }
}

#[test]
fn the_help_of_a_command_has_examples_that_are_right() {
    for command in
        ["extract", "annotate", "inspect", "eval", "report", "worker", "bench", "schema", "completions", "man"]
    {
        for flag in ["-h", "--help"] {
            let help = said(&dateline([command, flag]).output().unwrap().stdout);
            let example = format!("Examples:\n  dateline {command} ");
            assert!(help.contains(&example), "{command} {flag}:\n{help}");
        }
    }
}

#[test]
fn a_format_that_standard_output_does_not_take_is_a_usage_error() {
    let (code, error) = ending(&dateline(["extract", "seeds", "--format", "jsonl,parquet"]).output().unwrap());
    assert_eq!((code, error.as_str()), (2, "dateline: --format parquet wants a folder: give --out DIR\n"));
}

/// The short help fits a screen; whoever changes it should see how it looks.
#[test]
fn the_short_help_is_grouped() {
    for command in ["extract", "annotate", "inspect", "eval"] {
        let help = said(&dateline([command, "-h"]).output().unwrap().stdout);
        insta::assert_snapshot!(format!("help_of_{command}"), help);
    }
    insta::assert_snapshot!("help", said(&dateline(["-h"]).output().unwrap().stdout));
}

#[test]
fn the_full_help_says_more_than_the_short_one() {
    for command in ["extract", "annotate", "inspect", "eval", "bench"] {
        let [short, full] = ["-h", "--help"].map(|flag| dateline([command, flag]).output().unwrap().stdout.len());
        assert!(full > short + 500, "{command}: {short} and {full} bytes");
    }
}

#[test]
fn a_slip_of_the_finger_is_answered_with_what_was_meant() {
    let (code, error) = ending(&dateline(["extrct", "seeds"]).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.contains("a similar subcommand exists: 'extract'"), "{error}");
    let (code, error) = ending(&dateline(["extract", "seeds", "--publisched", "2021-05-28"]).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.contains("a similar argument exists: '--published'"), "{error}");
}

#[test]
fn the_long_version_names_the_model_format() {
    let short = said(&dateline(["-V"]).output().unwrap().stdout);
    let long = said(&dateline(["--version"]).output().unwrap().stdout);
    assert_eq!(short, concat!("dateline ", env!("CARGO_PKG_VERSION"), "\n"));
    assert!(long.starts_with(short.trim_end()) && long.contains("model format: "), "{long}");
}

#[test]
fn no_input_is_a_usage_error_that_tells_of_standard_input() {
    for command in ["extract", "annotate"] {
        let (code, error) = ending(&dateline([command]).write_stdin(r#"{"id":"a","text":"x"}"#).output().unwrap());
        assert_eq!(code, 2);
        assert!(error.contains("To read documents from standard input, give - as the input."), "{error}");
    }
}

#[test]
fn wrong_values_say_what_is_expected() {
    for (flag, value, expected) in [
        ("--published", "tomorrow", "expected a date as YYYY-MM-DD, for example 2021-05-25"),
        ("--min-confidence", "1.5", "expected a number from 0 to 1"),
        ("--jobs", "0", "for '--jobs <N>'"),
        ("--format", "xml", "[possible values: jsonl, jsonl.zst, csv, parquet, sqlite, sql]"),
        ("--color", "red", "[possible values: auto, always, never]"),
    ] {
        let (code, error) = ending(&dateline(["extract", "seeds", flag, value]).output().unwrap());
        assert_eq!(code, 2);
        assert!(error.contains(expected), "{flag} {value}: {error}");
    }
}
