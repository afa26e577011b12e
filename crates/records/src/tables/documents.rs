//! `documents`: what was read.

use super::column::columns;
use crate::DocumentRow;

columns! {
    row: DocumentRow {
        /// The document's name.
        "doc_id": Text = &row.doc_id,
        /// The input that held the document: a path, or `-`.
        "input": Text = &row.input,
        /// Where the document was published.
        "url": Text optional = row.url.as_deref(),
        /// The title from the metadata, or that of the first article.
        "title": Text optional = row.title.as_deref(),
        /// The publication date from the metadata, or the reference date of the first article.
        "published": Date optional = row.published,
        /// Who published it, or which feed it came from.
        "source": Text optional = row.source.as_deref(),
        /// ISO 639-1 code.
        "language": Text optional = row.language.as_deref(),
        /// Words that were read.
        "tokens": Integer = row.tokens,
        /// Events that were found.
        "events": Integer = row.events,
        /// Length of the text in bytes.
        "bytes": Integer = row.bytes,
    }
}
