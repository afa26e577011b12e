//! Reads the layout of a page from its text: what is furniture, where its articles are, and when they were published.
//!
//! The text is taken apart into [`unit::Unit`]s (lines, or paragraphs of hard-wrapped text). Each step below marks units
//! as furniture; none unmarks what an earlier one marked. Phrases are data, structure is code. What no step is sure of
//! stays unmarked: a lost sentence costs more than a kept menu line.

mod articles;
mod heads;
mod lists;
mod marks;
mod menus;
mod phrases;
mod tags;
mod unit;

use dateline_text::{Article, Furniture};
use jiff::civil::Date;

use marks::Marks;

/// What is known of a page beside its text.
#[derive(Debug, Default)]
pub(crate) struct Known<'a> {
    /// The title in the metadata.
    pub(crate) title: Option<&'a str>,
    /// The author in the metadata.
    pub(crate) author: Option<&'a str>,
    /// The publication date in the metadata.
    pub(crate) published: Option<Date>,
    /// The publication date of articles that nothing else dates.
    pub(crate) fallback: Option<Date>,
}

/// The layout of a page.
#[derive(Debug)]
pub(crate) struct Page {
    /// In order, not overlapping; at least one unless the text is blank.
    pub(crate) articles: Vec<Article>,
    /// In order, not overlapping; whole lines.
    pub(crate) furniture: Vec<Furniture>,
}

/// Reads the layout of the page with this text.
pub(crate) fn read(text: &str, known: &Known<'_>) -> Page {
    let units = unit::units(text);
    let mut marks = Marks::new(units.len());
    phrases::mark(&units, &mut marks);
    menus::mark_bars(&units, &mut marks);
    heads::mark_date_lines(&units, &mut marks);
    let heads = heads::find(&units, &mut marks);
    lists::mark(&units, &heads, &mut marks);
    tags::mark(&units, &mut marks);
    menus::mark(&units, &heads, &mut marks);
    let articles = articles::find(text, &units, &heads, &marks, known);
    Page { articles, furniture: marks.furniture(&units) }
}
