//! HTML: from bytes to the text of the article and its metadata, within bounds.

mod bounds;
mod decode;
mod extract;
mod metadata;
mod text;

pub(crate) use bounds::excess;
pub(crate) use decode::decode;
pub(crate) use extract::{ArticleExtractor, Trafilatura};
