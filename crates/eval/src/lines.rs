//! JSON Lines with errors that say where.

use serde::de::DeserializeOwned;

use crate::{Error, ErrorKind};

/// Reads every line of `text` that is not blank, with its number; `check` says what is wrong with a row that can be
/// read. `file` is the name for errors.
pub(crate) fn read<T: DeserializeOwned>(
    kind: ErrorKind,
    file: &str,
    text: &str,
    check: impl Fn(&T) -> Result<(), String>,
) -> Result<Vec<(usize, T)>, Error> {
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let row = |(index, line): (usize, &str)| {
        let row = serde_json::from_str(line).map_err(|error| explain(&error));
        let row = row.and_then(|row| check(&row).map(|()| row));
        row.map(|row| (index + 1, row)).map_err(|why| Error::new(kind, file, index + 1, why))
    };
    lines.map(row).collect()
}

/// The message without its line, which is always the first.
fn explain(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match message.strip_suffix(&place) {
        Some(bare) => format!("{bare}, at column {}", error.column()),
        None => message,
    }
}
