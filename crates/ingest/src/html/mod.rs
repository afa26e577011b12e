//! HTML: from bytes to the text of the article and its metadata, within bounds.

mod bounds;
mod decode;
mod extract;
mod metadata;
mod text;

pub(crate) use bounds::excess;
pub(crate) use decode::{declared as declared_encoding, decode, guess as guess_encoding};
pub(crate) use extract::{ArticleExtractor, Trafilatura};
