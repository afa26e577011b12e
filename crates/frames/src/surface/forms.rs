//! The written forms of known verbs, and the dictionary forms of nouns.

use std::collections::HashMap;

/// Which forms of a verb a word may be, as bits: `cut` is several at once.
pub(super) type Form = u8;

pub(super) const BASE: Form = 1;
pub(super) const PRESENT: Form = 2;
pub(super) const PAST: Form = 4;
pub(super) const PARTICIPLE: Form = 8;
pub(super) const ING: Form = 16;

/// Verb forms by their writing.
#[derive(Debug, Default)]
pub(super) struct Forms {
    forms: HashMap<String, (String, Form)>,
}

impl Forms {
    /// Irregular verbs as `base past participle`, then regular ones.
    pub(super) fn new<'a>(irregular: &'a [String], regular: impl Iterator<Item = &'a str>) -> Self {
        let mut forms = Self::default();
        let mut uneven: Vec<&str> = Vec::new();
        for row in irregular {
            let mut parts = row.split_whitespace();
            let (Some(base), Some(past), Some(participle)) = (parts.next(), parts.next(), parts.next()) else {
                continue;
            };
            forms.add(past, base, PAST);
            forms.add(participle, base, PARTICIPLE);
            forms.present(base);
            uneven.push(base);
        }
        let mut regular: Vec<&str> = regular.filter(|verb| verb.len() > 1 && !uneven.contains(verb)).collect();
        regular.sort_unstable();
        for base in regular {
            forms.present(base);
            for past in ended(base, "ed") {
                forms.add(&past, base, PAST | PARTICIPLE);
            }
        }
        forms
    }

    /// The dictionary form of a verb and what form of it `word` is.
    pub(super) fn get(&self, word: &str) -> Option<(&str, Form)> {
        self.forms.get(word).map(|(base, form)| (base.as_str(), *form))
    }

    fn present(&mut self, base: &str) {
        self.add(base, base, BASE);
        self.add(&with_s(base), base, PRESENT);
        for ing in ended(base, "ing") {
            self.add(&ing, base, ING);
        }
    }

    fn add(&mut self, word: &str, base: &str, form: Form) {
        let entry = self.forms.entry(word.to_owned()).or_insert_with(|| (base.to_owned(), 0));
        if entry.0 == base {
            entry.1 |= form;
        }
    }
}

fn with_s(base: &str) -> String {
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(is_vowel) => format!("{stem}ies"),
        _ if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end)) => format!("{base}es"),
        _ => format!("{base}s"),
    }
}

/// With `ed` or `ing`; both spellings where the last consonant may double: `visited`, `transferred`.
fn ended(base: &str, ending: &str) -> Vec<String> {
    if let Some(stem) = base.strip_suffix('e').filter(|stem| ending == "ed" || !stem.ends_with(['e', 'i', 'o'])) {
        return vec![format!("{stem}{ending}")];
    }
    if let Some(stem) = base.strip_suffix('y').filter(|stem| ending == "ed" && !stem.ends_with(is_vowel)) {
        return vec![format!("{stem}ied")];
    }
    let mut last = base.chars().rev();
    let closed = last.next().is_some_and(|c| !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y'));
    let plain = format!("{base}{ending}");
    match base.chars().next_back() {
        Some(double) if closed && last.next().is_some_and(is_vowel) => {
            vec![plain, format!("{base}{double}{ending}")]
        }
        _ => vec![plain],
    }
}

/// The singular of a regular plural.
pub(super) fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    if ["ches", "shes", "xes", "sses"].iter().any(|end| word.ends_with(end)) {
        return word[..word.len() - 2].to_owned();
    }
    let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']));
    stem.unwrap_or(word).to_owned()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_and_nouns_are_known_by_all_their_forms() {
        let irregular = ["buy bought bought".to_owned()];
        let forms = Forms::new(&irregular, ["visit", "plan", "merge", "supply"].into_iter());
        for (word, base, form) in [
            ("bought", "buy", PAST | PARTICIPLE),
            ("visiting", "visit", ING),
            ("planned", "plan", PAST | PARTICIPLE),
            ("merging", "merge", ING),
            ("supplies", "supply", PRESENT),
        ] {
            assert_eq!(forms.get(word), Some((base, form)), "{word}");
        }
        let nouns = ["talks", "companies", "taxes", "sales", "business", "crisis"].map(singular);
        assert_eq!(nouns, ["talk", "company", "tax", "sale", "business", "crisis"]);
    }
}
