//! The story: sentence by sentence, with page furniture where it stands.

use dateline_text::{Analysis, Document, Event, Furniture, FurnitureReason, Sentence, Span};

use super::{Look, ink::Ink, marks::Marks, palette};

/// How much of a piece of furniture is shown, in characters.
const GLIMPSE: usize = 160;

/// The whole story.
pub(super) fn story(analysis: &Analysis, events: &[Event], look: Look) -> String {
    let page = Page { analysis, marks: Marks::new(analysis, events), look };
    let mut story = String::new();
    let mut before: Option<Part<'_>> = None;
    for part in parts(analysis) {
        if before.is_none_or(|before| page.is_apart(before, part)) {
            story.push('\n');
        }
        story += &page.part(part);
        before = Some(part);
    }
    story
}

/// A part of the page.
#[derive(Debug, Clone, Copy)]
enum Part<'a> {
    /// An article begins.
    Article(usize),
    /// A sentence, by its index.
    Sentence(usize, &'a Sentence),
    /// What is skipped.
    Furniture(&'a Furniture),
}

/// All parts in text order. One article needs no heading.
fn parts(analysis: &Analysis) -> Vec<Part<'_>> {
    let document = &analysis.document;
    let articles = 0..if document.articles.len() > 1 { document.articles.len() } else { 0 };
    let mut parts: Vec<_> = articles.map(Part::Article).collect();
    parts.extend(document.furniture.iter().map(Part::Furniture));
    parts.extend(analysis.sentences.iter().enumerate().map(|(index, sentence)| Part::Sentence(index, sentence)));
    parts.sort_by_key(|part| part.span(document).start);
    parts
}

impl Part<'_> {
    fn span(self, document: &Document) -> Span {
        match self {
            Self::Article(index) => document.articles[index].span,
            Self::Sentence(_, sentence) => sentence.span,
            Self::Furniture(furniture) => furniture.span,
        }
    }
}

/// A page that is being drawn.
struct Page<'a> {
    analysis: &'a Analysis,
    marks: Marks,
    look: Look,
}

impl Page<'_> {
    /// Whether an empty line belongs between two parts: where the text has one, and above an article.
    fn is_apart(&self, before: Part<'_>, part: Part<'_>) -> bool {
        let document = &self.analysis.document;
        let (end, start) = (before.span(document).end, part.span(document).start);
        match (before, part) {
            (_, Part::Article(_)) => true,
            (Part::Article(_), _) | (Part::Furniture(_), Part::Furniture(_)) => false,
            (Part::Furniture(_), _) | (_, Part::Furniture(_)) => true,
            _ => document.text.get(end..start).is_some_and(|gap| gap.matches('\n').count() > 1),
        }
    }

    fn part(&self, part: Part<'_>) -> String {
        match part {
            Part::Article(index) => self.heading(index),
            Part::Sentence(index, sentence) => self.sentence(index, sentence),
            Part::Furniture(furniture) => self.furniture(furniture),
        }
    }

    /// `── article 2 of 3, published 2021-05-25`
    fn heading(&self, index: usize) -> String {
        let articles = &self.analysis.document.articles;
        let published = articles[index].published.map(|date| format!(", published {date}")).unwrap_or_default();
        let mut ink = Ink::new(self.look);
        ink.put(&format!("── article {} of {}{published}", index + 1, articles.len()), palette::FAINT);
        ink.lines("", "")
    }

    /// The number, then the words; a title is bold.
    fn sentence(&self, index: usize, sentence: &Sentence) -> String {
        let document = &self.analysis.document;
        let title = document.articles.get(sentence.article).and_then(|article| article.title);
        let is_title = title.is_some_and(|title| title.contains(sentence.span));
        let style = if is_title { palette::HEADING } else { palette::PLAIN };
        let ink = self.marks.write(&document.text, sentence.span, style, self.look);
        ink.lines_after(&format!("{:>4}  ", index + 1), palette::FAINT)
    }

    /// A glimpse of what is skipped, and why it is.
    fn furniture(&self, furniture: &Furniture) -> String {
        let text = self.analysis.document.slice(furniture.span).trim();
        let mut glimpse: String = text.chars().take(GLIMPSE).collect();
        if glimpse.len() < text.len() {
            glimpse.push('…');
        }
        let mut ink = Ink::new(self.look);
        ink.put(&glimpse, palette::FAINT);
        ink.put(&format!(" ({})", reason(furniture.reason)), palette::FAINT);
        ink.lines_after("   ·  ", palette::FAINT)
    }
}

/// A reason in words.
fn reason(reason: FurnitureReason) -> &'static str {
    match reason {
        FurnitureReason::Menu => "menu",
        FurnitureReason::Share => "share buttons",
        FurnitureReason::Tags => "tags",
        FurnitureReason::Advertisement => "advertisement",
        FurnitureReason::ContinueReading => "continue reading",
        FurnitureReason::Teaser => "teaser of another story",
        FurnitureReason::Byline => "byline",
        FurnitureReason::Stamp => "stamp of the page",
        FurnitureReason::Promotion => "promotion",
        FurnitureReason::Legal => "legal note",
        _ => "furniture",
    }
}
