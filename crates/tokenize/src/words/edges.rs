//! Punctuation at the ends of what stands between blanks.

use super::{MAX_SHORT, Place, fold, is_apostrophe, is_clitic};
use crate::lexicon::ENGLISH;

/// Whether the chunk is one word as it stands: a clitic, an emoticon, the number of a list item.
pub(super) fn is_whole(chunk: &str, first: bool) -> bool {
    is_clitic(chunk) || is_elided(chunk) || is_emoticon(chunk) || (first && is_list_number(chunk))
}

/// `1.` or `a)` at the start of a line is a list number when digits stand before a full stop.
fn is_list_number(chunk: &str) -> bool {
    chunk.strip_suffix('.').is_some_and(|digits| digits.len() <= 2 && is_digits(digits))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_emoticon(chunk: &str) -> bool {
    matches!(
        chunk,
        ":)" | ":(" | ":-)" | ":-(" | ";)" | ";-)" | ":D" | ":-D" | ":P" | ":-P" | ":/" | "<3" | "=)" | ":o"
    )
}

/// The length in bytes of the punctuation word at the start, if the chunk starts with one and has more.
pub(super) fn leading(chunk: &str) -> Option<usize> {
    let first = chunk.chars().next()?;
    let rest = &chunk[first.len_utf8()..];
    let next = rest.chars().next();
    match first {
        '.' if chunk.starts_with("..") => run(chunk, '.'),
        '-' if chunk.starts_with("--") => run(chunk, '-'),
        '-' | '+' if next.is_some_and(|c| c.is_ascii_digit()) => None,
        '#' | '@' | '.' | '&' => None,
        _ if is_apostrophe(first) => apostrophe_word(chunk, first, next),
        '*' | '=' | '_' | '~' | '!' | '?' => run(chunk, first),
        _ if is_separate(first) => Some(first.len_utf8()),
        _ => None,
    }
}

/// Words whose first letters are left out.
fn is_elided(chunk: &str) -> bool {
    chunk.len() <= MAX_SHORT && matches!(fold(chunk).as_str(), "'em" | "'til" | "'cause" | "'n'" | "'n")
}

/// A quotation mark, unless the apostrophe stands for left-out letters or digits: `'90s`, `'em`.
fn apostrophe_word(chunk: &str, first: char, next: Option<char>) -> Option<usize> {
    let elided = next.is_some_and(|c| c.is_ascii_digit()) || is_elided(chunk);
    let doubled = next == Some(first) && first != '’';
    (!elided).then(|| first.len_utf8() * if doubled { 2 } else { 1 })
}

/// The length in bytes of the punctuation word at the end, if the chunk ends with one.
pub(super) fn trailing(chunk: &str, place: Place) -> Option<usize> {
    let last = chunk.chars().next_back()?;
    match last {
        '.' if chunk.ends_with("..") => run_back(chunk, '.'),
        '.' => (!keeps_full_stop(chunk, place)).then_some(1),
        '-' if chunk.ends_with("--") => run_back(chunk, '-'),
        '!' | '?' => {
            let kept = chunk.trim_end_matches(['!', '?']);
            Some(chunk.len() - kept.len())
        }
        '*' | '=' | '_' | '~' => run_back(chunk, last),
        '-' => Some(1),
        '%' | '‰' | '°' => Some(last.len_utf8()),
        _ if is_apostrophe(last) => {
            let doubled = chunk.len() > 2 * last.len_utf8() && chunk[..chunk.len() - last.len_utf8()].ends_with(last);
            Some(last.len_utf8() * if doubled { 2 } else { 1 })
        }
        _ if is_separate(last) => Some(last.len_utf8()),
        _ => None,
    }
}

/// Whether the full stop at the end of `word` belongs to it: initials, acronyms, abbreviations.
fn keeps_full_stop(word: &str, place: Place) -> bool {
    let body = &word[..word.len() - 1];
    if body.is_empty() || is_digits(body) {
        return body.is_empty();
    }
    let folded = fold(body.trim_start_matches(|c: char| !c.is_alphanumeric()));
    if is_initials(body) {
        // A sentence may end in a letter (`Plan B.`, `so do I.`); an acronym keeps its stop there too.
        return !(place.last && (body == "I" || folded.len() == 1 && !body.starts_with(char::is_uppercase)));
    }
    let tail = folded.rsplit(['-', '/', '(']).next().unwrap_or_default();
    // Words that are also abbreviations (`no.`, `sat.`, `mass.`) are taken for words at the end of a sentence.
    ENGLISH.abbreviations.contains(tail)
        && !(place.last && body.chars().all(char::is_lowercase) && tail.len() > 1 && tail != "etc")
        || ENGLISH.abbreviations.contains(tail) && place.last && body.starts_with(char::is_uppercase)
}

/// `J`, `U.S`, `a.m`: single letters with full stops between them.
fn is_initials(body: &str) -> bool {
    let body = body.trim_start_matches(|c: char| !c.is_alphanumeric());
    body.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    })
}

/// Punctuation and symbols that are words wherever they stand at an end.
fn is_separate(character: char) -> bool {
    if character.is_ascii() {
        return matches!(
            character,
            '"' | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '<'
                | '>'
                | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '/'
                | '\\'
                | '|'
                | '$'
                | '^'
        );
    }
    matches!(
        character,
        '“' | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '…'
            | '–'
            | '—'
            | '―'
            | '−'
            | '•'
            | '·'
            | '●'
            | '■'
            | '▪'
            | '►'
            | '©'
            | '®'
            | '™'
            | '£'
            | '€'
            | '¥'
            | '₹'
            | '₩'
            | '₽'
            | '₺'
            | '₪'
            | '₫'
            | '₦'
            | '₱'
            | '฿'
            | '¢'
            | '§'
            | '¶'
            | '†'
            | '、'
            | '。'
            | '，'
            | '；'
            | '：'
            | '！'
            | '？'
            | '（'
            | '）'
            | '《'
            | '》'
            | '「'
            | '」'
            | '¿'
            | '¡'
            | '→'
            | '←'
    )
}

fn run(chunk: &str, character: char) -> Option<usize> {
    let len = chunk.len() - chunk.trim_start_matches(character).len();
    (len > 0).then_some(len)
}

fn run_back(chunk: &str, character: char) -> Option<usize> {
    let len = chunk.len() - chunk.trim_end_matches(character).len();
    (len > 0).then_some(len)
}
