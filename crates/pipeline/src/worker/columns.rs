//! The columns of a stream of documents: which are read, and what a row of them asks for.

use arrow::{
    array::ArrayRef,
    datatypes::{DataType, Schema},
    record_batch::RecordBatch,
};
use dateline_ingest::{Body, Item, Row};

use super::values::{bytes, is_bytes, is_date, is_name, is_text, text};
use crate::Error;

/// Where the columns that are read stand. All others are passed over.
#[derive(Debug)]
pub(super) struct Columns {
    body: (Kind, usize),
    id: Option<usize>,
    title: Option<usize>,
    published: Option<usize>,
    url: Option<usize>,
    source: Option<usize>,
    language: Option<usize>,
}

/// What a row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A document's text.
    Text,
    /// A page.
    Html,
    /// The path of a file that holds documents.
    Path,
}

impl Kind {
    /// The first of these columns that is there is read.
    const ALL: [(Self, &'static str); 3] = [(Self::Text, "text"), (Self::Html, "html"), (Self::Path, "path")];
}

impl Columns {
    /// Finds the columns by their names.
    pub(super) fn of(schema: &Schema) -> Result<Self, Error> {
        let place = |name: &str| schema.index_of(name).ok();
        let body = Kind::ALL.into_iter().find_map(|(kind, name)| Some((kind, place(name)?)));
        let body = body.ok_or_else(|| Error::documents("the documents have no column text, html or path"))?;
        let columns = Self {
            body,
            id: place("id"),
            title: place("title"),
            published: place("published"),
            url: place("url"),
            source: place("source"),
            language: place("language"),
        };
        let (fits, wanted): (fn(&DataType) -> bool, _) =
            if body.0 == Kind::Html { (is_bytes, "text or bytes") } else { (is_text, "text") };
        check(schema, Some(body.1), fits, wanted)?;
        check(schema, columns.id, is_name, "text or whole numbers")?;
        check(schema, columns.published, is_date, "dates or text")?;
        for column in [columns.title, columns.url, columns.source, columns.language] {
            check(schema, column, is_text, "text")?;
        }
        Ok(columns)
    }

    /// What the rows of a batch ask for, in order.
    pub(super) fn rows<'a>(&'a self, batch: &'a RecordBatch) -> impl Iterator<Item = Asked> + 'a {
        (0..batch.num_rows()).map(move |row| self.row(batch.columns(), row))
    }

    fn row(&self, columns: &[ArrayRef], row: usize) -> Asked {
        let field = |place: Option<usize>| text(&columns[place?], row);
        let (kind, place) = self.body;
        let id = field(self.id).and_then(|id| Row::name(&id));
        let body = match kind {
            Kind::Text => text(&columns[place], row).map(Body::Text),
            Kind::Html => bytes(&columns[place], row).map(Body::Html),
            Kind::Path => {
                if let Some(path) = text(&columns[place], row) {
                    let path = local(&path).to_owned();
                    let item = Item::file(id.unwrap_or_else(|| path.clone()), path);
                    return Asked::File { item, published: field(self.published) };
                }
                None
            }
        };
        let (body, url) = (body.unwrap_or(Body::Missing), field(self.url));
        Asked::Document(Row {
            id: id.unwrap_or_else(|| name(&body, url.as_deref())),
            body,
            title: field(self.title),
            published: field(self.published),
            url,
            source: field(self.source),
            language: field(self.language),
        })
    }
}

/// Refuses a column whose values are of the wrong kind.
fn check(schema: &Schema, place: Option<usize>, fits: impl Fn(&DataType) -> bool, wanted: &str) -> Result<(), Error> {
    let Some(field) = place.map(|place| schema.field(place)) else { return Ok(()) };
    let plain = match field.data_type() {
        DataType::Dictionary(_, values) => values,
        plain => plain,
    };
    if *plain == DataType::Null || fits(plain) {
        return Ok(());
    }
    Err(Error::documents(format!("the column {} holds {}; it must hold {wanted}", field.name(), field.data_type())))
}

/// What a row asks for.
#[derive(Debug)]
pub(super) enum Asked {
    /// To read this document.
    Document(Row),
    /// To read the documents of a file.
    File {
        /// The file.
        item: Item,
        /// The date of those that do not say their own.
        published: Option<String>,
    },
}

/// The path of a file on this machine, which may be written as an address.
fn local(path: &str) -> &str {
    path.strip_prefix("file://").or_else(|| path.strip_prefix("file:")).unwrap_or(path)
}

/// The name of a document that has none: it depends on nothing but the document, so that whoever does a part again gets
/// the same.
fn name(body: &Body, url: Option<&str>) -> String {
    /// Half of a hash is enough to tell documents apart.
    const DIGITS: usize = 32;
    let mut hasher = blake3::Hasher::new();
    match body {
        Body::Text(text) => hasher.update(text.as_bytes()),
        Body::Html(page) => hasher.update(page),
        Body::Missing => &mut hasher,
    };
    hasher.update(&[0]).update(url.unwrap_or_default().as_bytes());
    hasher.finalize().to_hex()[..DIGITS].to_owned()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::{
        array::{BinaryArray, Int64Array, ListArray, NullArray, StringArray},
        datatypes::Int64Type,
    };

    use super::*;

    fn batch<const N: usize>(columns: [(&str, ArrayRef); N]) -> RecordBatch {
        RecordBatch::try_from_iter(columns).unwrap()
    }

    fn asked(batch: &RecordBatch) -> Vec<Asked> {
        Columns::of(&batch.schema()).unwrap().rows(batch).collect()
    }

    fn documents(batch: &RecordBatch) -> Vec<Row> {
        let document = |asked| match asked {
            Asked::Document(row) => row,
            file @ Asked::File { .. } => panic!("{file:?} is no document"),
        };
        asked(batch).into_iter().map(document).collect()
    }

    fn refusal<const N: usize>(columns: [(&str, ArrayRef); N]) -> String {
        Columns::of(&batch(columns).schema()).unwrap_err().to_string()
    }

    fn texts<const N: usize>(texts: [&str; N]) -> ArrayRef {
        Arc::new(StringArray::from(texts.to_vec()))
    }

    #[test]
    fn text_goes_before_pages_and_pages_before_files() {
        let columns = [("path", texts(["p"])), ("html", texts(["<p>"])), ("text", texts(["t"]))];
        assert_eq!(documents(&batch(columns.clone()))[0].body, Body::Text("t".to_owned()));
        assert_eq!(documents(&batch([columns[0].clone(), columns[1].clone()]))[0].body, Body::Html(b"<p>".to_vec()));
        assert!(
            matches!(&asked(&batch([columns[0].clone()]))[..], [Asked::File { item, published: None }] if item.id == "p")
        );
        let nothing: ArrayRef = Arc::new(BinaryArray::from(vec![None]));
        assert_eq!(documents(&batch([("html", nothing)]))[0].body, Body::Missing);
    }

    #[test]
    fn a_row_without_an_id_gets_one_that_depends_on_nothing_but_the_row() {
        let ids = |given: [&str; 2]| -> Vec<_> {
            documents(&batch([("text", texts(given))])).into_iter().map(|row| row.id).collect()
        };
        let (one, other) = (ids(["a", "b"]), ids(["b", "a"]));
        assert_eq!((&one[0], &one[1]), (&other[1], &other[0]));
        assert!(one[0] != one[1] && one[0].len() == 32, "{one:?}");
        let numbered = batch([("id", Arc::new(Int64Array::from(vec![7])) as _), ("text", texts(["a"]))]);
        assert_eq!(documents(&numbered)[0].id, "7");
    }

    #[test]
    fn a_path_is_a_file_under_its_name_or_its_id() {
        let paths = ("path", texts(["news/a.txt", "file:///news/b.txt"]));
        let files = |batch: &RecordBatch| -> Vec<_> {
            let item =
                |asked| if let Asked::File { item, .. } = asked { (item.id.clone(), item.name()) } else { panic!() };
            asked(batch).into_iter().map(item).collect()
        };
        let pair = |id: &str, path: &str| (id.to_owned(), path.to_owned());
        let named = [pair("news/a.txt", "news/a.txt"), pair("/news/b.txt", "/news/b.txt")];
        assert_eq!(files(&batch([paths.clone()])), named);
        let named = [pair("a", "news/a.txt"), pair("b", "/news/b.txt")];
        assert_eq!(files(&batch([("id", texts(["a", "b"])), paths])), named);
    }

    #[test]
    fn unknown_columns_are_passed_over_and_wrong_ones_refused() {
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![1]));
        let list = ListArray::from_iter_primitive::<Int64Type, _, _>([Some([Some(1)])]);
        let nothing: ArrayRef = Arc::new(NullArray::new(1));
        let known = batch([("words", Arc::new(list) as _), ("text", texts(["a"])), ("title", nothing)]);
        assert_eq!(documents(&known)[0].title, None);
        assert_eq!(refusal([("body", texts(["a"]))]), "the documents have no column text, html or path");
        let wrong = refusal([("text", Arc::clone(&numbers))]);
        assert_eq!(wrong, "the column text holds Int64; it must hold text");
        let wrong = refusal([("text", texts(["a"])), ("title", numbers)]);
        assert_eq!(wrong, "the column title holds Int64; it must hold text");
    }
}
