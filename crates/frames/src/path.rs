//! The path language: how a rule says where in the grammar a filler stands.
//!
//! A path is a row of steps from the trigger, `object pp(of):company`; ` | ` between rows means the first that finds
//! something. A step is a walk with tests. `:kind` keeps words of a kind (`:!kind` the others), `[deal,@list]` keeps
//! dictionary forms (`[!...]` the others).

use std::collections::HashSet;

use crate::{kind::Kind, lists::Lists, phrase::Phrase};

/// Rows of steps; the first row that finds something counts.
#[derive(Debug, Clone)]
pub(crate) struct Path {
    pub(crate) rows: Vec<Vec<Step>>,
}

/// One walk and what is asked of the words it reaches.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) walk: Walk,
    pub(crate) tests: Vec<Test>,
    /// How many words must pass, or none does.
    pub(crate) least: usize,
}

/// Words, as sets of dictionary forms or prepositions.
pub(crate) type Words = HashSet<String>;

/// From one word to others.
#[derive(Debug, Clone)]
pub(crate) enum Walk {
    /// The word itself.
    Here,
    /// Who does it.
    Subject,
    /// Whom it is done to.
    Object,
    /// Who receives it.
    Indirect,
    /// Prepositional phrases that depend on the word.
    Pp(Words),
    /// The same, or on its object, or on the verb that it is the object of.
    Near(Words),
    /// Names, adjectives of nationality and amounts in front of a noun.
    Modifier,
    /// Children by dependency relation.
    Child(Vec<String>),
    /// The verb of one of these whose object the noun is.
    ObjectOf(Vec<Phrase>),
    /// The verb of one of these whose subject the noun is.
    SubjectOf(Vec<Phrase>),
    /// The verb of one of these below which the noun stands with one of these prepositions.
    PpOf(Words, Vec<Phrase>),
    /// The noun below which the noun stands with one of these prepositions.
    NounOf(Words),
    /// The word above, if one of these relations leads there.
    Head(Vec<String>),
    /// Times, amounts and names below the word that belong to no other trigger between.
    Own,
    /// All words of the sentence.
    Sentence,
    /// The first words of the article: what kind of story it is.
    Opening,
}

/// What is asked of a word.
#[derive(Debug, Clone)]
pub(crate) enum Test {
    /// It is, or is not, of the kind.
    Kind(Kind, bool),
    /// Its dictionary form is, or is not, one of these.
    Lemma(Words, bool),
}

/// Reads a path.
pub(crate) fn parse(text: &str, lists: &Lists) -> Result<Path, String> {
    let rows: Vec<_> = split(text, '|').into_iter().map(|row| parse_row(row, lists)).collect::<Result<_, _>>()?;
    if rows.is_empty() { Err("empty path".to_owned()) } else { Ok(Path { rows }) }
}

fn parse_row(text: &str, lists: &Lists) -> Result<Vec<Step>, String> {
    let steps: Vec<Step> =
        split(text, ' ').into_iter().map(|step| parse_step(step, lists)).collect::<Result<_, _>>()?;
    if steps.is_empty() { Err("empty path".to_owned()) } else { Ok(steps) }
}

fn parse_step(text: &str, lists: &Lists) -> Result<Step, String> {
    let end = text.find(['(', ':', '[']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let (arguments, rest) = match rest.strip_prefix('(') {
        Some(rest) => rest.split_once(')').ok_or_else(|| format!("no `)` in `{text}`"))?,
        None => ("", rest),
    };
    let counted = matches!(name, "sentence" | "opening") && !arguments.is_empty();
    let least = if counted { arguments.parse().map_err(|_| format!("`{arguments}` is no number"))? } else { 1 };
    Ok(Step { walk: parse_walk(name, arguments, lists)?, tests: parse_tests(rest, lists)?, least })
}

fn parse_walk(name: &str, arguments: &str, lists: &Lists) -> Result<Walk, String> {
    Ok(match name {
        "." => Walk::Here,
        "subject" => Walk::Subject,
        "object" => Walk::Object,
        "indirect" => Walk::Indirect,
        "modifier" => Walk::Modifier,
        "own" => Walk::Own,
        "sentence" => Walk::Sentence,
        "opening" => Walk::Opening,
        "poss" => Walk::Child(vec!["nmod:poss".to_owned()]),
        "pp" => Walk::Pp(prepositions(arguments, lists)?),
        "near" => Walk::Near(prepositions(arguments, lists)?),
        "noun-of" => Walk::NounOf(prepositions(arguments, lists)?),
        "child" => Walk::Child(arguments.split(',').map(|name| name.trim().to_owned()).collect()),
        "head" => Walk::Head(arguments.split(',').map(|name| name.trim().to_owned()).collect()),
        "object-of" => Walk::ObjectOf(lists.phrases(arguments)?),
        "subject-of" => Walk::SubjectOf(lists.phrases(arguments)?),
        "pp-of" => {
            let (cases, verbs) = arguments.split_once(';').ok_or("pp-of(prepositions;verbs) needs both")?;
            Walk::PpOf(prepositions(cases, lists)?, lists.phrases(verbs)?)
        }
        _ => return Err(format!("no step is called `{name}`")),
    })
}

fn prepositions(arguments: &str, lists: &Lists) -> Result<Words, String> {
    let words = lists.words(arguments)?;
    if words.is_empty() { Err("a preposition is needed in the brackets".to_owned()) } else { Ok(words) }
}

fn parse_tests(mut text: &str, lists: &Lists) -> Result<Vec<Test>, String> {
    let mut tests = Vec::new();
    while !text.is_empty() {
        if let Some(rest) = text.strip_prefix('[') {
            let (words, rest) = rest.split_once(']').ok_or("no `]`")?;
            let (wanted, words) = words.strip_prefix('!').map_or((true, words), |words| (false, words));
            tests.push(Test::Lemma(lists.words(words)?, wanted));
            text = rest;
        } else if let Some(rest) = text.strip_prefix(':') {
            let (kind, rest) = rest.split_at(rest.find([':', '[']).unwrap_or(rest.len()));
            let (wanted, kind) = kind.strip_prefix('!').map_or((true, kind), |kind| (false, kind));
            tests.push(Test::Kind(kind.parse()?, wanted));
            text = rest;
        } else {
            return Err(format!("`{text}` is neither `:kind` nor `[words]`"));
        }
    }
    Ok(tests)
}

/// Splits at `separator` outside brackets; blanks around and empty pieces fall away.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut depth, mut start, mut pieces) = (0_usize, 0, Vec::new());
    for (at, character) in text.char_indices() {
        match character {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if character == separator && depth == 0 => {
                pieces.push(text[start..at].trim());
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(text[start..].trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Result<Path, String> {
        parse(text, &Lists::default())
    }

    #[test]
    fn rows_and_steps_are_told_apart() {
        let path = check("object pp(of, in):company[!unit] | subject").unwrap();
        assert_eq!(path.rows.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(path.rows[0][1].tests.len(), 2);
    }

    #[test]
    fn mistakes_are_named() {
        for (text, message) in [
            ("objekt", "no step is called `objekt`"),
            ("object:nonsense", "no kind of filler is called `nonsense`"),
            ("pp(of", "no `)` in `pp(of`"),
            ("object[@nowhere]", "no list is called `nowhere`"),
            ("  ", "empty path"),
        ] {
            assert_eq!(check(text).map(|_| ()).unwrap_err(), message, "{text}");
        }
    }
}
