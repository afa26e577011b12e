//! Groups the names of one article that name the same.

use std::collections::BTreeMap;

use super::{
    form::{Gender, NameForm},
    short::Fit,
};

/// How the first name is a short form of the second, if it is.
pub(super) type FitOf = fn(&NameForm, &NameForm) -> Option<Fit>;

/// One spelling of a name with how often and how early the article uses it.
#[derive(Debug, Clone)]
struct Spelling {
    form: NameForm,
    count: usize,
    first: usize,
}

/// The full name for each spelling, by [`NameForm::key`] and gender.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    names: BTreeMap<(String, Option<u8>), String>,
}

impl Clusters {
    /// Groups `forms`, which stand in text order. A short form joins a longer name only when it fits exactly one.
    pub(super) fn build(forms: &[NameForm], aliases: &[(String, NameForm)], fit_of: FitOf) -> Self {
        let mut spellings = spellings(forms);
        spellings.sort_by_key(|spelling| (usize::MAX - spelling.form.core.len(), spelling.first));
        let mut heads: Vec<Spelling> = Vec::new();
        let mut names = BTreeMap::new();
        for spelling in spellings {
            let head = alias_of(&spelling.form, aliases, &heads).or_else(|| only_fit(&spelling, &heads, fit_of));
            let name = head.map_or_else(|| spelling.form.shown.clone(), |head| heads[head].form.shown.clone());
            if let Some(head) = head {
                heads[head].form.gender = heads[head].form.gender.or(spelling.form.gender);
            }
            names.insert(id(&spelling.form), name);
            if head.is_none() {
                heads.push(spelling);
            }
        }
        Self { names }
    }

    /// The full name of `form`, when it was among the forms.
    pub(super) fn name(&self, form: &NameForm) -> Option<&str> {
        self.names.get(&id(form)).map(String::as_str)
    }
}

fn id(form: &NameForm) -> (String, Option<u8>) {
    (form.key(), form.gender.map(|gender| u8::from(gender == Gender::Female)))
}

/// The distinct spellings; of several ways to write one, the one without shouting is shown.
fn spellings(forms: &[NameForm]) -> Vec<Spelling> {
    let mut seen: BTreeMap<(String, Option<u8>), Spelling> = BTreeMap::new();
    for (first, form) in forms.iter().enumerate() {
        let known = seen.entry(id(form)).or_insert_with(|| Spelling { form: form.clone(), count: 0, first });
        known.count += 1;
        if better_shown(&form.shown, &known.form.shown) {
            known.form.shown.clone_from(&form.shown);
        }
    }
    seen.into_values().collect()
}

/// Longer is fuller ("Penril Corp" over "Penril"); mixed case is better than capitals.
fn better_shown(new: &str, old: &str) -> bool {
    let shouts = |text: &str| text.len() > 4 && !text.chars().any(char::is_lowercase);
    let whispers = |text: &str| !text.chars().any(char::is_uppercase);
    if whispers(new) != whispers(old) {
        return whispers(old);
    }
    match (shouts(new), shouts(old)) {
        (false, true) => true,
        (true, false) => false,
        _ => new.split(' ').count() > old.split(' ').count(),
    }
}

fn alias_of(form: &NameForm, aliases: &[(String, NameForm)], heads: &[Spelling]) -> Option<usize> {
    let (_, full) = aliases.iter().find(|(alias, full)| *alias == form.key() && full.key() != form.key())?;
    heads.iter().position(|head| head.form.key() == full.key())
}

/// The head that `form` fits best, when no other fits as well; the same name with and without an honorific is one.
fn only_fit(spelling: &Spelling, heads: &[Spelling], fit_of: FitOf) -> Option<usize> {
    let form = &spelling.form;
    let fit = |index: &usize| -> Option<Fit> {
        let head = &heads[*index].form;
        let same = head.core == form.core && !super::short::genders_differ(form, head);
        if same { Some(Fit::Same) } else { fit_of(form, head).filter(|_| introduces(&heads[*index], spelling)) }
    };
    let fits: Vec<(Fit, usize)> = (0..heads.len()).filter_map(|index| Some((fit(&index)?, index))).collect();
    let best = fits.iter().map(|(fit, _)| *fit).min()?;
    let mut best_heads = fits.iter().filter(|(fit, _)| *fit == best);
    let (_, only) = best_heads.next()?;
    best_heads.next().is_none().then_some(*only)
}

/// News gives a body's name in full before it shortens it, but for the headline: "Google" is not the "Google X" of a later line.
/// People, and companies with their legal form, are known under their short names.
fn introduces(full: &Spelling, short: &Spelling) -> bool {
    full.form.is_person || full.form.is_company() || full.first < short.first || short.first == 0
}
