//! Grammar written by hand: CoNLL-U (universaldependencies.org/format) to an [`Analysis`].
//!
//! The text is put together from the words and `SpaceAfter=No`. Names, times and amounts stand in the last column as
//! `Entity=person`, `Time=2021-05-25` or `Value=money:1100000000:USD`, each begun by `B:` and continued by `I:`
//! (`Entity=B:person`, `Entity=I:person`); a bare value is a single word.

use std::fmt;

use dateline_text::{
    Analysis, Bound, Document, Entity, EntityKind, Sentence, Span, Time, TimeKind, Token, Upos, Value, ValueKind,
};

/// A line that is no CoNLL-U.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for Problem {}

/// Reads all sentences into one document. Multi-word and empty nodes are skipped.
///
/// # Errors
/// Names the first line with too few columns, an unknown part of speech or a head that is no number.
pub fn read_conllu(text: &str) -> Result<Analysis, Problem> {
    let mut reader = Reader::default();
    for (index, line) in text.lines().enumerate() {
        reader.line(line.trim_end()).map_err(|message| Problem { line: index + 1, message })?;
    }
    reader.end_sentence();
    Ok(reader.finish())
}

/// The last column's mark of a word: whether it begins a span, and the rest.
type Mark = Option<(bool, String)>;

#[derive(Default)]
struct Reader {
    text: String,
    glued: bool,
    first: usize,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    entities: Vec<(Span, String)>,
    times: Vec<(Span, String)>,
    values: Vec<(Span, String)>,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.is_empty() {
            self.end_sentence();
            return Ok(());
        }
        if line.starts_with('#') {
            return Ok(());
        }
        let separator = if line.contains('\t') { "\t" } else { " " };
        let columns: Vec<&str> = line.split(separator).filter(|column| !column.is_empty()).collect();
        let [id, form, lemma, upos, _, _, head, deprel, _, misc] = columns[..] else {
            return Err(format!("{} columns, not 10", columns.len()));
        };
        if id.contains(['-', '.']) {
            return Ok(());
        }
        let head: usize = head.parse().map_err(|_| format!("the head {head:?} is no number"))?;
        let upos: Upos = upos.parse().map_err(|error| format!("{error}"))?;
        let span = self.append(form);
        self.glued = misc.split('|').any(|item| item == "SpaceAfter=No");
        self.tokens.push(Token {
            span,
            upos,
            lemma: lemma.to_lowercase().into(),
            head: head.checked_sub(1).map(|head| self.first + head),
            deprel: deprel.into(),
        });
        mark(&mut self.entities, span, item(misc, "Entity"));
        mark(&mut self.times, span, item(misc, "Time"));
        mark(&mut self.values, span, item(misc, "Value"));
        Ok(())
    }

    fn append(&mut self, form: &str) -> Span {
        if !self.text.is_empty() && !self.glued {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(form);
        Span::new(start, self.text.len())
    }

    fn end_sentence(&mut self) {
        let tokens = self.first..self.tokens.len();
        if let Some(words) = self.tokens.get(tokens.clone()).filter(|words| !words.is_empty()) {
            let span = words[0].span.cover(words[words.len() - 1].span);
            self.sentences.push(Sentence { span, tokens, article: 0 });
        }
        self.first = self.tokens.len();
    }

    fn finish(self) -> Analysis {
        Analysis {
            document: Document::plain("conllu", self.text),
            sentences: self.sentences,
            tokens: self.tokens,
            entities: self.entities.into_iter().filter_map(|(span, text)| entity(span, &text)).collect(),
            times: self.times.into_iter().map(|(span, value)| time(span, value)).collect(),
            values: self.values.into_iter().filter_map(|(span, text)| value(span, &text)).collect(),
        }
    }
}

fn item(misc: &str, name: &str) -> Mark {
    let text = misc.split('|').find_map(|item| item.strip_prefix(name)?.strip_prefix('='))?;
    match text.split_once(':') {
        Some(("B", rest)) => Some((true, rest.to_owned())),
        Some(("I", rest)) => Some((false, rest.to_owned())),
        _ => Some((true, text.to_owned())),
    }
}

fn mark(spans: &mut Vec<(Span, String)>, word: Span, mark: Mark) {
    match (mark, spans.last_mut()) {
        (Some((false, _)), Some((span, _))) => *span = span.cover(word),
        (Some((_, text)), _) => spans.push((word, text)),
        (None, _) => {}
    }
}

fn entity(span: Span, text: &str) -> Option<Entity> {
    let kind: EntityKind = text.parse().ok()?;
    Some(Entity { span, kind, score: 1.0, name: None })
}

fn time(span: Span, value: String) -> Time {
    let kind = if value.starts_with('P') && !value.ends_with("REF") { TimeKind::Duration } else { TimeKind::Date };
    Time { span, kind, value, modifier: None }
}

/// `money:1100000000:USD`, `percent:17:%`, `quantity:18:jets`.
fn value(span: Span, text: &str) -> Option<Value> {
    let mut parts = text.split(':');
    let kind = match parts.next()? {
        "money" => ValueKind::Money,
        "percent" => ValueKind::Percent,
        "quantity" => ValueKind::Quantity,
        _ => return None,
    };
    let amount = parts.next()?.parse().ok()?;
    let unit = parts.next().map(str::to_owned);
    let (currency, unit) = if kind == ValueKind::Money { (unit, None) } else { (None, unit) };
    Some(Value { span, kind, amount, currency, unit, bound: Bound::Exact })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MET: &str = "\
1 Vladimir Vladimir PROPN _ _ 3 nsubj _ Entity=B:person
2 Putin Putin PROPN _ _ 1 flat _ Entity=I:person
3 met meet VERB _ _ 0 root _ _
4 Xi Xi PROPN _ _ 3 obj _ Entity=person
5 on on ADP _ _ 6 case _ _
6 Tuesday Tuesday PROPN _ _ 3 obl _ Time=XXXX-WXX-2|SpaceAfter=No
7 . . PUNCT _ _ 3 punct _ _
";

    #[test]
    fn words_names_and_times_are_read() {
        let analysis = read_conllu(&format!("{MET}\n{MET}")).unwrap();
        assert_eq!(analysis.document.text, "Vladimir Putin met Xi on Tuesday. Vladimir Putin met Xi on Tuesday.");
        assert_eq!(analysis.sentences.len(), 2);
        assert_eq!(analysis.tokens[10].head, Some(9));
        let names: Vec<&str> = analysis.entities.iter().map(|name| analysis.document.slice(name.span)).collect();
        assert_eq!(names, ["Vladimir Putin", "Xi", "Vladimir Putin", "Xi"]);
        assert_eq!(analysis.times[0].value, "XXXX-WXX-2");
    }

    #[test]
    fn a_broken_line_is_named() {
        let problem = read_conllu("# fine\n1 Xi Xi NAME _ _ 0 root _ _").unwrap_err();
        assert_eq!(problem.to_string(), "line 2: \"NAME\" is no part of speech");
    }
}
