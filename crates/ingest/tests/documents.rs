//! What documents know of themselves: metadata, reference dates by the rule, ids, exact text.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{folder, read_all, read_file};
use dateline_ingest::{Item, Options};
use dateline_text::Document;
use jiff::civil::{Date, date};

fn text(text: &str, options: &Options) -> Document {
    read_file("a.txt", text.as_bytes(), options).0.remove(0)
}

fn json(line: &str, options: &Options) -> Document {
    read_file("a.jsonl", line.as_bytes(), options).0.remove(0)
}

const BODY: &str = "The two governments signed an agreement on trade on Tuesday, officials said after the talks.";

#[test]
fn jsonl_fields_are_kept_as_given() {
    let line = r#"{"id": " x/1 ", "text": "a\r\nb", "title": "T", "published": "2021-05-27T10:00:00Z",
        "url": "https://example.com", "source": "wire", "language": "en-GB"}"#;
    let document = json(&line.replace('\n', " "), &Options::default());
    assert_eq!(document.id, " x/1 ");
    assert_eq!(document.text, "a\r\nb");
    assert_eq!(document.title.as_deref(), Some("T"));
    assert_eq!(document.published, Some(date(2021, 5, 27)));
    assert_eq!(document.url.as_deref(), Some("https://example.com"));
    assert_eq!(document.source.as_deref(), Some("wire"));
    assert_eq!(document.language.as_deref(), Some("en"));
}

#[test]
fn an_id_may_be_a_number_that_is_held_exactly() {
    let id = |id: &str| json(&format!(r#"{{"id": {id}, "text": "{BODY}"}}"#), &Options::default()).id;
    for exact in ["7", "-7", "18446744073709551615", "1.5"] {
        assert_eq!(id(exact), exact);
    }
    for other in ["12345678901234567890123", "null", "true", "[1]", "\" \""] {
        assert_eq!(id(other), "a.jsonl:1", "{other}");
    }
}

/// In every format: a database takes no more into its indices.
#[test]
fn an_id_of_more_than_a_kibibyte_is_none() {
    let [long, too_long] = [1 << 10, (1 << 10) + 1].map(|length| "x".repeat(length));
    let check = |name: &str, file: &dyn Fn(&str) -> String, place: &str| {
        let id = |id: &str| read_file(name, file(id).as_bytes(), &Options::default()).0.remove(0).id;
        assert_eq!(id(&long), long, "{name}");
        assert_eq!(id(&too_long), format!("{name}:{place}"), "{name}");
    };
    check("a.jsonl", &|id| format!(r#"{{"id": "{id}", "text": "{BODY}"}}"#), "1");
    check("a.json", &|id| format!(r#"[{{"id": "{id}", "text": "{BODY}"}}]"#), "1");
    check("a.csv", &|id| format!("id,text\n{id},\"{BODY}\"\n"), "2");
    check("a.xml", &|id| format!("<newsitem itemid='{id}'><text><p>{BODY}</p></text></newsitem>"), "1");
}

#[test]
fn a_place_of_more_than_a_kibibyte_is_cut_and_still_told_apart() {
    let files = folder(&[("a.txt", BODY.as_bytes())]);
    let place = format!("{}/", "\u{e9}".repeat(100)).repeat(20);
    let [one, two] = ["one", "two"].map(|name| {
        let item = Item::file(format!("{place}{name}"), files.path().join("a.txt"));
        read_all(&item, &Options::default()).0.remove(0).id
    });
    assert!(one != two && one.len() <= 1 << 10 && one.starts_with(&place[..1000]), "{one}");
}

#[test]
fn metadata_hold_no_nul() {
    let line = format!(r#"{{"id": "a\u0000b", "title": "T\u0000", "url": "\u0000", "text": "{BODY}"}}"#);
    let document = json(&line, &Options::default());
    assert_eq!((document.id.as_str(), document.title.as_deref(), document.url), ("ab", Some("T"), None));
}

#[test]
fn the_reference_date_follows_the_rule() {
    let option = Options::default().with_published(Some(date(2000, 1, 1)));
    let check = |text_of: &str, expected: Date| {
        let document = text(text_of, &option);
        assert_eq!(document.articles[0].published, Some(expected), "{text_of}");
        assert_eq!(document.published, Some(expected), "{text_of}");
    };
    check(&format!("LONDON, 5 Jan 1996 (AP) - {BODY}"), date(1996, 1, 5));
    check(&format!("A title\n\nBy Jane Doe | March 3, 2020\n\n{BODY}"), date(2020, 3, 3));
    check(&format!("A title\n\n{BODY}\n\nPublished 12 March 2019"), date(2019, 3, 12));
    check(&format!("A title\n\nPublished\n\non\n\nMay 27, 2021\n\n{BODY}"), date(2021, 5, 27));
    check(&format!("MOSCOW, May 27 — {BODY} It was prepared on May 25, 2021."), date(2021, 5, 27));
    check(&format!("MOSCOW, May 27 — {BODY}"), date(2000, 1, 1));
    check(&format!("Last Updated: May 28, 2021\n\nA title\n\n{BODY}"), date(2000, 1, 1));
    check(&format!("A title\n\nLast updated\n\nMay 28, 2021\n\n{BODY}"), date(2000, 1, 1));
    check(&format!("A title\n\n{BODY}\n\nMay 28, 2021\n\n{BODY}"), date(2000, 1, 1));
    check(&format!("WASHINGTON (Reuters) - {BODY}"), date(2000, 1, 1));
}

#[test]
fn metadata_goes_before_the_text_and_an_unreadable_date_leaves_a_gap() {
    let line =
        |published: &str| format!(r#"{{"text": "LONDON, 5 Jan 1996 (AP) - {BODY}", "published": "{published}"}}"#);
    assert_eq!(json(&line("1996-01-06"), &Options::default()).published, Some(date(1996, 1, 6)));
    assert_eq!(json(&line("None"), &Options::default()).published, Some(date(1996, 1, 5)));
    assert_eq!(text(BODY, &Options::default()).published, None);
}

#[test]
fn the_title_is_the_metadatas_or_the_first_short_line() {
    assert_eq!(
        text(&format!("Share\n\nTalks in Oslo\n\n{BODY}"), &Options::default()).title.as_deref(),
        Some("Talks in Oslo")
    );
    assert_eq!(text(BODY, &Options::default()).title, None);
    let line = format!(r#"{{"text": "World\n\nTalks in Oslo\n\n{BODY}", "title": "Talks in Oslo | The Site"}}"#);
    let document = json(&line, &Options::default());
    assert_eq!(document.title.as_deref(), Some("Talks in Oslo | The Site"));
    assert_eq!(document.slice(document.articles[0].title.unwrap()), "Talks in Oslo");
}
