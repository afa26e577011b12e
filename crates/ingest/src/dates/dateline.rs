//! The dateline of a newswire story, by the forms of `dates/datelines.toml`.

use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use super::{Day, find};

/// Bytes of a paragraph in which its dateline must stand.
const REACH: usize = 160;

/// `dates/datelines.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    not_places: Vec<String>,
    form: Vec<Form>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    example: Vec<super::Example>,
}

/// What stands before and after the date.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    before: String,
    after: String,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../dates/datelines.toml")).expect("dates/datelines.toml is tested")
});

/// The forms, compiled.
static FORMS: LazyLock<Vec<(Regex, Regex)>> = LazyLock::new(|| {
    let compile = |pattern: String| Regex::new(&pattern).expect("dates/datelines.toml is tested");
    let forms = FILE.form.iter();
    forms
        .map(|form| (compile(format!("^{}$", expand(&form.before))), compile(format!("^{}", expand(&form.after)))))
        .collect()
});

fn expand(form: &str) -> String {
    const WORD: &str = r"\p{Lu}[\p{L}.'’-]*";
    let place = format!(r"{WORD}(?:[ /](?:{WORD}|of|the|and|de|del|la|el|al)){{0,4}}(?:,[ ]{WORD}(?:[ ]{WORD})?)?");
    form.replace("{place}", &format!("({place})"))
        .replace("{capitals}", r"(\p{Lu}[\p{Lu}.'’-]+(?:[ /]\p{Lu}[\p{Lu}.'’-]+){0,4})")
        .replace("{agency}", r"(?:\([^()]{2,40}\)|/[^/]{2,40}/)")
        .replace("{dash}", "(?:-{1,3}|[–—―])")
}

/// The day that the dateline at the start of `paragraph` names.
pub(crate) fn dateline(paragraph: &str) -> Option<Day> {
    let paragraph = paragraph.trim_start();
    let head = &paragraph[..paragraph.floor_char_boundary(REACH)];
    let date = find(head).into_iter().next()?;
    let (before, after) = (&head[..date.span.start], &head[date.span.end..]);
    FORMS.iter().any(|form| fits(form, before, after)).then_some(date.day)
}

fn fits((before_form, after_form): &(Regex, Regex), before: &str, after: &str) -> bool {
    let Some(captures) = before_form.captures(before) else { return false };
    let first_word = captures.get(1).and_then(|place| place.as_str().split(' ').next()).unwrap_or_default();
    after_form.is_match(after) && !FILE.not_places.iter().any(|word| word == first_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_beside_the_forms_hold() {
        for example in &FILE.example {
            example.check(dateline(&example.text));
        }
    }
}
