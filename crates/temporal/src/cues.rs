//! Words around an expression that decide how it is read, from `grammar/cues.toml`.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// The sets of words; all in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cues {
    /// Past forms that do not end in `ed`.
    pub(crate) past: FxHashSet<String>,
    /// Verbs of what is over and may be old news: `died Tuesday`.
    pub(crate) settled: FxHashSet<String>,
    /// Words ending in `ed` that are no past forms.
    pub(crate) not_past: FxHashSet<String>,
    /// Words that make their clause speak of the future.
    pub(crate) future: FxHashSet<String>,
    /// Words that make it speak of the future when `to` follows.
    pub(crate) future_before_to: FxHashSet<String>,
    /// Auxiliaries that make an infinitive speak of the future: `is to resume`.
    pub(crate) future_before_infinitive: FxHashSet<String>,
    /// Words that speak of the future in `as early as`.
    pub(crate) future_between_as: FxHashSet<String>,
    /// Words that speak of the future before a preposition as well: `expected in December`.
    pub(crate) announced: FxHashSet<String>,
    /// Those prepositions, and what else may begin the expression of time.
    pub(crate) future_before: FxHashSet<String>,
    /// Words that are no verb after `to`.
    pub(crate) after_to: FxHashSet<String>,
    /// Prepositions that point to the future in a clause that is not past.
    pub(crate) weak_future_preposition: FxHashSet<String>,
    /// Prepositions that point to the future, right before the expression.
    pub(crate) future_preposition: FxHashSet<String>,
    /// Words that point to what is over, right before the expression, however near the next such day may lie.
    pub(crate) over_preposition: FxHashSet<String>,
    /// Words and prepositions that point to the past, right before the expression.
    pub(crate) past_preposition: FxHashSet<String>,
    /// Words before which `May`, `March` and the like are months.
    pub(crate) before_month: FxHashSet<String>,
    /// Words before which a month's name is the month though a name follows: `in April Jones said`.
    pub(crate) before_month_and_name: FxHashSet<String>,
    /// Nouns that a number counts, so that it is no year.
    pub(crate) counted: FxHashSet<String>,
    /// Words after which a number is a year, even before what it could count: `in 2008 voters`.
    pub(crate) before_year: FxHashSet<String>,
    /// Words after which it is a year or a count: `the crash of 2008`, `a force of 1500 men`.
    pub(crate) before_year_or_count: FxHashSet<String>,
    /// Words that bound a count or a year: `over 2000`, `up five percent over 2008`.
    pub(crate) before_bound: FxHashSet<String>,
    /// Words before `than` that compare amounts.
    pub(crate) more: FxHashSet<String>,
    /// What happens to the makers of cars: `the 2015 Volkswagen scandal`.
    pub(crate) happenings: FxHashSet<String>,
    /// Words before which a noun stands at the end of its phrase: `the future is`.
    pub(crate) after_head: FxHashSet<String>,
    /// Whom or what a thing becomes: `future wife`, `future generations`.
    pub(crate) becomes: FxHashSet<String>,
    /// Words before chapter and verse.
    pub(crate) before_verse: FxHashSet<String>,
    /// Words before figures that are the result of a race or a ratio.
    pub(crate) before_result: FxHashSet<String>,
    /// Words before times of day.
    pub(crate) before_hour: FxHashSet<String>,
    /// Words after which a number is no year.
    pub(crate) before_count: FxHashSet<String>,
    /// Makes of cars, before which a year is that of the model.
    pub(crate) makes: FxHashSet<String>,
    /// Words after which a bare plural (`years`) is a length of time.
    pub(crate) before_plural: FxHashSet<String>,
    /// Words before which a bare plural is a length of time.
    pub(crate) after_plural: FxHashSet<String>,
}

impl Cues {
    /// Reads the file.
    pub(crate) fn read(text: Option<&str>) -> Result<Self, String> {
        toml::from_str(text.ok_or("grammar/cues.toml is missing")?).map_err(|error| format!("cues.toml: {error}"))
    }

    /// Whether the word, in lower case, is a past form.
    pub(crate) fn is_past_form(&self, word: &str) -> bool {
        let regular = word.len() > 4 && word.ends_with("ed") && !word.starts_with("un");
        self.past.contains(word) || (regular && !self.not_past.contains(word))
    }
}
