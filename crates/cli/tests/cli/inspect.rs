//! `inspect`: a story as the program reads it.

use crate::support::{STORY, dateline, ending, folder, said, text};

fn inspected<const N: usize>(more: [&str; N]) -> String {
    let folder = folder([("a.txt", STORY.as_bytes())]);
    let story = folder.path().join("a.txt");
    let output = dateline(["inspect", text(&story)]).args(more).output().unwrap();
    assert_eq!(ending(&output), (0, String::new()));
    said(&output.stdout)
}

#[test]
fn a_pipe_gets_brackets_and_no_colours() {
    let page = inspected([]);
    assert!(!page.contains('\u{1b}'), "{page}");
    assert!(page.contains("[Emmanuel Macron person]") && page.contains("[Berlin location]"), "{page}");
    assert!(page.contains(" → ") && page.contains("1,100,000,000 EUR"), "{page}");
}

#[test]
fn colours_come_when_asked_for() {
    let page = inspected(["--color", "always"]);
    assert!(page.contains("\u{1b}[32mEmmanuel Macron\u{1b}[0m"), "{page}");
    assert!(!page.contains("[Emmanuel"), "{page}");
}

#[test]
fn lines_fit_the_width() {
    let page = inspected([]);
    let widest = page.lines().max_by_key(|line| line.chars().count()).unwrap();
    assert!(widest.chars().count() <= 90, "{widest}");
}

#[test]
fn a_story_that_cannot_be_read_is_1() {
    let folder = folder([("empty.txt", b"")]);
    let (code, error) = ending(&dateline(["inspect", text(&folder.path().join("empty.txt"))]).output().unwrap());
    assert_eq!(code, 1);
    assert!(error.starts_with("dateline: ") && error.contains("empty.txt: "), "{error}");
}
