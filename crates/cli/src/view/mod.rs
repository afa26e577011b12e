//! A story as the program reads it, for the terminal: its sentences with everything marked, then its events.

mod events;
mod ink;
mod marks;
mod palette;
mod story;

use dateline_text::{Analysis, Event};

use crate::terminal;
use ink::Ink;

/// How a page is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// Columns to write in.
    pub(crate) width: usize,
    /// Marks are colours; without, they are brackets.
    pub(crate) colours: bool,
}

impl Look {
    /// What fits standard output.
    pub(crate) fn of_stdout() -> Self {
        Self { width: terminal::columns(), colours: terminal::colours_on_stdout() }
    }
}

/// The whole page, with colour escapes if `look` wants colours.
pub(crate) fn page(analysis: &Analysis, events: &[Event], look: Look) -> String {
    let mut page = header(analysis, events, look);
    page.push_str(&story::story(analysis, events, look));
    page.push_str(&events::list(analysis, events, look));
    page
}

/// The document's name, what is known of it, and what the colours mean.
fn header(analysis: &Analysis, events: &[Event], look: Look) -> String {
    let document = &analysis.document;
    let mut name = Ink::new(look);
    name.put(&document.id, palette::HEADING);
    let mut facts = Ink::new(look);
    facts.put(&self::facts(analysis, events), palette::FAINT);
    let mut page = name.lines("", "") + &facts.lines("", "");
    if look.colours {
        page += &palette::legend(look).lines("", "");
    }
    page
}

fn facts(analysis: &Analysis, events: &[Event]) -> String {
    let document = &analysis.document;
    let count = |number: usize, thing: &str| format!("{number} {thing}{}", if number == 1 { "" } else { "s" });
    let published = document.published.map_or("no publication date".to_owned(), |date| format!("published {date}"));
    let articles = Some(document.articles.len()).filter(|&articles| articles > 1);
    let mut facts = vec![published];
    facts.extend(document.source.clone());
    facts.extend(document.language.clone());
    facts.extend(articles.map(|articles| count(articles, "article")));
    facts.push(count(analysis.sentences.len(), "sentence"));
    facts.push(count(analysis.tokens.len(), "word"));
    facts.push(count(events.len(), "event"));
    facts.join(" · ")
}
