//! What an item holds, without reading it.

use std::{
    io::{self, Read},
    sync::Arc,
};

use crate::{
    Item, Source, formats,
    read::{HEAD, Way, way},
};

/// The name of an item's format, or of what it is packed in, by its first bytes and its name. Of a stream, which can be
/// read but once, it is not known.
///
/// # Errors
/// When the item cannot be opened or read.
pub fn format_of(item: &Item) -> io::Result<Option<&'static str>> {
    let is_stream = match &item.source {
        Source::Stdin => true,
        Source::File(path) => path.exists() && !path.is_file(),
    };
    if is_stream {
        return Ok(None);
    }
    let mut head = Vec::new();
    item.open(Arc::default())?.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(Some(match way(item.file_name().as_deref(), &head) {
        Way::Read(format) => formats::name(format),
        Way::Unpack(container) | Way::Refuse(container) => container.name(),
    }))
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
            format_of(&Item::file(file, path)).unwrap().unwrap()
        };
        assert_eq!(name("a.txt", "Putin met Xi."), "txt");
        assert_eq!(name("b", "<!doctype html><p>x</p>"), "html");
        assert_eq!(name("c.html", "{\"text\": \"x\"}\n"), "jsonl");
        assert_eq!(name("d.gz", "Putin met Xi."), "gzip");
        assert_eq!(format_of(&Item::stdin()).unwrap(), None);
        assert!(format_of(&Item::file("gone", folder.path().join("gone"))).is_err());
    }
}
