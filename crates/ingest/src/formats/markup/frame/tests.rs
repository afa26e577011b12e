//! How items are framed.

use super::*;

const LIMIT: usize = 60;

/// The items of `text`, read in chunks of several sizes: their texts, or what is wrong with them.
fn check(text: &str, expected: &[(u64, &str)]) {
    for capacity in [1, 3, 64] {
        let mut reader = io::BufReader::with_capacity(capacity, text.as_bytes());
        let mut frames = Frames::new(vec!["DOC", "item"], LIMIT);
        let found = std::iter::from_fn(|| frames.next(&mut reader).unwrap()).map(|frame| match frame.item {
            Item::Whole { bytes, .. } => (frame.offset, String::from_utf8(bytes).unwrap()),
            Item::TooLong => (frame.offset, "too long".to_owned()),
            Item::Unfinished => (frame.offset, "unfinished".to_owned()),
        });
        let expected: Vec<_> = expected.iter().map(|&(offset, item)| (offset, item.to_owned())).collect();
        assert_eq!(found.collect::<Vec<_>>(), expected, "{text:?} in chunks of {capacity}");
    }
}

#[test]
fn items_are_framed_by_their_tags() {
    check("<DOC id=1>a</DOC>\n<DOC>b</DOC >", &[(0, "<DOC id=1>a</DOC>"), (18, "<DOC>b</DOC >")]);
    check("<?xml version='1.0'?><all><n:item>x</n:item></all>", &[(26, "<n:item>x</n:item>")]);
    check("<DOCS><item><DOC>x</DOC></item></DOCS>", &[(6, "<item><DOC>x</DOC></item>")]);
    check("<item>a < b, 1<2, <>\n</item>", &[(0, "<item>a < b, 1<2, <>\n</item>")]);
    check("no tags", &[]);
}

#[test]
fn tags_in_comments_character_data_and_declarations_do_not_count() {
    check("<!-- <item> --><item>x</item>", &[(15, "<item>x</item>")]);
    check("<item><![CDATA[</item>]]></item>", &[(0, "<item><![CDATA[</item>]]></item>")]);
    check("<item><!-- </item> --></item>", &[(0, "<item><!-- </item> --></item>")]);
    check("<!DOCTYPE x [<!ENTITY a '<item>'>]><item>x</item>", &[(35, "<item>x</item>")]);
}

#[test]
fn what_is_never_closed_or_too_long_costs_only_itself() {
    let long = "x".repeat(100);
    check("<DOC>a<DOC>b</DOC>", &[(0, "unfinished"), (6, "<DOC>b</DOC>")]);
    check("<DOC>a</DOC><DOC>b", &[(0, "<DOC>a</DOC>"), (12, "unfinished")]);
    check(&format!("<DOC>{long}</DOC><DOC>b</DOC>"), &[(0, "too long"), (111, "<DOC>b</DOC>")]);
    check(&format!("<DOC><!-- {long}</DOC><DOC>b</DOC>"), &[(0, "too long"), (116, "<DOC>b</DOC>")]);
    check(&format!("<DOC><!D {long}</DOC><DOC>b</DOC>"), &[(0, "too long"), (115, "<DOC>b</DOC>")]);
    check(&format!("<DOC><!D [{long}</DOC><DOC>b</DOC>"), &[(0, "too long"), (116, "<DOC>b</DOC>")]);
    check(&format!("<DOC>{long}"), &[(0, "too long")]);
}

#[test]
fn what_hides_all_items_behind_it_is_told() {
    for open in ["<!-- <DOC>", "<![CDATA[<DOC>", "<!DOCTYPE <DOC", "<!DOCTYPE x [<DOC>"] {
        check(&format!("<DOC>a</DOC> {open}b"), &[(0, "<DOC>a</DOC>"), (13, "unfinished")]);
    }
    check("<!DOCTYPE x", &[(0, "unfinished")]);
}
