//! Truncated and broken archives: what stands before the damage is kept, and the damage is told.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::{
    found_in, list_file,
    packing::{gzip, html, page, tar, zip, zstd},
};
use dateline_ingest::Options;

const STORY: &[u8] = b"Putin met Xi in Beijing.";

/// Cut anywhere before `end`, the file gives some of its documents, and then one reject of a truncated input.
fn check(name: &str, bytes: &[u8], end: usize) {
    let whole = found_in(name, bytes);
    assert!(!whole.iter().any(|line| line.starts_with("reject")), "{name}: {whole:?}");
    for length in 0..end {
        let seen = found_in(name, &bytes[..length]);
        let (last, before) = seen.split_last().unwrap();
        assert!(last.starts_with("reject truncated"), "{name} cut at {length}: {seen:?}");
        assert!(whole.starts_with(before), "{name} cut at {length}: {seen:?}");
    }
}

#[test]
fn every_cut_of_a_compressed_file_is_noticed() {
    let lines = b"{\"text\": \"one\"}\n{\"text\": \"two\"}\n";
    for (name, bytes) in [("a.jsonl.gz", gzip(lines)), ("a.jsonl.zst", zstd(lines)), ("a.txt.gz", gzip(STORY))] {
        check(name, &bytes, bytes.len());
    }
}

#[test]
fn every_cut_of_an_archive_is_noticed() {
    let members = [("a.txt", STORY), ("photo.png", &[7; 700]), ("b.txt", STORY)];
    let archive = zip(&members);
    check("a.zip", &archive, archive.len());
    let archive = tar(&members);
    // Two empty blocks are the end mark, and one is enough.
    check("a.tar", &archive, archive.len() - 1023);
    let packed = gzip(&archive);
    check("a.tar.gz", &packed, packed.len());
}

#[test]
fn every_cut_of_a_record_is_noticed() {
    let (first, second) = (page("one", &html("One")), page("two", &html("Two")));
    let records = [&first[..], &second].concat();
    // Without the line ends behind it, a record is whole.
    for length in (1..records.len() - 4).filter(|length| !(first.len() - 4..=first.len()).contains(length)) {
        let seen = found_in("a.warc", &records[..length]);
        let (last, before) = seen.split_last().unwrap();
        assert!(last.starts_with("reject truncated"), "cut at {length}: {seen:?}");
        assert_eq!(before.len(), usize::from(length > first.len()), "cut at {length}: {seen:?}");
    }
    let first = gzip(&first);
    let packed = [&first[..], &gzip(&second)].concat();
    for length in first.len() + 1..packed.len() {
        let seen = found_in("a.warc.gz", &packed[..length]);
        assert_eq!(seen, ["document".to_owned(), format!("reject truncated byte {}", first.len())], "cut at {length}");
    }
}

#[test]
fn what_stands_before_broken_bytes_is_kept() {
    let lines: String =
        (0..20_000_u32).map(|n| format!("{{\"text\": \"{:x}\"}}\n", n.wrapping_mul(2_654_435_761))).collect();
    for (name, bytes) in [("a.jsonl.gz", gzip(lines.as_bytes())), ("a.jsonl.zst", zstd(lines.as_bytes()))] {
        let mut broken = bytes.clone();
        let middle = bytes.len() / 2;
        broken[middle..middle + 64].fill(0xff);
        let seen = found_in(name, &broken);
        let (last, before) = seen.split_last().unwrap();
        assert!(last.starts_with("reject corrupt"), "{name}: {last}");
        assert!(before.len() > 5_000, "{name}: {} documents and {last}", before.len());
    }
}

#[test]
fn rows_behind_a_stray_quote_are_read_up_to_where_the_file_is_cut_off() {
    let rows: String = (0..2000_u32).map(|n| format!("{n},text {:x}\n", n.wrapping_mul(2_654_435_761))).collect();
    let packed = gzip(format!("id,text\nx,\"stray\n{rows}").as_bytes());
    let seen = list_file("a.csv.gz", &packed[..packed.len() / 2], &Options::default());
    let (last, before) = seen.split_last().unwrap();
    assert!(last.starts_with("reject truncated line") && before.len() > 500, "{} and {last}", before.len());
    assert_eq!(before[..3], ["reject unclosed_quote line 2", "0", "1"]);
}

#[test]
fn a_wrong_check_sum_is_noticed() {
    let mut broken = gzip(b"{\"text\": \"one\"}\n");
    let sum = broken.len() - 8;
    broken[sum] ^= 1;
    let seen = list_file("a.jsonl.gz", &broken, &Options::default());
    assert_eq!(seen[0], "a.jsonl.gz:1");
    assert!(seen[1].starts_with("reject corrupt"), "{seen:?}");
}

#[test]
fn what_stands_behind_the_end_of_a_tar_is_told() {
    let [one, two] = [tar(&[("a.txt", STORY)]), tar(&[("b.txt", STORY)])];
    let place = format!("reject corrupt byte {}", one.len());
    for (name, bytes) in [("c.tar", [one.clone(), two.clone()].concat()), ("c.tgz", [gzip(&one), gzip(&two)].concat())]
    {
        assert_eq!(list_file(name, &bytes, &Options::default()), [format!("{name}/a.txt"), place.clone()]);
    }
    assert_eq!(list_file("c.tar", &[one, vec![0; 5000]].concat(), &Options::default()), ["c.tar/a.txt"]);
}

#[test]
fn a_broken_header_in_a_tar_ends_it() {
    let mut archive = tar(&[("a.txt", STORY), ("b.txt", STORY)]);
    archive[1024] ^= 1;
    assert_eq!(list_file("a.tar", &archive, &Options::default()), ["a.tar/a.txt", "reject corrupt byte 1536"]);
}

#[test]
fn a_broken_member_costs_only_itself() {
    let broken = zip(&[("m.jsonl.gz", &gzip(b"{\"text\": \"one\"}\n")[..20]), ("b.txt", STORY)]);
    let seen = list_file("a.zip", &broken, &Options::default());
    assert!(seen[0].starts_with("reject truncated m.jsonl.gz"), "{seen:?}");
    assert_eq!(seen[1..], ["a.zip/b.txt"]);
}

#[test]
fn a_broken_record_costs_only_itself() {
    let [one, two, three] = ["one", "two", "three"].map(|name| gzip(&page(name, &html(name))));
    for at in [1, 3, 12, 40, two.len() - 6, two.len() - 1] {
        let mut broken = two.clone();
        broken[at] ^= 0x55;
        let seen = list_file("a.warc.gz", &[&one[..], &broken, &three].concat(), &Options::default());
        assert_eq!(
            seen,
            ["one".to_owned(), format!("reject corrupt byte {}", one.len()), "three".to_owned()],
            "byte {at}"
        );
    }
    for at in [0, 1, 3, 12, 40, one.len() - 6] {
        let mut broken = one.clone();
        broken[at] ^= 0x55;
        let seen = list_file("a.warc.gz", &[&broken[..], &two, &three].concat(), &Options::default());
        assert_eq!(seen, ["reject corrupt byte 0", "two", "three"], "byte {at} of the first");
    }
    let [one, two, three] = ["one", "two", "three"].map(|name| page(name, &html(name)));
    let wrong = [b"XARC", &two[4..]].concat();
    let seen = list_file("a.warc", &[&one[..], &wrong, &three].concat(), &Options::default());
    assert_eq!(seen, ["one".to_owned(), format!("reject corrupt byte {}", one.len()), "three".to_owned()]);
}
