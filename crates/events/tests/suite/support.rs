//! Hand-built analyses: a text cut into words, with names, grammar and frames given by the words that they cover.

use std::collections::BTreeMap;

use dateline_text::{
    Analysis, Bound, Document, Entity, EntityKind, Filler, FillerSource, Frame, Role, Sentence, Span, Status, Time,
    TimeKind, Token, Upos, Value, ValueKind,
};
use serde::Deserialize;

/// A case of the files in `cases/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// What it shows.
    pub(crate) about: String,
    /// The text; a line of `====` parts articles, the first line of an article is its title if `titled`.
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) titled: bool,
    #[serde(default)]
    pub(crate) people: Vec<String>,
    #[serde(default)]
    pub(crate) bodies: Vec<String>,
    #[serde(default)]
    pub(crate) places: Vec<String>,
    #[serde(default)]
    pub(crate) misc: Vec<String>,
    /// `word = "UPOS deprel head =lemma"`, as much of it as matters; words are given as `word` or, for the second, `word#2`.
    #[serde(default)]
    pub(crate) grammar: BTreeMap<String, String>,
    /// What every occurrence of a name must be called.
    #[serde(default)]
    pub(crate) names: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) frames: Vec<Told>,
    #[serde(default)]
    pub(crate) events: Vec<Expected>,
}

/// A frame of a case.
#[derive(Debug, Deserialize)]
pub(crate) struct Told {
    pub(crate) trigger: String,
    pub(crate) subtype: dateline_text::Subtype,
    #[serde(default = "occurred")]
    pub(crate) status: Status,
    #[serde(default = "sure")]
    pub(crate) confidence: f32,
    /// `role = ["words"]`; times as `words = value`, amounts as `words = number unit`.
    #[serde(flatten)]
    pub(crate) roles: BTreeMap<Role, Vec<String>>,
}

/// An event that a case expects.
#[derive(Debug, Deserialize)]
pub(crate) struct Expected {
    pub(crate) subtype: dateline_text::Subtype,
    pub(crate) mentions: Vec<String>,
    #[serde(default = "occurred")]
    pub(crate) status: Status,
    /// `role = ["words = name"]`, then kind, country and title as far as they matter, parted by `|`.
    #[serde(flatten)]
    pub(crate) roles: BTreeMap<Role, Vec<String>>,
}

fn occurred() -> Status {
    Status::Occurred
}

fn sure() -> f32 {
    0.9
}

impl Case {
    /// A text without anything known of it.
    pub(crate) fn of(text: &str) -> Self {
        toml::from_str::<Self>("about = ''\ntext = ''")
            .map(|case| Self { text: text.to_owned(), ..case })
            .expect("a case")
    }

    /// The analysis of the case, without names and frames.
    pub(crate) fn analysis(&self) -> Analysis {
        let mut analysis = plain(&self.text, self.titled);
        let lists = [
            (&self.people, EntityKind::Person),
            (&self.bodies, EntityKind::Organisation),
            (&self.places, EntityKind::Location),
            (&self.misc, EntityKind::Misc),
        ];
        let mut names: Vec<(&str, EntityKind)> =
            lists.iter().flat_map(|(names, kind)| names.iter().map(|name| (name.as_str(), *kind))).collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        for (name, kind) in names {
            mark(&mut analysis, name, kind);
        }
        analysis.entities.sort_by_key(|entity| entity.span);
        for (word, tags) in &self.grammar {
            tag(&mut analysis, word, tags);
        }
        analysis
    }

    /// The frames of the case; times and amounts are added to the analysis.
    pub(crate) fn frames(&self, analysis: &mut Analysis) -> Vec<Frame> {
        self.frames.iter().map(|told| frame(analysis, told)).collect()
    }
}

/// A text in words and sentences; a sentence ends with a full stop before a space and a capital, or with its line.
pub(crate) fn plain(text: &str, titled: bool) -> Analysis {
    let mut document = Document::plain("case", text.trim().to_owned());
    part_articles(&mut document, titled);
    let mut analysis = Analysis {
        tokens: Vec::new(),
        sentences: Vec::new(),
        entities: Vec::new(),
        times: Vec::new(),
        values: Vec::new(),
        document,
    };
    let articles: Vec<Span> = analysis.document.articles.iter().map(|article| article.span).collect();
    for (article, span) in articles.into_iter().enumerate() {
        sentences(&mut analysis, article, span);
    }
    analysis
}

fn part_articles(document: &mut Document, titled: bool) {
    let whole = document.articles[0].clone();
    let mut start = 0;
    document.articles.clear();
    for part in document.text.split("\n====\n") {
        let span = Span::new(start, start + part.len());
        let title = titled.then(|| Span::new(start, start + part.find('\n').unwrap_or(part.len())));
        document.articles.push(dateline_text::Article { span, title, ..whole.clone() });
        start = span.end + "\n====\n".len();
    }
}

fn sentences(analysis: &mut Analysis, article: usize, span: Span) {
    let mut first = analysis.tokens.len();
    let words = words(span.of(&analysis.document.text), span.start);
    for (index, word) in words.iter().enumerate() {
        analysis.tokens.push(Token::bare(*word));
        let text = &analysis.document.text;
        let next = words.get(index + 1);
        let stop = word.of(text) == "." && next.is_none_or(|next| next.of(text).starts_with(char::is_uppercase));
        let line = next.is_some_and(|next| text[word.end..next.start].contains('\n'));
        if stop || line || next.is_none() {
            let end = analysis.tokens.len();
            let span = analysis.tokens[first].span.cover(*word);
            analysis.sentences.push(Sentence { span, tokens: first..end, article });
            first = end;
        }
    }
}

