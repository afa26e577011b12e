//! News in XML and SGML: NITF, `NewsML`, RCV1, Reuters-21578, Gigaword. `markup/` says where each keeps what.
//!
//! The items of a file are framed by their tags alone on the reading thread, so that one is held at a time; each is
//! parsed on its own.

mod frame;
mod paragraphs;
mod place;
mod references;
mod schema;
mod tree;

use std::{io::Cursor, ops::ControlFlow};

use dateline_text::Unread;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Format, refuse};
use crate::{
    Options,
    draft::Draft,
    fault::Fault,
    html::declared_encoding,
    input::{Flaw, read_within},
    raw::{Origin, Raw},
    read::{Emit, Input},
};
use frame::{Frames, Item};
use schema::{Kind, SCHEMAS, Schema};

/// XML and SGML of the schemas in `markup/`.
pub(super) struct Markup;

impl Format for Markup {
    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "nitf", "newsml", "sgml", "sgm"]
    }

    fn recognises(&self, head: &[u8]) -> bool {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        head.trim_ascii_start().starts_with(b"<") && Frames::new(roots(), 0).begins_within(head)
    }

    fn read(&self, input: &mut Input<'_>, options: &Options, emit: &mut Emit<'_>) -> ControlFlow<()> {
        if let Err(fault) = to_narrow_units(input, options) {
            return refuse(emit, fault);
        }
        let mut frames = Frames::new(roots(), options.max_document_bytes);
        for number in 1_u64.. {
            let frame = match frames.next(&mut *input.reader) {
                Ok(Some(frame)) => frame,
                Ok(None) if number == 1 => break,
                Ok(None) => return ControlFlow::Continue(()),
                Err(error) => return refuse(emit, input.origin.at(format!("item {number}")).unreadable(&error)),
            };
            let place = input.origin.at(format!("item {number}, byte {}", frame.offset));
            match frame.item {
                Item::Whole { root, bytes } => {
                    let (id, declared) = (format!("{}:{number}", input.id), declared_encoding(frames.prolog()));
                    let length = bytes.len();
                    emit(Ok(Raw::new(place, length, move |place, options| {
                        document(&bytes, root, declared, id, &place, options)
                    })))?;
                }
                Item::TooLong => refuse(emit, Fault::too_large(options.max_document_bytes).reject(&place))?,
                Item::Unfinished => refuse(emit, Fault::new("truncated", "the item is not closed").reject(&place))?,
            }
        }
        refuse(emit, nothing(&frames, input))
    }
}

/// The elements of which one is a document.
fn roots() -> Vec<&'static str> {
    SCHEMAS.iter().map(|schema| schema.root.as_str()).collect()
}

/// The reject of a file without items.
fn nothing(frames: &Frames, input: &Input<'_>) -> Unread {
    let fault = if frames.is_blank() {
        Fault::new("empty", "holds no document")
    } else {
        Fault::new("unknown_markup", format!("holds no news item; known are {}", roots().join(", ")))
    };
    fault.unread(&input.origin)
}

/// Rewrites UTF-16 as UTF-8: its tags cannot be seen byte by byte. Such a file is held whole, within the limit of one
/// document.
fn to_narrow_units(input: &mut Input<'_>, options: &Options) -> Result<(), Unread> {
    let head = input.first(2).map_err(|error| input.origin.unreadable(&error))?;
    let Some(encoding) = wide_encoding(&head) else { return Ok(()) };
    let bytes = read_within(&mut *input.reader, options.max_document_bytes)
        .map_err(|error| input.origin.unreadable(&error))?
        .ok_or_else(|| Fault::too_large(options.max_document_bytes).unread(&input.origin))?;
    let (text, _) = encoding.decode_with_bom_removal(&bytes);
    input.reader = Box::new(Cursor::new(text.into_owned().into_bytes()));
    Ok(())
}

/// UTF-16, when the bytes are the start of markup in it.
fn wide_encoding(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// The document that an item is.
fn document(
    bytes: &[u8],
    root: usize,
    declared: Option<&'static Encoding>,
    id: String,
    origin: &Origin,
    options: &Options,
) -> Result<Draft, Unread> {
    let schema: &Schema = &SCHEMAS[root];
    let parse = |bytes| tree::parse(&decode(bytes, declared, schema.kind)?, schema.kind, options.max_html_depth);
    let item = parse(bytes).map_err(|fault| fault.unread(origin))?;
    schema.draft(&item, id, origin)
}

/// The item as text: UTF-8 where it is that, then what the file declares; SGML, which declares nothing, is Latin-1.
fn decode(bytes: &[u8], declared: Option<&'static Encoding>, kind: Kind) -> Result<String, Fault> {
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(Flaw::Binary(at).into());
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    let encoding = match (declared, kind) {
        (Some(declared), _) if declared != UTF_8 => declared,
        (_, Kind::Sgml) => WINDOWS_1252,
        (_, Kind::Xml) => return Err(Flaw::InvalidUtf8(error.valid_up_to()).into()),
    };
    Ok(encoding.decode_without_bom_handling(bytes).0.into_owned())
}
