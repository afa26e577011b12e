//! The articles of a page: their spans, titles, authors and reference dates.

use std::ops::Range;

use dateline_text::{Article, FurnitureReason, Span};
use jiff::civil::Date;

use super::{
    Known,
    heads::{Head, leads_to_body},
    marks::Marks,
    phrases,
    unit::{Unit, key},
};
use crate::dates::{self, Day};

/// Free units at the start of an article in which its dateline may stand.
const DATELINE_REACH: usize = 8;

/// Paragraphs of an article above which an author or date line belongs to its head.
const HEAD_PARAGRAPHS: usize = 2;

/// A page as its articles are read from it.
struct Page<'a, 'text> {
    text: &'text str,
    units: &'a [Unit<'text>],
    marks: &'a Marks,
    known: &'a Known<'a>,
}

/// The units of one article, and its head if one was found.
struct Section {
    units: Range<usize>,
    head: Option<Head>,
}

/// The articles of a page; at least one unless it is blank.
pub(super) fn find(text: &str, units: &[Unit<'_>], heads: &[Head], marks: &Marks, known: &Known<'_>) -> Vec<Article> {
    let page = Page { text, units, marks, known };
    let sections = sections(&page, heads);
    let articles: Vec<Article> =
        sections.iter().enumerate().filter_map(|(number, section)| page.article(section, number == 0)).collect();
    if !articles.is_empty() || units.is_empty() {
        return articles;
    }
    let span = units[0].span.cover(units[units.len() - 1].span);
    vec![Article { span, title: None, author: None, published: known.published.or(known.fallback) }]
}

/// Cuts the page before each head. What stands above the first head is an article of its own when it has a body.
fn sections(page: &Page<'_, '_>, heads: &[Head]) -> Vec<Section> {
    let Some(first) = heads.first() else { return vec![Section { units: 0..page.units.len(), head: None }] };
    let has_lead = (0..first.first).any(|index| page.is_paragraph(index));
    let lead = has_lead.then_some(Section { units: 0..first.first, head: None });
    let starts = heads.iter().enumerate().map(|(number, head)| if number == 0 && !has_lead { 0 } else { head.first });
    let ends = heads.iter().skip(1).map(|head| head.first).chain([page.units.len()]);
    let headed =
        starts.zip(ends).zip(heads).map(|((start, end), head)| Section { units: start..end, head: Some(*head) });
    lead.into_iter().chain(headed).collect()
}

impl Page<'_, '_> {
    fn is_paragraph(&self, index: usize) -> bool {
        self.marks.is_free(index) && self.units[index].is_paragraph()
    }

    /// The news among the units of a section.
    fn free(&self, section: &Section) -> Vec<usize> {
        section.units.clone().filter(|&index| self.marks.is_free(index)).collect()
    }

    fn article(&self, section: &Section, is_first: bool) -> Option<Article> {
        let free = self.free(section);
        let (&start, &end) = (free.first()?, free.last()?);
        let start = section.head.map_or(start, |head| start.min(head.first));
        let span = self.units[start].span.cover(self.units[end].span);
        let title = section.head.map(|head| head.title).or_else(|| self.title(&free, is_first));
        let author = section.head.and_then(|head| head.author).or_else(|| self.author(section, is_first));
        let place = |index: usize| self.units[index].span;
        let published = self.published(section, &free, span, is_first);
        Some(Article { span, title: title.map(place), author: author.map(place), published })
    }

    /// The title of an article without a byline: the line that the metadata names, or the first short line over a
    /// paragraph.
    fn title(&self, free: &[usize], is_first: bool) -> Option<usize> {
        let top = free.iter().position(|&index| self.is_body(index)).unwrap_or(0);
        let candidates = || free[..top].iter().copied().filter(|&index| self.units[index].is_titleable());
        let named = self.known.title.filter(|_| is_first).map(key);
        let is_named = |index: &usize| named.as_ref().is_some_and(|named| names(named, &self.units[*index]));
        if let Some(named) = candidates().find(is_named) {
            return Some(named);
        }
        let first = candidates().find(|&index| self.could_be_title(index))?;
        let below = candidates().find(|&index| index > first);
        let is_kicker = self.units[first].words <= 2 && below.is_some_and(|below| self.units[below].words >= 4);
        below.filter(|_| is_kicker).or(Some(first))
    }

    /// A paragraph that is no question in the place of a title.
    fn is_body(&self, index: usize) -> bool {
        self.units[index].is_paragraph() && !self.units[index].is_titleable()
    }

    fn could_be_title(&self, index: usize) -> bool {
        let unit = &self.units[index];
        let is_kicker = unit.words == 1 || phrases::is_section(unit);
        let runs_on = unit.text.starts_with(char::is_lowercase);
        !is_kicker && !runs_on && dates::dateline(unit.text).is_none() && leads_to_body(index, self.units, self.marks)
    }

    /// The line of the author whom the metadata names.
    fn author(&self, section: &Section, is_first: bool) -> Option<usize> {
        let named = self.known.author.filter(|_| is_first).map(key).filter(|name| !name.is_empty())?;
        let is_line = |index: &usize| self.units[*index].words <= 12 && self.units[*index].key.contains(&named);
        section.units.clone().find(is_line)
    }

    /// The reference date: the metadata's; a dateline or byline with a year; either without one, where the text tells
    /// the year; the option. The metadata of a page dates its first article, and others only where they say nothing.
    fn published(&self, section: &Section, free: &[usize], span: Span, is_first: bool) -> Option<Date> {
        let metadata = self.known.published;
        let said = || {
            let days = || [self.dateline(free), self.byline(section)].into_iter().flatten();
            let complete = |day: Day| dates::complete(day, span.of(self.text));
            days().find_map(Day::date).or_else(|| days().find_map(complete))
        };
        if is_first { metadata.or_else(said) } else { said().or(metadata) }.or(self.known.fallback)
    }

    fn dateline(&self, free: &[usize]) -> Option<Day> {
        free.iter().take(DATELINE_REACH).find_map(|&index| dates::dateline(self.units[index].text))
    }

    /// The day in the author and date lines at the head of a section, or else at its foot.
    fn byline(&self, section: &Section) -> Option<Day> {
        let mut paragraphs = 0;
        let mut foot = None;
        for index in section.units.clone() {
            paragraphs += usize::from(self.is_paragraph(index));
            if !self.marks.is(index, FurnitureReason::Byline) {
                continue;
            }
            let day = dates::in_byline(self.units[index].text);
            if paragraphs < HEAD_PARAGRAPHS && day.is_some() {
                return day;
            }
            foot = foot.or(day);
        }
        foot
    }
}

/// Whether the metadata's title `named` (a key) is this line, or this line with the site's name after it.
fn names(named: &str, unit: &Unit<'_>) -> bool {
    !unit.key.is_empty() && (named == unit.key || (unit.words >= 3 && named.starts_with(&unit.key)))
}
