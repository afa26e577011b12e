//! Cuts text into the words, digit groups and signs that the grammar reads, in one pass and without memory of its own.

use dateline_text::Span;

/// Number of a word or sign in the [`crate::vocabulary::Vocabulary`]; 0 is a word that the lexicon does not know.
pub(crate) type WordId = u32;

/// What a lexeme is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters; `U.S.` is one word.
    Word,
    /// Digits with the points and commas between them.
    Digits,
    /// Any other single character, and a blank line (which ends whatever was being read).
    Sign,
}

/// A word, a group of digits or a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lexeme {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    pub(crate) word: WordId,
    /// Whether white space stands before it.
    pub(crate) spaced: bool,
}

/// Appends the lexemes of `text[range]` to `out`; `name` gives words and signs their numbers.
pub(crate) fn cut(text: &str, range: Span, mut name: impl FnMut(&str) -> WordId, out: &mut Vec<Lexeme>) {
    let end = range.end;
    let mut at = range.start;
    let mut spaced = true;
    while let Some(first) = text[at..end].chars().next() {
        if first.is_whitespace() {
            let stop = at + blank(&text[at..end]);
            if text[at..stop].matches('\n').count() > 1 {
                out.push(Lexeme { span: Span::new(at, stop), kind: Kind::Sign, word: 0, spaced: true });
            }
            (at, spaced) = (stop, true);
            continue;
        }
        let behind_word = !spaced && out.last().is_some_and(|before| before.kind == Kind::Word);
        let (kind, length) = if first == '.' && behind_word { (Kind::Sign, 1) } else { measure(&text[at..end], first) };
        crate::work::count(length);
        let span = Span::new(at, at + length);
        let word = if kind == Kind::Digits { 0 } else { name(span.of(text)) };
        out.push(Lexeme { span, kind, word, spaced });
        (at, spaced) = (span.end, false);
    }
}

/// Bytes of white space at the start of `rest`.
fn blank(rest: &str) -> usize {
    rest.len() - rest.trim_start().len()
}

/// Kind and length in bytes of the lexeme that `rest` starts with.
fn measure(rest: &str, first: char) -> (Kind, usize) {
    if first.is_ascii_digit() || (first == '.' && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit)) {
        (Kind::Digits, digits(rest))
    } else if is_letter(first) {
        (Kind::Word, abbreviation(rest.as_bytes()).unwrap_or_else(|| letters(rest)))
    } else {
        (Kind::Sign, first.len_utf8())
    }
}

/// `ª` and `º` are letters to Unicode, but ordinal signs here.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'ª' | 'º')
}

/// Length of a run of letters.
fn letters(rest: &str) -> usize {
    rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len())
}

/// The most letters that are looked at as one abbreviation, so that `a.b.c.` and so on without end is not read again
/// from each of its letters.
const MOST_LETTERS: usize = 16;

/// Length of `U.S.` or `u.s`: single letters with points between them, at least two.
fn abbreviation(rest: &[u8]) -> Option<usize> {
    let letter = |at: usize| rest.get(at).is_some_and(u8::is_ascii_alphabetic);
    let point = |at: usize| rest.get(at) == Some(&b'.');
    let mut at = 0;
    while at < 2 * MOST_LETTERS && letter(at) && point(at + 1) && letter(at + 2) {
        at += 2;
    }
    crate::work::count(at + 1);
    if at == 0 || letter(at + 1) {
        return None;
    }
    Some(if point(at + 1) { at + 2 } else { at + 1 })
}

/// Length of a group of digits: points, commas and narrow spaces only where digits follow them.
fn digits(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = usize::from(bytes[0] == b'.');
    loop {
        while digit(at) {
            at += 1;
        }
        match bytes.get(at) {
            Some(b'.' | b',') if digit(at + 1) => at += 1,
            Some(_) => match grouping_space(&rest[at..]) {
                Some(width) => at += width,
                None => return at,
            },
            None => return at,
        }
    }
}

/// Width of a no-break space that groups digits by three, as in `40 000`.
fn grouping_space(rest: &str) -> Option<usize> {
    let space = rest.chars().next().filter(|c| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}'))?;
    let group = &rest.as_bytes()[space.len_utf8()..];
    let run = group.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (run == 3).then_some(space.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        cut(text, Span::new(0, text.len()), |_| 0, &mut out);
        out.iter().map(|lexeme| lexeme.span.of(text)).collect()
    }

    #[test]
    fn words_digits_and_signs_come_apart() {
        assert_eq!(words("USD34.6 million, up 3%."), ["USD", "34.6", "million", ",", "up", "3", "%", "."]);
        assert_eq!(words("the U.S. $5bn-a-year"), ["the", "U.S.", "$", "5", "bn", "-", "a", "-", "year"]);
        assert_eq!(words("u.s $ 1, S-400 A$1.2bn"), ["u.s", "$", "1", ",", "S", "-", "400", "A", "$", "1.2", "bn"]);
        assert_eq!(words("Rs.15,792 $.50"), ["Rs", ".", "15,792", "$", ".50"]);
        assert_eq!(words("1,234.5. .08 40\u{a0}000"), ["1,234.5", ".", ".08", "40\u{a0}000"]);
    }

    #[test]
    fn an_abbreviation_without_end_is_cut() {
        assert_eq!(words(&"a.".repeat(100)).concat(), "a.".repeat(100));
        assert!(words(&"a.".repeat(100)).iter().all(|word| word.len() <= 2 * MOST_LETTERS + 2));
    }

    #[test]
    fn a_blank_line_is_a_sign() {
        assert_eq!(words("5\nmln"), ["5", "mln"]);
        assert_eq!(words("5 \n\n mln").len(), 3);
    }
}
