//! Heads of articles: a title over an author or date line, with a body below.

use std::ops::Range;

use dateline_text::FurnitureReason;

use super::{
    marks::{Mark, Marks},
    phrases,
    unit::{Unit, is_name},
};
use crate::dates;

/// The head of one article, as unit indices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// Where the article begins: its title, or the author line where that stands above.
    pub(super) first: usize,
    /// The title.
    pub(super) title: usize,
    /// The line that names the author.
    pub(super) author: Option<usize>,
    /// The last unit of the head.
    pub(super) last: usize,
}

/// Free units after a head among which its body must begin.
const REACH: usize = 4;

/// Lines that may stand between a title and its byline or above the title.
const ABOVE: usize = 3;

/// Marks lines that are nothing but a date and stand in a head: over the first paragraph, or below a short line.
///
/// A date below "Updated" belongs to that stamp. A date between two paragraphs is a part of the story.
pub(super) fn mark_date_lines(units: &[Unit<'_>], marks: &mut Marks) {
    for index in 0..units.len() {
        if !marks.is_free(index) || !dates::is_date_line(units[index].text) || !leads_to_body(index, units, marks) {
            continue;
        }
        let above = (0..index).rev().find(|&above| !units[above].is_rule());
        if above.is_some_and(|above| marks.is(above, FurnitureReason::Stamp)) {
            marks.set_plain(index, FurnitureReason::Stamp);
        } else if above.is_none_or(|above| !marks.is_free(above) || is_short(&units[above])) {
            marks.set(index, Mark { heads_article: true, ..Mark::plain(FurnitureReason::Byline) });
        }
    }
}

fn is_short(unit: &Unit<'_>) -> bool {
    unit.is_titleable()
}

/// The head that holds the unit with this index. `heads` are in order and do not overlap.
pub(super) fn head_at(heads: &[Head], index: usize) -> Option<&Head> {
    let head = heads.get(heads.partition_point(|head| head.last < index))?;
    (head.first <= index).then_some(head)
}

/// Finds the heads of the page, in order, and marks their author lines and section names.
pub(super) fn find(units: &[Unit<'_>], marks: &mut Marks) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    let mut index = 0;
    while index < units.len() {
        if !heads_article(marks, index) {
            index += 1;
            continue;
        }
        let end = group_end(units, marks, index);
        let floor = heads.last().map_or(0, |head| head.last + 1);
        heads.extend(head(units, marks, index, end, floor));
        index = end;
    }
    heads
}

fn heads_article(marks: &Marks, index: usize) -> bool {
    marks.get(index).is_some_and(|mark| mark.heads_article)
}

/// One past the last author or date line of the group that starts at `start`; buttons and stamps may stand between.
fn group_end(units: &[Unit<'_>], marks: &mut Marks, start: usize) -> usize {
    let mut end = start + 1;
    for index in start + 1..units.len() {
        if names_author(units, marks, index) {
            marks.set_plain(index, FurnitureReason::Byline);
        }
        match marks.get(index).map(|mark| mark.reason) {
            None if units[index].is_rule() => {}
            Some(FurnitureReason::Byline) => end = index + 1,
            Some(FurnitureReason::Share | FurnitureReason::Stamp | FurnitureReason::Menu) => {}
            _ => break,
        }
    }
    end
}

/// Whether the unit is a name below a line that asks for one: "By", "Author".
fn names_author(units: &[Unit<'_>], marks: &Marks, index: usize) -> bool {
    let asked = matches!(units[index - 1].key.as_str(), "by" | "author" | "written by" | "posted by" | "published by");
    asked && marks.is_free(index) && phrases::could_be_name(&units[index])
}

/// The head around the byline group `start..end`, if there is one; nothing above `floor` belongs to it.
fn head(units: &[Unit<'_>], marks: &mut Marks, start: usize, end: usize, floor: usize) -> Option<Head> {
    if !heads_body(end - 1, units, marks) {
        return None;
    }
    let above = lines_above(units, marks, start, floor);
    let in_group = (start..end).find(|&index| names_somebody(&units[index]));
    let sections_only = above.iter().all(|&line| phrases::is_section(&units[line]));
    if let Some(head) = head_below(units, marks, start..end, in_group).filter(|_| sections_only) {
        for &section in &above {
            marks.set_plain(section, FurnitureReason::Menu);
        }
        marks.keep(head.title);
        return Some(head);
    }
    let (author, title) = title_among(units, &above, in_group.is_some())?;
    for &section in above.iter().filter(|&&line| line < title && units[line].words <= 3) {
        marks.set_plain(section, FurnitureReason::Menu);
    }
    for &line in above.iter().filter(|&&line| line < title && ends_with(&units[line], &units[title])) {
        marks.set_plain(line, FurnitureReason::Menu); // Home > News > the title
    }
    if let Some(author) = author {
        marks.set_plain(author, FurnitureReason::Byline);
    }
    marks.keep(title);
    Some(Head { first: title, title, author: author.or(in_group), last: end - 1 })
}

/// The short free lines right above `start`, nearest first. Buttons below the title are passed over.
fn lines_above(units: &[Unit<'_>], marks: &Marks, start: usize, floor: usize) -> Vec<usize> {
    use FurnitureReason::{Advertisement, Menu, Share, Stamp};
    let mut above = Vec::new();
    for index in (floor..start).rev() {
        let is_button = [Advertisement, Menu, Share, Stamp].into_iter().any(|reason| marks.is(index, reason));
        if marks.is_free(index) && units[index].is_titleable() && above.len() <= ABOVE {
            above.push(index);
        } else if !(is_button && above.is_empty() && start - index <= ABOVE) {
            break;
        }
    }
    above
}

/// Tells the author's line (unless the byline names somebody) and the title among the lines above a byline group.
fn title_among(units: &[Unit<'_>], above: &[usize], has_author: bool) -> Option<(Option<usize>, usize)> {
    let (&nearest, further) = above.split_first()?;
    let is_title = |line: &usize| units[*line].words >= 3 && !phrases::is_section(&units[*line]);
    let names_author = !has_author && phrases::could_be_name(&units[nearest]) && further.first().is_some_and(is_title);
    if names_author {
        return Some((Some(nearest), further[0]));
    }
    // A long line over another is the title, and the one below it the summary.
    let over =
        |line: &&usize| units[**line].words >= 5 && is_title(line) && !ends_with(&units[**line], &units[nearest]);
    let title = further.first().filter(over).unwrap_or(&nearest);
    Some((None, *title))
}

/// Whether a line ends with the title and holds more. A short line is no title here but the site's name, which may end
/// the title above it.
fn ends_with(line: &Unit<'_>, title: &Unit<'_>) -> bool {
    title.words >= 4 && line.words > title.words && line.key.ends_with(&title.key)
}

/// A head whose title stands below its byline: right above the body.
fn head_below(units: &[Unit<'_>], marks: &Marks, group: Range<usize>, author: Option<usize>) -> Option<Head> {
    let below = |from: usize| (from..units.len()).find(|&index| marks.is_free(index));
    let title = below(group.end)?;
    let body = below(title + 1)?;
    let is_title = units[title].is_titleable() && units[title].words >= 3 && !units[title].is_paragraph();
    (is_title && units[body].is_paragraph()).then_some(Head { first: group.start, title, author, last: title })
}

/// Words by which a byline introduces its author.
const INTRODUCTIONS: [&str; 7] =
    ["by ", "author", "written by ", "posted by ", "reported by ", "story by ", "words by "];

/// Whether a byline names its author: it begins with "by" or with a name.
fn names_somebody(unit: &Unit<'_>) -> bool {
    let introduced = |start: &&str| unit.key.starts_with(*start) && unit.key.len() > start.len() + 1;
    let first_part = unit.text.split([',', '|', '•', '·', '/']).next().unwrap_or_default();
    let is_label = ["published", "posted", "date", "first"].iter().any(|label| unit.key.starts_with(label));
    INTRODUCTIONS.iter().any(introduced) || (!is_label && is_name(first_part.trim()))
}

/// Whether a paragraph comes soon after the unit.
pub(super) fn leads_to_body(index: usize, units: &[Unit<'_>], marks: &Marks) -> bool {
    let below = (index + 1..units.len()).filter(|&below| marks.is_free(below));
    below.take(REACH).any(|below| units[below].is_paragraph())
}

/// Whether a paragraph comes soon after the unit, and no other author or date line before it: that would be a head of
/// its own.
fn heads_body(index: usize, units: &[Unit<'_>], marks: &Marks) -> bool {
    let is_body = |below: usize| marks.is_free(below) && units[below].is_paragraph() && !units[below].is_titleable();
    let body = (index + 1..units.len()).find(|&below| is_body(below) || heads_article(marks, below));
    body.is_some_and(is_body) && leads_to_body(index, units, marks)
}