/// Words as UD has them, near enough: marks stand alone, `'s` is a word, points stay in abbreviations.
fn words(text: &str, offset: usize) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let rest = &text[at..];
        let inner = start.is_some_and(|start| text[start..at].contains('.') || at - start <= 1);
        let point = letter == '.' && (!inner || rest.len() == 1);
        let mark = matches!(letter, ',' | ';' | ':' | '(' | ')' | '"' | '“' | '”' | '–') || point;
        let possessive = (rest.starts_with("'s") || rest.starts_with("’s")) && start.is_some();
        if (letter.is_whitespace() || mark || possessive)
            && let Some(start) = start.take()
        {
            spans.push(Span::new(offset + start, offset + at));
        }
        if mark {
            spans.push(Span::new(offset + at, offset + at + letter.len_utf8()));
        } else if !letter.is_whitespace() && start.is_none() {
            start = Some(at);
        }
    }
    spans
}

/// Every occurrence of `name` on word boundaries that no longer name covers.
fn mark(analysis: &mut Analysis, name: &str, kind: EntityKind) {
    let spans: Vec<Span> =
        analysis.document.text.match_indices(name).map(|(start, _)| Span::new(start, start + name.len())).collect();
    for span in spans {
        let tokens = analysis.tokens_in(span);
        let whole = analysis.cover(tokens) == Some(span);
        if whole && !analysis.entities.iter().any(|entity| entity.span.overlaps(span)) {
            analysis.entities.push(Entity { span, kind, score: 0.95, name: None });
        }
    }
}

/// The place of `word#2`: the words of its second occurrence.
pub(crate) fn find(analysis: &Analysis, wanted: &str) -> Span {
    let (words, count) =
        wanted.rsplit_once('#').map_or((wanted, 1), |(words, count)| (words, count.parse().expect("a count")));
    let boundary = |start: &usize| {
        let span = Span::new(*start, start + words.len());
        analysis.cover(analysis.tokens_in(span)) == Some(span)
    };
    let mut starts = analysis.document.text.match_indices(words).map(|(start, _)| start).filter(boundary);
    let start = starts.nth(count - 1).unwrap_or_else(|| panic!("no {wanted:?} in {:?}", analysis.document.text));
    Span::new(start, start + words.len())
}

fn token(analysis: &Analysis, wanted: &str) -> usize {
    analysis.tokens_in(find(analysis, wanted)).end - 1
}

fn tag(analysis: &mut Analysis, word: &str, tags: &str) {
    let at = token(analysis, word);
    let (tags, lemma) = tags.split_once('=').map_or((tags, None), |(tags, lemma)| (tags.trim_end(), Some(lemma)));
    let mut tags = tags.split(' ');
    let upos: Upos = tags.next().expect("a part of speech").parse().expect("a part of speech");
    let deprel = tags.next().unwrap_or("dep");
    let head = tags.next().map(|head| token(analysis, head));
    let lemma = lemma.map_or_else(|| analysis.word(at).to_lowercase(), str::to_owned);
    let token = &mut analysis.tokens[at];
    token.upos = upos;
    token.deprel = deprel.into();
    token.head = head;
    token.lemma = if upos == Upos::Noun { lemma.trim_end_matches('s').into() } else { lemma.into() };
}

fn frame(analysis: &mut Analysis, told: &Told) -> Frame {
    let trigger = token(analysis, &told.trigger);
    let mut fillers = Vec::new();
    for (&role, words) in &told.roles {
        fillers.extend(words.iter().map(|words| filler(analysis, role, words)));
    }
    Frame {
        rule: format!("test/{}", told.subtype),
        subtype: told.subtype,
        status: told.status,
        code: None,
        confidence: told.confidence,
        triggers: vec![trigger],
        sentence: analysis.sentence_of(trigger),
        fillers,
    }
}

fn filler(analysis: &mut Analysis, role: Role, words: &str) -> Filler {
    let (words, meaning) = words.split_once(" = ").map_or((words, None), |(words, meaning)| (words, Some(meaning)));
    let span = find(analysis, words);
    let source = match (role, meaning) {
        (Role::Time, Some(value)) => {
            analysis.times.push(Time { span, kind: TimeKind::Date, value: value.to_owned(), modifier: None });
            FillerSource::Time(analysis.times.len() - 1)
        }
        (_, Some(amount)) => {
            analysis.values.push(value(span, amount));
            FillerSource::Value(analysis.values.len() - 1)
        }
        _ => FillerSource::Phrase,
    };
    let head = analysis.tokens_in(span).end - 1;
    Filler { role, span, head, source }
}

fn value(span: Span, amount: &str) -> Value {
    let (number, unit) = amount.split_once(' ').expect("a number and a unit");
    Value {
        span,
        kind: ValueKind::Money,
        amount: number.parse().expect("a number"),
        currency: Some(unit.to_owned()),
        unit: None,
        bound: Bound::Exact,
    }
}
