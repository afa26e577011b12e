//! What must hold of any bytes as rules; the fuzz target and the tests run the same function.

use dateline_frames::{Rules, Sources};

/// The kinds of files that rules are made of, as the first byte counts them.
pub(crate) const KINDS: u8 = 4;

/// Compiles the built-in rules with a file more, or another file in place of one: a family, a list, the roles or the
/// surface, as the first byte of `data` says. That gives rules, or an error that names the file.
pub(crate) fn check(data: &[u8]) {
    let (&head, rest) = data.split_first().unwrap_or((&0, &[]));
    let file = ("fuzz.toml".to_owned(), String::from_utf8_lossy(rest).into_owned());
    let mut sources = Sources::builtin();
    match head % KINDS {
        0 => sources.events = vec![file],
        1 => sources.lists.push(file),
        2 => sources.roles = file,
        _ => sources.surface = file,
    }
    if let Err(error) = Rules::compile(&sources) {
        assert!(!error.to_string().is_empty());
    }
}
