//! Dictionary forms of words.
//!
//! Verbs, and the nouns and adjectives that the rules get wrong, come from tables (`lemmas/*.tsv`, made by
//! `scripts/lexicon/lemmas.py` from the NIH SPECIALIST lexicon); all else by rule.

use std::{collections::HashMap, sync::LazyLock};

use compact_str::{CompactString, ToCompactString};
use dateline_text::Upos;

type Table = HashMap<&'static str, &'static str>;

static VERBS: LazyLock<Table> = LazyLock::new(|| table(include_str!("../lemmas/verb.tsv")));
static NOUNS: LazyLock<Table> = LazyLock::new(|| table(include_str!("../lemmas/noun.tsv")));
static ADJECTIVES: LazyLock<Table> = LazyLock::new(|| table(include_str!("../lemmas/adjective.tsv")));
static OTHERS: LazyLock<Table> = LazyLock::new(|| table(include_str!("../lemmas/closed.tsv")));

fn table(text: &'static str) -> Table {
    text.lines().filter_map(|line| line.split_once('\t')).collect()
}

/// The lemma of `word` as a `upos`, in lower case; names keep their form but for the case.
pub(crate) fn lemma(word: &str, upos: Upos) -> CompactString {
    let form = word.to_lowercase().replace('’', "'");
    let found = match upos {
        Upos::Verb => OTHERS.get(form.as_str()).filter(|_| is_auxiliary(&form)).or_else(|| VERBS.get(form.as_str())),
        Upos::Noun => NOUNS.get(form.as_str()),
        Upos::Adj => ADJECTIVES.get(form.as_str()),
        Upos::Aux | Upos::Pron | Upos::Det | Upos::Part | Upos::Adv | Upos::Adp => OTHERS.get(form.as_str()),
        _ => None,
    };
    match (found, upos) {
        (Some(lemma), _) => (*lemma).to_compact_string(),
        (None, Upos::Noun) => noun(&form),
        (None, Upos::Verb) => verb(&form),
        (None, _) => form.to_compact_string(),
    }
}

/// Forms of be, have and do, which the verb table leaves to the auxiliaries.
fn is_auxiliary(form: &str) -> bool {
    matches!(OTHERS.get(form), Some(&("be" | "have" | "do")))
}

/// Plurals by rule; `scripts/lexicon/lemmas.py` has the same rule and lists its exceptions.
fn noun(form: &str) -> CompactString {
    if let Some(stem) = form.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return [stem, "y"].concat().into();
    }
    let hissing = ["sses", "shes", "ches", "xes", "zzes"].iter().any(|ending| form.ends_with(ending));
    let kept = ["ss", "us", "is"].iter().any(|ending| form.ends_with(ending));
    match form.strip_suffix('s') {
        Some(stem) if hissing => stem[..stem.len() - 1].into(),
        Some(stem) if !kept && form.len() > 3 => stem.into(),
        _ => form.into(),
    }
}

/// Forms of rare verbs by rule: `googled` keeps its `e` after two consonants, `blogging` loses its double one.
fn verb(form: &str) -> CompactString {
    if let Some(stem) = form.strip_suffix("ied").or_else(|| form.strip_suffix("ies")).filter(|stem| stem.len() > 1) {
        return [stem, "y"].concat().into();
    }
    if let Some(stem) = form.strip_suffix("ing").or_else(|| form.strip_suffix("ed")).filter(|stem| stem.len() > 2) {
        return undoubled(stem);
    }
    match form.strip_suffix('s') {
        Some(stem) if form.len() > 3 && !form.ends_with("ss") => stem.into(),
        _ => form.into(),
    }
}

fn undoubled(stem: &str) -> CompactString {
    let mut letters = stem.chars().rev();
    let (last, before) = (letters.next(), letters.next());
    if last == before && !matches!(last, Some('s' | 'l' | 'e' | 'o' | 'f' | 'z')) {
        return stem[..stem.len() - last.map_or(0, char::len_utf8)].into();
    }
    let takes_e = matches!(last, Some('v' | 'c' | 'u' | 'z'))
        || stem.ends_with("at") && before == Some('a') && !stem.ends_with("eat");
    if takes_e { [stem, "e"].concat().into() } else { stem.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lemmas() {
        let cases = [
            ("bought", Upos::Verb, "buy"),
            ("Met", Upos::Verb, "meet"),
            ("meeting", Upos::Noun, "meeting"),
            ("meeting", Upos::Verb, "meet"),
            ("acquires", Upos::Verb, "acquire"),
            ("agreed", Upos::Verb, "agree"),
            ("Talks", Upos::Noun, "talk"),
            ("companies", Upos::Noun, "company"),
            ("crises", Upos::Noun, "crisis"),
            ("men", Upos::Noun, "man"),
            ("boxes", Upos::Noun, "box"),
            ("news", Upos::Noun, "news"),
            ("was", Upos::Aux, "be"),
            ("was", Upos::Verb, "be"),
            ("has", Upos::Verb, "have"),
            ("’s", Upos::Aux, "be"),
            ("n’t", Upos::Part, "not"),
            ("wo", Upos::Aux, "will"),
            ("their", Upos::Pron, "they"),
            ("best", Upos::Adj, "good"),
            ("Putin", Upos::Propn, "putin"),
            ("defunded", Upos::Verb, "defund"),
            ("relitigated", Upos::Verb, "relitigate"),
        ];
        for (word, upos, expected) in cases {
            assert_eq!(lemma(word, upos), expected, "{word} as {upos}");
        }
    }
}
