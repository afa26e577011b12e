//! What an item holds, without reading it.

use std::{io, sync::Arc};

use crate::{Item, Source, containers, formats, item, read::HEAD};

/// The name of an item's format, or of what it is packed in, by its first bytes and its name; standard input is not
/// touched.
pub fn format_of(item: &Item) -> io::Result<&'static str> {
    let format = match item.source {
        Source::Stdin => formats::jsonl(),
        Source::File(_) => {
            let mut reader = item.open(Arc::default())?;
            let head = reader.fill_buf()?;
            let head = &head[..head.len().min(HEAD)];
            let extension = item.file_name().as_deref().map(item::extension).unwrap_or_default();
            if let Some(container) = containers::by_content(head).filter(|_| !formats::is_plain(&extension)) {
                return Ok(container.name());
            }
            formats::detect(&extension, head)
        }
    };
    Ok(formats::name(format))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_format_shows_in_the_first_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let name = |file: &str, content: &str| {
            let path = folder.path().join(file);
            fs::write(&path, content).unwrap();
            format_of(&Item::file(file, path)).unwrap()
        };
        assert_eq!(name("a.txt", "Putin met Xi."), "txt");
        assert_eq!(name("b", "<!doctype html><p>x</p>"), "html");
        assert_eq!(name("c.html", "{\"text\": \"x\"}\n"), "jsonl");
        assert_eq!(format_of(&Item::stdin()).unwrap(), "jsonl");
        assert!(format_of(&Item::file("gone", folder.path().join("gone"))).is_err());
    }
}
