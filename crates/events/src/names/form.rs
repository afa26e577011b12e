//! A name as it stands, taken apart: honorifics, legal forms and possessives away from what identifies.

use dateline_text::{Analysis, Entity, EntityKind};

use crate::lexicon::{Lexicon, fold};

/// Which pronoun a person takes, where an honorific says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Gender {
    Male,
    Female,
}

/// A name without its trimmings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameForm {
    /// As records show it: no honorific, no determiner, no possessive, one space between words.
    pub(crate) shown: String,
    /// Folded identifying words; hyphens part words, legal forms are gone.
    pub(crate) core: Vec<String>,
    /// What the honorific says.
    pub(crate) gender: Option<Gender>,
    /// Whether it is the name of a person.
    pub(crate) is_person: bool,
    /// Whether the title of one who reigns stands before it: "King Hussein" is a whole name.
    pub(crate) reigns: bool,
}

impl NameForm {
    /// The form of one entity of an analysis.
    pub(crate) fn of(analysis: &Analysis, entity: &Entity) -> Self {
        let surface = analysis.document.slice(entity.span);
        match entity.kind {
            EntityKind::Person => {
                let mut form = Self::person(surface);
                form.gender = form.gender.or_else(|| gender_before(analysis, entity));
                let before = analysis.tokens_in(entity.span).start.checked_sub(1);
                form.reigns |= before.is_some_and(|token| reigns(&fold(analysis.word(token))));
                form
            }
            _ => Self::body(surface),
        }
    }

    /// The name of a person.
    pub(crate) fn person(surface: &str) -> Self {
        let people = &Lexicon::get().people;
        let mut words = words(surface);
        let half = words.len() / 2;
        // A name at the end of a headline and again at the start of the text.
        if half > 0 && words[..half] == words[half..] {
            words.truncate(half);
        }
        let mut gender = None;
        let reigns = words.first().is_some_and(|first| reigns(&fold(first)));
        while let [first, rest @ ..] = words.as_slice() {
            let folded = fold(first);
            let office = people.offices.contains(&folded) && !rest.is_empty();
            if !office && !people.is_honorific(&folded, rest.len()) {
                break;
            }
            gender = gender.or_else(|| gender_of(&folded));
            words.remove(0);
        }
        let mut core: Vec<String> = words.iter().map(|word| fold(word)).collect();
        while core.len() > 1 && core.last().is_some_and(|word| people.name_suffixes.contains(word)) {
            core.pop();
        }
        trim(&mut core);
        Self { shown: words.join(" ").trim_end_matches(',').to_owned(), core, gender, is_person: true, reigns }
    }

    /// The name of anything else.
    pub(crate) fn body(surface: &str) -> Self {
        let bodies = &Lexicon::get().bodies;
        let mut words = words(surface);
        if words.len() > 1 && fold(words[0]) == "the" {
            words.remove(0);
        }
        if let Some(last) = words.last_mut() {
            *last = without_adjective(last);
        }
        let mut core: Vec<String> = words.iter().flat_map(|word| parts(word)).collect();
        while core.len() > 1 && core.last().is_some_and(|word| bodies.suffixes.contains(word)) {
            core.pop();
        }
        core.retain(|word| !matches!(word.as_str(), "&" | "and" | ","));
        trim(&mut core);
        Self {
            shown: words.join(" ").trim_end_matches(',').to_owned(),
            core,
            gender: None,
            is_person: false,
            reigns: false,
        }
    }

    /// Whether it ends with the legal form of a company: "Inc", "Pty Ltd".
    pub(crate) fn is_company(&self) -> bool {
        let last = self.shown.split(' ').next_back().map(fold).unwrap_or_default();
        !self.is_person && self.shown.contains(' ') && Lexicon::get().bodies.is_legal_form(&last)
    }

    /// The key under which equal names meet.
    pub(crate) fn key(&self) -> String {
        self.core.join(" ")
    }
}

/// Drops the points of initials and the commas of legal forms.
fn trim(core: &mut [String]) {
    for word in core {
        *word = word.trim_end_matches([',', '.']).to_owned();
    }
}

/// The words of a name without the possessive at its end.
fn words(surface: &str) -> Vec<&str> {
    let mut words: Vec<&str> = surface.split_whitespace().collect();
    if let Some(last) = words.last_mut() {
        let bare = last.strip_suffix("'s").or_else(|| last.strip_suffix("’s")).unwrap_or(last);
        *last = bare.trim_end_matches(['\'', '’']);
    }
    words.retain(|word| !word.is_empty());
    words
}

/// "ASEAN-related", "U.S.-led", "ASEAN-": the name is what stands before the dash.
fn without_adjective(word: &str) -> &str {
    let bare = word.trim_end_matches(['-', '–']);
    match bare.rsplit_once(['-', '–']) {
        Some((name, tail)) if tail.len() > 2 && name.len() > 1 && tail.chars().all(char::is_lowercase) => name,
        _ => bare,
    }
}

/// A word in its hyphenated parts, folded.
fn parts(word: &str) -> Vec<String> {
    fold(word).split(['-', '/']).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn reigns(title: &str) -> bool {
    Lexicon::get().people.reigning.contains(title)
}

fn gender_of(honorific: &str) -> Option<Gender> {
    let people = &Lexicon::get().people;
    if people.male.contains(honorific) {
        Some(Gender::Male)
    } else if people.female.contains(honorific) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// The tagger leaves honorifics outside of names: "Mrs" of "Mrs Clinton" stands before the entity.
fn gender_before(analysis: &Analysis, entity: &Entity) -> Option<Gender> {
    let first = analysis.tokens_in(entity.span).start;
    let before = first.checked_sub(1)?;
    let word = fold(analysis.word(before));
    gender_of(&word).or_else(|| {
        (word == ".").then(|| before.checked_sub(1)).flatten().and_then(|index| gender_of(&fold(analysis.word(index))))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimmings_are_dropped() {
        for (surface, shown, core) in [
            ("Datuk Lokman Hakim Ali", "Lokman Hakim Ali", "lokman hakim ali"),
            ("Tan Sri Dato Hassan Marican", "Hassan Marican", "hassan marican"),
            ("Mr. Putin", "Putin", "putin"),
            ("Sir Keir Starmer’s", "Keir Starmer", "keir starmer"),
            ("Amy Tan", "Amy Tan", "amy tan"),
            ("Don Pramudwinai", "Don Pramudwinai", "don pramudwinai"),
            ("Clifford L. Alexander Jr.", "Clifford L. Alexander Jr.", "clifford l alexander"),
        ] {
            let form = NameForm::person(surface);
            assert_eq!((form.shown.as_str(), form.key().as_str()), (shown, core));
        }
        for (surface, shown, core) in [
            ("Gulf Applied Technologies Inc", "Gulf Applied Technologies Inc", "gulf applied technologies"),
            ("the Hewlett-Packard\nCo.", "Hewlett-Packard Co.", "hewlett packard"),
            ("Procter & Gamble Co", "Procter & Gamble Co", "procter gamble"),
            ("Malaysia's", "Malaysia", "malaysia"),
            ("ASEAN-related", "ASEAN", "asean"),
            ("Coca-Cola", "Coca-Cola", "coca cola"),
        ] {
            let form = NameForm::body(surface);
            assert_eq!((form.shown.as_str(), form.key().as_str()), (shown, core));
        }
    }
}
