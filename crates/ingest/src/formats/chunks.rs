//! What is read from an input does not depend on how its bytes arrive.

use std::{io::BufReader, ops::ControlFlow};

use dateline_text::{Document, Unread};
use proptest::{collection::vec, prelude::*, sample::select};

use super::{FORMATS, Format};
use crate::{Options, budget::Budget, raw::Origin, read::Input};

/// Pieces of files: whole records, and what breaks them.
const PIECES: [&str; 34] = [
    "{\"text\": \"Putin met Xi.\"}",
    "{\"maintext\": \"a\\\"}\", \"title\": null}",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "\\",
    "\n",
    "\r\n",
    "id,text,title\n",
    "1,Putin met Xi.,Talks\n",
    "2,\"two\nlines\",\"a \"\"b\"\"\"\n",
    "\t",
    "<newsitem itemid='1'><text><p>Putin met Xi.</p></text></newsitem>",
    "<newsitem>",
    "</newsitem>",
    "<nitf><body><body.content><p>a</p></body.content></body></nitf>",
    "<DOC id=\"NYT_ENG_20000101.0001\" type=\"story\" >\n<TEXT>\n<P>\na\n</P></TEXT></DOC>",
    "<DOC>",
    "</DOC>",
    "<REUTERS NEWID='1'><TEXT><BODY>a &lt;b> &#3;</BODY></TEXT></REUTERS>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE x [",
    "]>",
    "&amp;",
    "\u{feff}",
    "é“",
    "\0",
    "<",
];

/// Few bytes, so that limits are met.
const LIMIT: usize = 120;

/// All that a format makes of `bytes` when they come in chunks of at most `capacity`.
fn read(format: &dyn Format, bytes: &[u8], capacity: usize) -> Vec<Result<Document, Unread>> {
    let options = Options { max_document_bytes: LIMIT, ..Options::default() };
    let reader = Box::new(BufReader::with_capacity(capacity, bytes));
    let budget = Budget::new(&options, None);
    let mut input = Input { id: "a", name: None, origin: Origin::new("a"), reader, file: None, budget: &budget };
    let mut outcomes = Vec::new();
    let flow = format.read(&mut input, &options, &mut |found| {
        outcomes.push(found.and_then(|raw| raw.document(&options)));
        ControlFlow::Continue(())
    });
    assert_eq!(flow, ControlFlow::Continue(()), "nothing but the receiver stops a format");
    outcomes
}

fn check(bytes: &[u8]) {
    for format in FORMATS {
        let whole = read(format, bytes, 64 << 10);
        assert!(!whole.is_empty(), "{:?}: nothing is said", format.extensions());
        for capacity in [1, 3] {
            assert_eq!(read(format, bytes, capacity), whole, "{:?} in chunks of {capacity}", format.extensions());
        }
        for document in whole.into_iter().flatten() {
            assert!(!document.text.contains('\0') || format.extensions().contains(&"html"), "{document:?}");
            assert!(
                document
                    .articles
                    .iter()
                    .all(|article| document.text.get(article.span.start..article.span.end).is_some())
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn records_in_any_order_and_state_are_read_alike(pieces in vec(select(PIECES.to_vec()), 0..30)) {
        check(pieces.concat().as_bytes());
    }

    #[test]
    fn any_bytes_are_read_alike(bytes in vec(any::<u8>(), 0..200)) {
        check(&bytes);
    }
}
