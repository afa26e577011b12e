//! `--language`: what is read, and what is passed over.

use serde_json::json;

use crate::support::{dateline, ending, rows, said};

/// The ids of the documents that are read with these options; an English one, a French one, and one too short to tell.
fn read(options: &[&str]) -> Vec<String> {
    let english = "The two leaders met in Beijing on Tuesday and signed several agreements on trade. ".repeat(5);
    let french = "Les deux dirigeants se sont rencontrés mardi à Pékin et ont signé plusieurs accords. ".repeat(5);
    let lines = [("english", english), ("french", french), ("short", "Putin met Xi.".to_owned())];
    let dump: String = lines.iter().map(|(id, text)| json!({"id": id, "text": text}).to_string() + "\n").collect();
    let output = dateline(["annotate", "-", "-q"]).args(options).write_stdin(dump).output().unwrap();
    assert_eq!(ending(&output), (0, String::new()));
    rows(&said(&output.stdout)).iter().map(|row| row["doc_id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn english_is_read_unless_other_languages_are_wanted() {
    assert_eq!(read(&[]), ["english", "short"]);
    assert_eq!(read(&["--language", "fr"]), ["french", "short"]);
    assert_eq!(read(&["--language", "en,fr"]), ["english", "french", "short"]);
    assert_eq!(read(&["--language", "all"]), ["english", "french", "short"]);
}

#[test]
fn what_is_no_language_is_a_usage_error() {
    let (code, error) = ending(&dateline(["extract", "seeds", "--language", "english"]).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.contains("expected two-letter codes such as en or en,fr, or all"), "{error}");
}
