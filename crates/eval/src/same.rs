//! When a filler that was said is the one that gold wants.

use std::{collections::BTreeSet, sync::LazyLock};

use regex::Regex;

use crate::{GoldFiller, SaidFiller};

/// Amounts are the same number of the same thing; times have the same value; anything else has a name in common, or
/// stands at the same place and ends in the same word.
pub(crate) fn same(gold: &GoldFiller, said: &SaidFiller) -> bool {
    if gold.amount.is_some() {
        let unit = said.currency.as_deref().filter(|currency| !currency.is_empty()).or(said.unit.as_deref());
        return same_number(gold.amount.as_deref(), said.amount.as_deref())
            && gold.currency.as_deref().unwrap_or_default() == unit.unwrap_or_default();
    }
    if gold.value.is_some() {
        return said.value.is_some() && (said.value == gold.value || said.value == gold.also);
    }
    same_name(gold, said)
}

fn same_name(gold: &GoldFiller, said: &SaidFiller) -> bool {
    let names: BTreeSet<_> = gold.names.iter().chain([&gold.text]).map(|name| fold(name)).collect();
    let given = [said.name.as_deref().unwrap_or_default(), &said.text];
    let given: BTreeSet<_> = given.into_iter().map(fold).filter(|name| !name.is_empty()).collect();
    let overlap = || gold.words().zip(said.words()).is_some_and(|(gold, said)| gold.overlaps(&said));
    !names.is_disjoint(&given) || overlap() && !last_words(&names).is_disjoint(&last_words(&given))
}

fn last_words(names: &BTreeSet<String>) -> BTreeSet<&str> {
    names.iter().filter_map(|name| name.split(' ').next_back()).filter(|word| !word.is_empty()).collect()
}

/// Small letters, without punctuation and without an article or pronoun in front.
fn fold(name: &str) -> String {
    /// Letters, digits and the signs of money count.
    static PUNCTUATION: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[^\p{L}\p{N}_%$€£.]+").expect("the pattern is fixed"));
    let folded = name.to_lowercase();
    let folded = PUNCTUATION.replace_all(&folded, " ");
    let folded = folded.trim();
    let bare =
        ["the ", "a ", "an ", "its ", "his ", "her ", "their "].iter().find_map(|front| folded.strip_prefix(front));
    bare.unwrap_or(folded).to_owned()
}

fn same_number(gold: Option<&str>, said: Option<&str>) -> bool {
    match (gold.and_then(number), said.and_then(number)) {
        (None, None) => gold == said,
        (gold, said) => gold == said,
    }
}

/// The number, rounded to six decimals.
fn number(amount: &str) -> Option<f64> {
    let number: f64 = amount.replace(',', "").trim().parse().ok()?;
    format!("{number:.6}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str, names: &[&str], start: usize) -> GoldFiller {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        GoldFiller {
            text: text.to_owned(),
            names,
            start: Some(start),
            end: Some(start + text.len()),
            ..GoldFiller::default()
        }
    }

    fn words(text: &str, name: Option<&str>, start: usize) -> SaidFiller {
        let (start, end) = (Some(start), Some(start + text.len()));
        SaidFiller { text: text.to_owned(), name: name.map(str::to_owned), start, end, ..SaidFiller::default() }
    }

    fn amount(amount: &str, currency: Option<&str>, unit: Option<&str>) -> SaidFiller {
        let [currency, unit] = [currency, unit].map(|text| text.map(str::to_owned));
        SaidFiller { amount: Some(amount.to_owned()), currency, unit, ..SaidFiller::default() }
    }

    #[test]
    fn any_of_the_names_will_do() {
        let gold = named("the company", &["Petronas"], 10);
        assert!(same(&gold, &words("it", Some("PETRONAS"), 90)));
        assert!(same(&gold, &words("a company", None, 90)), "whatever stands before");
        assert!(!same(&gold, &words("Petronas Gas", None, 90)));
    }

    #[test]
    fn at_the_same_place_the_last_word_is_enough() {
        let gold = named("Prime Minister Badawi", &[], 10);
        assert!(same(&gold, &words("Badawi", None, 25)));
        assert!(!same(&gold, &words("Badawi", None, 250)));
        assert!(!same(&gold, &words("Prime Minister", None, 10)));
    }

    #[test]
    fn punctuation_and_case_are_nothing() {
        assert_eq!(fold("  The U.S.-led “Coalition”, Inc. "), "u.s. led coalition inc.");
        assert_eq!(fold("the"), "the");
        assert_eq!(fold("their £5m"), "£5m");
        assert_eq!(fold("—"), "");
    }

    #[test]
    fn amounts_are_numbers_of_something() {
        let text = |amount: &str, currency: &str| GoldFiller {
            amount: Some(amount.to_owned()),
            currency: Some(currency.to_owned()),
            ..GoldFiller::default()
        };
        assert!(same(&text("1,100,000,000", "USD"), &amount("1100000000.0", Some("USD"), None)));
        assert!(same(&text("5", "%"), &amount("5.0000001", None, Some("%"))));
        assert!(!same(&text("5", "%"), &amount("5", Some("USD"), Some("%"))));
        assert!(!same(&text("5", "%"), &amount("5.1", None, Some("%"))));
        assert!(!same(&text("5", "%"), &SaidFiller::default()));
        assert!(!same(&text("many", ""), &amount("5", None, None)));
        assert!(same(&text("many", ""), &amount("many", None, None)));
    }

    #[test]
    fn times_have_one_value_or_another() {
        let gold = |value: &str, also: Option<&str>| GoldFiller {
            value: Some(value.to_owned()),
            also: also.map(str::to_owned),
            ..named("Tuesday", &[], 0)
        };
        let said = |value: Option<&str>| SaidFiller { value: value.map(str::to_owned), ..words("Tuesday", None, 0) };
        assert!(same(&gold("2021-05-25", None), &said(Some("2021-05-25"))));
        assert!(same(&gold("2021-05-25", Some("XXXX-WXX-2")), &said(Some("XXXX-WXX-2"))));
        assert!(!same(&gold("2021-05-25", None), &said(None)), "the words alone are not enough");
        assert!(!same(&gold("2021-05-25", None), &said(Some("2021-05-18"))));
    }
}
