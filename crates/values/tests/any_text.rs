//! Whatever the text, values stand where they say, do not overlap, and nothing panics.

use dateline_text::{Document, Sentence, Span, Value};
use proptest::prelude::*;

fn find(text: &str) -> Vec<Value> {
    let document = Document::plain("any", text);
    let sentence = Sentence { span: Span::new(0, text.len()), tokens: 0..0, article: 0 };
    dateline_values::find(&document, &[sentence], &[])
}

fn check(text: &str) {
    let values = find(text);
    for value in &values {
        assert!(!value.span.is_empty());
        assert!(text.get(value.span.start..value.span.end).is_some(), "{:?} of {text:?}", value.span);
        assert!(value.currency.is_some() || value.unit.is_some(), "{value:?}");
    }
    for pair in values.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{pair:?} in {text:?}");
    }
}

/// Pieces that the grammar knows, so that random texts reach deep into it.
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "$",
        "US$",
        "€",
        "RM",
        "USD",
        "MUSD",
        "Rs.",
        "#",
        "c",
        "p",
        "%",
        "pct",
        "percent",
        "points",
        "basis points",
        "million",
        "bn",
        "m",
        "lakh",
        "crore",
        "hundred",
        "thousand",
        "half",
        "a",
        "an",
        "one",
        "two",
        "twenty",
        "third",
        "quarter",
        "dozen",
        "and",
        "to",
        "or",
        "between",
        "from",
        "of",
        "-",
        "–",
        "/",
        ".",
        ",",
        "+",
        "(",
        ")",
        "about",
        "more than",
        "up to",
        "at least",
        "or more",
        "dollars",
        "pounds",
        "cents",
        "francs",
        "yen",
        "people",
        "fighter jets",
        "tons",
        "kg",
        "years",
        "point",
        "minus",
        "½",
        "\n\n",
        "\u{a0}",
        "1",
        "12",
        "1,234",
        "2.5",
        "2003",
        "7/8",
        "99999999999999999999999999",
        "0.0000000000000000000000001",
        "no",
        "exceed",
    ];
    prop_oneof![3 => prop::sample::select(words.to_vec()).prop_map(String::from), 1 => "[0-9]{1,4}", 1 => "\\PC{0,3}"]
}

proptest! {
    #[test]
    fn arbitrary_text(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn text_of_known_pieces(pieces in prop::collection::vec((piece(), prop::bool::ANY), 0..40)) {
        let spaced = pieces.iter().flat_map(|(piece, space)| [piece.as_str(), if *space { " " } else { "" }]);
        let text: String = spaced.collect();
        check(&text);
    }
}

#[test]
fn numbers_that_fit_no_decimal_are_left_out() {
    assert_eq!(find("$99999999999999999999999999999999"), []);
    assert_eq!(find("$99999999999999999999999999 trillion"), []);
}

#[test]
fn long_runs_are_read() {
    for piece in ["one ", "1-", "$", "a ", "and ", "million ", "5 dollars and ", "1 1/2 ", "half a ", "between 1 and "]
    {
        check(&piece.repeat(20_000));
    }
}
