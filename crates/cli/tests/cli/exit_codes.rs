//! 0 done; 1 done, with rejected documents; 2 usage or fatal; 130 interrupted.

use crate::support::{STORY, dateline, ending, folder, process, rows, said, text};

#[test]
fn a_story_is_done_with_0() {
    let folder = folder([("a.txt", STORY.as_bytes())]);
    let output = dateline(["extract", text(folder.path())]).output().unwrap();
    let (code, summary) = ending(&output);
    assert_eq!(code, 0, "{summary}");
    let events = rows(&said(&output.stdout)).len();
    assert!(summary.starts_with(&format!("1 document, {events} event")), "{summary}");
    assert!(summary.contains(", 0 rejected in ") && summary.ends_with(" tokens/s)\n"), "{summary}");
}

#[test]
fn quiet_says_nothing() {
    let folder = folder([("a.txt", STORY.as_bytes())]);
    let output = dateline(["extract", "--quiet", text(folder.path())]).output().unwrap();
    assert_eq!(ending(&output), (0, String::new()));
}

#[test]
fn a_missing_path_beside_a_story_is_1() {
    let folder = folder([("a.txt", STORY.as_bytes())]);
    let output = dateline(["annotate", "no/such/file.txt", text(folder.path())]).output().unwrap();
    let (code, error) = ending(&output);
    assert_eq!(code, 1);
    assert!(error.starts_with("dateline: no/such/file.txt: No such file"), "{error}");
    assert_eq!(rows(&said(&output.stdout)).len(), 1);
}

#[test]
fn nothing_but_missing_paths_is_2() {
    for command in ["extract", "annotate", "inspect"] {
        let (code, error) = ending(&dateline([command, "no/such/file.txt"]).output().unwrap());
        assert_eq!(code, 2, "{command}");
        assert!(error.starts_with("dateline: nothing to read: no/such/file.txt: No such file"), "{error}");
    }
}

#[test]
fn a_folder_without_stories_is_2() {
    let empty = folder([]);
    let (code, error) = ending(&dateline(["extract", text(empty.path())]).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.contains("nothing to read: no files in "), "{error}");
    let other = folder([("picture.png", b"\x89PNG")]);
    let (code, error) = ending(&dateline(["extract", text(other.path())]).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.contains("picture.png: "), "{error}");
}

#[test]
fn a_missing_model_is_2_and_says_where_it_was_sought() {
    let empty = folder([("a.txt", STORY.as_bytes())]);
    let story = empty.path().join("a.txt");
    let named = dateline(["extract", text(&story), "--model", text(empty.path())]).output().unwrap();
    let (code, error) = ending(&named);
    assert_eq!(code, 2);
    assert!(error.contains("which --model names: it holds no config.json"), "{error}");
    let variable = dateline(["inspect", text(&story)]).env("DATELINE_MODEL", "/no/model").output().unwrap();
    let (code, error) = ending(&variable);
    assert_eq!(code, 2);
    assert!(error.contains("no model in /no/model, which DATELINE_MODEL names"), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_2() {
    let folder = folder([("a.txt", STORY.as_bytes())]);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut run = process(&["annotate", text(folder.path())]);
    let (code, error) = ending(&run.stdout(full).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.starts_with("dateline: output failed: cannot write records: No space left"), "{error}");
}

#[test]
fn an_output_folder_that_cannot_be_is_2() {
    let folder = folder([("a.txt", STORY.as_bytes())]);
    let story = folder.path().join("a.txt");
    let (code, error) = ending(&dateline(["extract", text(&story), "--out", text(&story)]).output().unwrap());
    assert_eq!(code, 2);
    assert!(error.contains("cannot make the folder "), "{error}");
}
