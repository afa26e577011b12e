//! Input that is no news: each becomes a reject with its reason, and nothing else is lost.

use std::{
    fs::{self, File},
    io::{Seek, SeekFrom, Write},
    path::Path,
};

use serde_json::Value;

use crate::support::{STORY, dateline, ending, folder, rows_of, text};

/// Runs `extract` on a folder in which one story is sound; gives the rejects.
fn rejects_beside_a_story(input: &Path) -> Vec<Value> {
    let out = input.parent().unwrap().join(format!("{}-out", input.file_name().unwrap().to_string_lossy()));
    let (code, error) = ending(&dateline(["extract", text(input), "--out", text(&out)]).output().unwrap());
    assert_eq!(code, 1, "{error}");
    assert!(rows_of(&out, "events.jsonl").iter().all(|event| event["doc_id"] == "story.txt"));
    let manifest: Value = serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap();
    let rejects = rows_of(&out, "rejects.jsonl");
    let counts = &manifest["documents"];
    assert_eq!((&counts["out"], counts["rejected"].as_u64()), (&1.into(), Some(rejects.len() as u64)), "{counts}");
    assert_eq!(counts["in"], rejects.len() + 1);
    fs::remove_dir_all(out).unwrap();
    rejects
}

/// The code of the only reject, after a look at its other fields.
fn code_of(file: &str, bytes: &[u8]) -> String {
    let folder = folder([("story.txt", STORY.as_bytes()), (file, bytes)]);
    let rejects = rejects_beside_a_story(folder.path());
    let [reject] = &rejects[..] else { panic!("{file}: {rejects:?}") };
    assert!(reject["source"].as_str().unwrap().ends_with(file), "{reject}");
    assert!(["read", "ingest"].contains(&reject["stage"].as_str().unwrap()), "{reject}");
    assert!(!reject["message"].as_str().unwrap().is_empty(), "{reject}");
    reject["code"].as_str().unwrap().to_owned()
}

#[test]
fn what_is_no_text_is_rejected_with_its_reason() {
    for (file, bytes, code) in [
        ("empty.txt", &b""[..], "empty"),
        ("blank.txt", b" \r\n\t\n", "empty"),
        ("latin1.txt", b"caf\xe9 society met on Tuesday\n", "invalid_utf8"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01", "binary"),
    ] {
        assert_eq!(code_of(file, bytes), code, "{file}");
    }
}

#[test]
fn a_broken_line_of_a_dump_is_rejected_with_its_number() {
    let lines = b"{\"id\":\"1\",\"text\"\n[1, 2]\n";
    let folder = folder([("story.txt", STORY.as_bytes()), ("dump.jsonl", lines)]);
    let rejects = rejects_beside_a_story(folder.path());
    assert_eq!(rejects.len(), 2, "{rejects:?}");
    for (reject, line) in rejects.iter().zip(["1", "2"]) {
        assert!(reject["position"].as_str().unwrap().contains(line), "{reject}");
    }
}

/// A dump whose first line is `bytes` long, and whose second is a story. It takes no room on the disk: the middle of
/// the line is a hole, which reads as NUL bytes.
fn long_line(path: &Path, bytes: u64) {
    let mut file = File::create(path).unwrap();
    file.write_all(br#"{"id": "giant", "text": ""#).unwrap();
    file.seek(SeekFrom::Start(bytes)).unwrap();
    let story = serde_json::json!({"id": "story.txt", "text": STORY});
    file.write_all(format!("\"}}\n{story}\n").as_bytes()).unwrap();
}

#[test]
fn a_line_of_200_megabytes_is_rejected_and_the_next_is_read() {
    let folder = folder([]);
    long_line(&folder.path().join("dump.jsonl"), 200 << 20);
    let rejects = rejects_beside_a_story(folder.path());
    assert_eq!(rejects.len(), 1, "{rejects:?}");
    assert_eq!(rejects[0]["code"], "too_large");
    assert!(rejects[0]["position"].as_str().unwrap().contains('1'), "{rejects:?}");
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_to_nowhere_are_rejected() {
    use std::os::unix::fs::symlink;
    let folder = folder([("story.txt", STORY.as_bytes())]);
    symlink(folder.path(), folder.path().join("again")).unwrap();
    symlink(folder.path().join("gone.txt"), folder.path().join("nowhere.txt")).unwrap();
    let rejects = rejects_beside_a_story(folder.path());
    let codes: Vec<_> = rejects.iter().map(|reject| reject["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["loop", "not_found"]);
}
