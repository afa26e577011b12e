//! HTML: from bytes to the text of the article and its metadata, within bounds.

mod decode;
mod depth;
mod extract;
mod metadata;
mod text;

pub(crate) use decode::decode;
pub(crate) use depth::deeper_than;
pub(crate) use extract::{ArticleExtractor, Trafilatura};
