//! Unique names for the items of several inputs.

use std::{collections::HashSet, path::Path};

use super::file_name;
use crate::Item;

/// Renames items whose ids collide: first by prefixing the name of the input that each came from, then the input's
/// whole path, and at last by a number.
///
/// `inputs` holds, for each item, the input that it came from.
pub(super) fn make_unique(items: &mut [Item], inputs: &[&Path]) {
    rename_colliding(items, |index, item| prefixed(&file_name(inputs[index]), item, inputs[index]));
    rename_colliding(items, |index, item| prefixed(&inputs[index].to_string_lossy(), item, inputs[index]));
    number_the_rest(items);
}

/// Gives every item that shares its id with another the name that `rename` makes.
fn rename_colliding(items: &mut [Item], rename: impl Fn(usize, &Item) -> String) {
    let mut seen = HashSet::new();
    let colliding: HashSet<_> =
        items.iter().filter(|item| !seen.insert(item.id.as_str())).map(|item| item.id.clone()).collect();
    for (index, item) in items.iter_mut().enumerate() {
        if colliding.contains(&item.id) {
            item.id = rename(index, item);
        }
    }
}

/// The item's path below its input, under `prefix`; for a file that was named, its folder's name or its whole path.
fn prefixed(prefix: &str, item: &Item, input: &Path) -> String {
    let crate::Source::File(path) = &item.source else { return item.id.clone() };
    if path != input {
        let below = path.strip_prefix(input).unwrap_or(path);
        return format!("{}/{}", prefix.trim_end_matches('/'), below.to_string_lossy().replace('\\', "/"));
    }
    if prefix.contains('/') {
        return prefix.to_owned();
    }
    let folder = path.parent().map(file_name).filter(|name| !name.is_empty());
    folder.map_or_else(|| prefix.to_owned(), |folder| format!("{folder}/{prefix}"))
}

fn number_the_rest(items: &mut [Item]) {
    let mut taken: HashSet<String> = HashSet::new();
    for item in items {
        let mut id = item.id.clone();
        for number in 2.. {
            if taken.insert(id.clone()) {
                break;
            }
            id = format!("{}#{number}", item.id);
        }
        item.id = id;
    }
}
