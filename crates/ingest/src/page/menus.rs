//! Menus by their shape: runs of short lines around known menu entries, and entries on one line between separators.

use dateline_text::FurnitureReason;

use super::{
    heads::{Head, head_at},
    marks::Marks,
    phrases,
    unit::Unit,
};

/// Lines that a run has at least.
const MIN_RUN: usize = 4;

/// Words that an entry has at most.
const ENTRY_WORDS: usize = 3;

/// Marks menus that stand on one line above the first paragraph of the page or below the last.
pub(super) fn mark_bars(units: &[Unit<'_>], marks: &mut Marks) {
    let Some(body) = body(units, marks) else { return };
    for index in (0..body.start).chain(body.end..units.len()).filter(|&index| is_bar(&units[index])) {
        marks.set_plain(index, FurnitureReason::Menu);
    }
}

/// Marks menus of a line an entry above the first paragraph of the page or below the last, and section names above the
/// title.
pub(super) fn mark(units: &[Unit<'_>], heads: &[Head], marks: &mut Marks) {
    let Some(body) = body(units, marks) else { return };
    let title = (0..body.start).rev().find(|&index| marks.is_free(index));
    let is_kept = |index: usize| Some(index) == title || head_at(heads, index).is_some_and(|head| head.title == index);
    for region in [0..body.start, body.end..units.len()] {
        for run in runs(region, |index| is_entry(&units[index]) && !is_kept(index)) {
            mark_run(units, marks, run);
        }
    }
    let above_title = units.iter().enumerate().take(title.unwrap_or(0));
    for (index, _) in above_title.filter(|&(index, unit)| phrases::is_section(unit) && !is_kept(index)) {
        marks.set_plain(index, FurnitureReason::Menu);
    }
}

/// From the first paragraph of the page to one past the last.
fn body(units: &[Unit<'_>], marks: &Marks) -> Option<std::ops::Range<usize>> {
    let is_body = |index: &usize| marks.is_free(*index) && units[*index].is_paragraph();
    let first = (0..units.len()).find(is_body)?;
    let last = (0..units.len()).rev().find(is_body)?;
    Some(first..last + 1)
}

/// Marks a run of short lines when a quarter of them, and at least two, are known to belong to menus.
fn mark_run(units: &[Unit<'_>], marks: &mut Marks, run: std::ops::Range<usize>) {
    let known = run.clone().filter(|&index| !marks.is_free(index) || phrases::is_section(&units[index])).count();
    if run.len() >= MIN_RUN && known >= 2 && known * 4 >= run.len() {
        run.for_each(|index| marks.set_plain(index, FurnitureReason::Menu));
    }
}

fn is_entry(unit: &Unit<'_>) -> bool {
    unit.words <= ENTRY_WORDS && unit.is_titleable() && !unit.text.contains(|c: char| c.is_ascii_digit())
}

/// Whether the line is a menu on one line: `Home | News | World` or `Home > World > Asia`.
fn is_bar(unit: &Unit<'_>) -> bool {
    let separators = ['|', '›', '»', '>', '•', '·'];
    let text = unit.folded.replace(" / ", " | ");
    let entries: Vec<&str> = text.split(separators).map(str::trim).filter(|entry| !entry.is_empty()).collect();
    let short = |entry: &&str| entry.split_whitespace().count() <= ENTRY_WORDS && !entry.ends_with('.');
    let no_figures = !unit.text.contains(|c: char| c.is_ascii_digit());
    text.matches(separators).count() >= 2 && entries.len() >= 3 && no_figures && entries.iter().all(short)
}

/// The longest runs of indices in `region` for which `holds`.
fn runs(region: std::ops::Range<usize>, holds: impl Fn(usize) -> bool) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    for index in region.filter(|&index| holds(index)) {
        match runs.last_mut() {
            Some(run) if run.end == index => run.end += 1,
            _ => runs.push(index..index + 1),
        }
    }
    runs
}
