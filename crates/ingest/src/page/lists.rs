//! Other stories and keywords: lists that a heading announces, and blocks of headline and cut-off first line.

use dateline_text::FurnitureReason;

use super::{
    heads::{Head, head_at},
    marks::{List, Marks},
    tags,
    unit::Unit,
};

/// Words of the longest first line that a teaser quotes.
const EXCERPT_WORDS: usize = 60;

/// Marks the entries of lists.
pub(super) fn mark(units: &[Unit<'_>], heads: &[Head], marks: &mut Marks) {
    let lists: Vec<(usize, List)> =
        (0..units.len()).filter_map(|index| Some((index, marks.get(index)?.opens_list?))).collect();
    mark_teasers(units, heads, marks);
    let is_body = |marks: &Marks, index: usize| marks.is_free(index) && units[index].is_paragraph();
    // The first paragraph that is news: nothing is unmarked, so that it only moves down.
    let mut body = 0;
    for (index, list) in lists {
        body = (body..index).find(|&above| is_body(marks, above)).unwrap_or(body.max(index));
        mark_entries(units, heads, marks, index, list, body >= index);
    }
}

/// Marks what follows the heading of a list.
///
/// Above the body of the page (`before_body`) the last entry over a paragraph is left alone: it may be the story's own
/// title.
fn mark_entries(units: &[Unit<'_>], heads: &[Head], marks: &mut Marks, heading: usize, list: List, before_body: bool) {
    let is_entry = |index: &usize| {
        let unit = &units[*index];
        let asks = list.reason == FurnitureReason::Tags && unit.text.ends_with(['?', '!']);
        let keywords = list.reason == FurnitureReason::Tags && tags::lists_phrases(unit, 2);
        let short = keywords || (unit.words <= list.max_words && unit.is_headline_shaped() && !asks);
        let excerpt = list.reason == FurnitureReason::Teaser && unit.is_truncated() && unit.words <= EXCERPT_WORDS;
        let opens_list = marks.get(*index).is_some_and(|mark| mark.opens_list.is_some());
        !opens_list
            && head_at(heads, *index).is_none_or(|head| head.first != *index)
            && (!marks.is_free(*index) || short || excerpt)
    };
    let mut entries: Vec<usize> = (heading + 1..units.len()).take(list.max_entries).take_while(is_entry).collect();
    let next = entries.last().map_or(heading + 1, |last| last + 1);
    let over_paragraph = next < units.len() && marks.is_free(next) && units[next].is_paragraph();
    if before_body && over_paragraph {
        let last_free = entries.iter().rposition(|&entry| marks.is_free(entry));
        entries.truncate(last_free.unwrap_or(entries.len()));
    }
    for entry in entries {
        marks.set_plain(entry, list.reason);
    }
}

/// A headline over the cut-off first line of its story.
struct Teaser {
    headline: usize,
    excerpt: usize,
}

/// Marks teasers that come at least two in a row, or below a line that says how old the story is.
fn mark_teasers(units: &[Unit<'_>], heads: &[Head], marks: &mut Marks) {
    let teasers: Vec<Teaser> = (1..units.len()).filter_map(|index| teaser(units, heads, marks, index)).collect();
    for (position, teaser) in teasers.iter().enumerate() {
        let follows = |one: &Teaser, other: &Teaser| other.headline - one.excerpt <= 2;
        let after_another = position > 0 && follows(&teasers[position - 1], teaser);
        let before_another = teasers.get(position + 1).is_some_and(|next| follows(teaser, next));
        let below_age = teaser.headline > 0 && marks.is(teaser.headline - 1, FurnitureReason::Teaser);
        if after_another || before_another || below_age {
            mark_teaser(units, marks, teaser);
        }
    }
}

/// Marks a teaser and the one or two words above it that name its section.
fn mark_teaser(units: &[Unit<'_>], marks: &mut Marks, teaser: &Teaser) {
    marks.set_plain(teaser.headline, FurnitureReason::Teaser);
    marks.set_plain(teaser.excerpt, FurnitureReason::Teaser);
    let above = teaser.headline.checked_sub(1).filter(|&above| marks.is_free(above));
    if let Some(above) = above.filter(|&above| units[above].words <= 3 && units[above].is_titleable()) {
        marks.set_plain(above, FurnitureReason::Teaser);
    }
}

/// The teaser whose excerpt is the unit with this index.
fn teaser(units: &[Unit<'_>], heads: &[Head], marks: &Marks, excerpt: usize) -> Option<Teaser> {
    let headline = excerpt - 1;
    let cut_off = units[excerpt].is_truncated() && (5..=EXCERPT_WORDS).contains(&units[excerpt].words);
    let quoted = units[excerpt].folded.starts_with(['"', '\'']);
    let bare = units[headline].is_titleable() && units[headline].words >= 2;
    let free = marks.is_free(headline) && marks.is_free(excerpt);
    let in_head = head_at(heads, headline).is_some();
    (cut_off && bare && free && !quoted && !in_head).then_some(Teaser { headline, excerpt })
}
