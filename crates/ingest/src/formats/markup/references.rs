//! Character references and named characters.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

/// `markup/entities.tsv`: name, code point.
static NAMED: LazyLock<HashMap<&str, char>> = LazyLock::new(|| {
    let rows = include_str!("../../../markup/entities.tsv").lines().filter(|line| !line.starts_with('#'));
    let pair = |row: &'static str| {
        let (name, code) = row.split_once('\t')?;
        Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
    };
    rows.filter_map(pair).collect()
});

/// What the reference `&name;` stands for; control characters stand for nothing. `None` when nobody knows it but the
/// file that declares it.
pub(super) fn entity(name: &str) -> Option<String> {
    if let Some(code) = name.strip_prefix('#') {
        let number = match code.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => code.parse(),
        };
        let character = char::from_u32(number.ok()?)?;
        let shows = !character.is_control() || "\n\t".contains(character);
        return Some(if shows { character.to_string() } else { String::new() });
    }
    // SGML writes some of them in capitals.
    let known = NAMED.get(name).or_else(|| NAMED.get(name.to_ascii_lowercase().as_str()));
    match name {
        "apos" => Some("'".to_owned()),
        _ => known.map(char::to_string),
    }
}

/// Text with its references resolved; those that nobody knows stay as they are written.
pub(super) fn resolve(text: &str) -> String {
    let mut parts = text.split('&');
    let mut resolved = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let reference = part.split_once(';').and_then(|(name, rest)| Some((entity(name)?, rest)));
        match reference {
            Some((character, rest)) => resolved.extend([character.as_str(), rest]),
            None => resolved.extend(["&", part]),
        }
    }
    resolved
}

/// Text in which a `<` that begins no tag is written as a reference.
pub(super) fn escape_stray_brackets(text: &str) -> Cow<'_, str> {
    let begins_a_tag = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
    let mut parts = text.split('<');
    let first = parts.next().unwrap_or_default();
    if text.split('<').skip(1).all(begins_a_tag) {
        return text.into();
    }
    let mut escaped = first.to_owned();
    for part in parts {
        escaped.push_str(if begins_a_tag(part) { "<" } else { "&lt;" });
        escaped.push_str(part);
    }
    escaped.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_and_unknown_ones_stay() {
        for (text, expected) in [
            ("a &amp; b", "a & b"),
            ("&LT;ABC&GT;", "<ABC>"),
            ("it&apos;s &mdash; caf&eacute;", "it's — café"),
            ("a&#3;&#5;&#31;b", "ab"),
            ("&#x20AC;5", "€5"),
            ("&#xD800; &#99999999; &#x; &none; & &", "&#xD800; &#99999999; &#x; &none; & &"),
        ] {
            assert_eq!(resolve(text), expected);
        }
    }

    #[test]
    fn a_bracket_that_begins_no_tag_is_text() {
        assert_eq!(escape_stray_brackets("<P>1 < 2 <5></P>"), "<P>1 &lt; 2 &lt;5></P>");
        assert!(matches!(escape_stray_brackets("<P>x</P>"), Cow::Borrowed(_)));
    }
}
