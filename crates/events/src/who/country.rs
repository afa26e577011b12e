//! Words that evoke a country: its name, its capital, its people.

use dateline_text::{Analysis, EntityKind};

use crate::{
    lexicon::{Country, Lexicon},
    words::{is_capitalised, sentence},
};

/// A place in the text that evokes a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Evoked {
    /// The last word of the form.
    pub(crate) token: usize,
    pub(crate) article: usize,
    pub(crate) country: Country,
    /// Whether the country itself is named, or by its people, rather than by its capital.
    pub(crate) direct: bool,
}

/// All words that evoke a country, in text order.
pub(crate) fn evoked(analysis: &Analysis) -> Vec<Evoked> {
    let mut found = Vec::new();
    let mut next = 0;
    for entity in &analysis.entities {
        let tokens = analysis.tokens_in(entity.span);
        loose_words(analysis, next..tokens.start, &mut found);
        next = tokens.end.max(next);
        if entity.kind == EntityKind::Person || tokens.is_empty() {
            continue;
        }
        let whole = evoked_by(analysis, analysis.document.slice(entity.span), tokens.end - 1);
        match whole {
            Some(evoked) => found.push(evoked),
            // "Russia-ASEAN summit", "Russian Export Center": the words of a name evoke as well.
            None => loose_words(analysis, tokens, &mut found),
        }
    }
    loose_words(analysis, next..analysis.tokens.len(), &mut found);
    found
}

/// The words of the article before `token` that evoke a country, the nearest first.
pub(super) fn before(evoked: &[Evoked], article: usize, token: usize) -> impl Iterator<Item = &Evoked> {
    let end = evoked.partition_point(|evoked| evoked.token < token);
    evoked[..end].iter().rev().take_while(move |evoked| evoked.article == article)
}

fn loose_words(analysis: &Analysis, tokens: std::ops::Range<usize>, found: &mut Vec<Evoked>) {
    let capitalised = tokens.filter(|&token| is_capitalised(analysis, token));
    found.extend(capitalised.filter_map(|token| evoked_by(analysis, analysis.word(token), token)));
}

fn evoked_by(analysis: &Analysis, form: &str, token: usize) -> Option<Evoked> {
    let article = sentence(analysis, token)?.article;
    let countries = &Lexicon::get().countries;
    let country = countries.evoked_by(form)?;
    Some(Evoked { token, article, country, direct: countries.seated_in(form).is_none() })
}

/// The one country that the words of a text evoke by name or people; `None` for none or several.
pub(crate) fn only_country(words: &str) -> Option<Country> {
    let countries = &Lexicon::get().countries;
    let parts: Vec<&str> = words.split([' ', '-', '–', '/']).filter(|word| !word.is_empty()).collect();
    let pairs = parts.windows(2).map(|pair| pair.join(" "));
    let forms = pairs.chain(parts.iter().map(|&word| word.to_owned()));
    let mut found: Option<Country> = None;
    for country in forms.filter_map(|form| countries.named(&form).or_else(|| countries.of_people(&form))) {
        match found {
            None => found = Some(country),
            Some(known) if known == country => {}
            // "South Korea" also holds "Korea": the longer form came first and wins over its parts.
            Some(known) if known.name.contains(country.name) => {}
            Some(_) => return None,
        }
    }
    found
}
