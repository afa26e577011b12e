//! What documents are packed in, one file each: compressed streams and archives, also inside each other.
//!
//! Nothing is ever written to disk under a name that an archive gives: members are read where they stand.

mod decoded;
mod gzip;
mod members;
mod tar;
mod zip;
mod zstd;

use std::ops::ControlFlow;

use crate::{
    damage::Damage,
    read::{Emit, Input, Reading},
};

pub(crate) use decoded::{Decoded, Tally};

/// Something that documents are packed in.
///
/// To add one, write its file and put it into [`CONTAINERS`].
pub(crate) trait Container: Sync {
    /// What a person calls it.
    fn name(&self) -> &'static str;

    /// Endings of file names, in lower case, without the dot; and what stands in their place once it is unpacked.
    fn extensions(&self) -> &'static [(&'static str, &'static str)];

    /// Whether it holds members with names of their own.
    fn is_archive(&self) -> bool;

    /// Whether the first bytes show it, whatever the name.
    fn recognises(&self, head: &[u8]) -> bool;

    /// Whether `head` is all there is and could become one of these.
    fn is_cut_short(&self, head: &[u8]) -> bool;

    /// Reads all that is packed in `input`, handing each part to `reading`; a break of `emit` is passed on.
    fn read(&self, input: Input<'_>, reading: &Reading<'_>, emit: &mut Emit<'_>) -> ControlFlow<()>;
}

/// All containers; the first that claims an input gets it.
const CONTAINERS: [&dyn Container; 4] = [&gzip::Gzip, &zstd::Zstd, &zip::Zip, &tar::Tar];

/// The container that starts with `head`.
pub(crate) fn by_content(head: &[u8]) -> Option<&'static dyn Container> {
    CONTAINERS.into_iter().find(|container| container.recognises(head))
}

/// The container whose files are named with `extension`.
pub(crate) fn by_name(extension: &str) -> Option<&'static dyn Container> {
    CONTAINERS.into_iter().find(|container| unpacked(*container, extension).is_some())
}

/// What is wrong with a file that is named like a container and is none.
pub(crate) fn damage(container: &dyn Container, head: &[u8]) -> Damage {
    let name = container.name();
    if container.is_cut_short(head) {
        return Damage::truncated(format!("ends before it can be read as {name}"));
    }
    Damage::corrupt(format!("is named as {name}, and does not start like it"))
}

/// The name of what is packed in a file called `name`.
pub(crate) fn inner_name(container: &dyn Container, name: &str) -> String {
    let Some((stem, extension)) = name.rsplit_once('.') else { return name.to_owned() };
    match unpacked(container, &extension.to_lowercase()) {
        Some("") => stem.to_owned(),
        Some(inner) => format!("{stem}.{inner}"),
        None => name.to_owned(),
    }
}

fn unpacked(container: &dyn Container, extension: &str) -> Option<&'static str> {
    container.extensions().iter().find(|(packed, _)| *packed == extension).map(|(_, inner)| *inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_what_is_packed_is_the_name_without_its_ending() {
        let check = |name: &str, extension: &str, inner: &str| {
            let container = by_name(extension).expect("a known ending");
            assert_eq!(inner_name(container, name), inner, "{name}");
        };
        check("news.jsonl.gz", "gz", "news.jsonl");
        check("news.tar.zst", "zst", "news.tar");
        check("NEWS.TGZ", "tgz", "NEWS.tar");
        check("news", "gz", "news");
        check("news.html", "gz", "news.html");
    }

    #[test]
    fn containers_show_in_their_first_bytes() {
        let name = |head: &[u8]| by_content(head).map(Container::name);
        assert_eq!(name(b"\x1f\x8b\x08\0"), Some("gzip"));
        assert_eq!(name(b"\x28\xb5\x2f\xfd"), Some("zstd"));
        assert_eq!(name(b"\x53\x2a\x4d\x18"), Some("zstd"));
        assert_eq!(name(b"PK\x03\x04"), Some("zip"));
        assert_eq!(name(b"PK\x05\x06"), Some("zip"));
        assert_eq!(name(b"PKWARE was sold on Monday."), None);
        assert_eq!(name(&[0; 1024]), None);
    }
}
