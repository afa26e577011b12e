//! What the crate knows of English names and descriptions, read once from the files in `data/`.

mod countries;
mod words;

pub(crate) use countries::{Countries, Country};
pub(crate) use words::{Bodies, People, Reference};

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

static DATA: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data");

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// All word lists and tables.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(crate) countries: Countries,
    pub(crate) people: People,
    pub(crate) bodies: Bodies,
    pub(crate) reference: Reference,
}

impl Lexicon {
    /// The lexicon of the program.
    pub(crate) fn get() -> &'static Self {
        &LEXICON
    }

    fn read() -> Self {
        Self {
            countries: Countries::read(text("countries.tsv"), text("seats.tsv"), text("former.tsv")),
            people: toml("people.toml"),
            bodies: toml("bodies.toml"),
            reference: toml("reference.toml"),
        }
    }
}

/// The file `name` of the data folder.
fn text(name: &str) -> &'static str {
    DATA.get_file(name).and_then(include_dir::File::contents_utf8).expect("the file is compiled into the program")
}

/// The TOML file `name` of the data folder.
pub(crate) fn toml<T: DeserializeOwned>(name: &str) -> T {
    toml::from_str(text(name)).expect("the data files are checked by the tests")
}

/// The key under which forms that differ only in case, apostrophes or dashes are one.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(part.chars().flat_map(char::to_lowercase).map(plain));
    }
    out
}

/// Typographic marks as a typewriter has them.
fn plain(letter: char) -> char {
    match letter {
        '’' | '‘' | 'ʼ' | '`' => '\'',
        '–' | '‑' | '‐' | '—' => '-',
        other => other,
    }
}
