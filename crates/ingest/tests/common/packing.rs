//! Archives and compressed streams, made for a test.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

/// One gzip member.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// One frame of Zstandard, with a check sum.
pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut packer = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
    packer.include_checksum(true).unwrap();
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A zip archive of these members; a name that ends in `/` is a folder.
pub(crate) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        if name.ends_with('/') {
            archive.add_directory(*name, SimpleFileOptions::default()).unwrap();
        } else {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
    }
    archive.finish().unwrap().into_inner()
}

/// A tar archive of these members, under exactly these names.
pub(crate) fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        archive.append(&header(name, tar::EntryType::Regular, bytes.len()), *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

/// The header of a member.
pub(crate) fn header(name: &str, kind: tar::EntryType, size: usize) -> tar::Header {
    let mut header = tar::Header::new_ustar();
    // The library refuses to write names that lead elsewhere.
    header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_size(size as u64);
    header.set_cksum();
    header
}

/// A WARC record.
pub(crate) fn record(kind: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{fields}Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// A WARC record of a page that was fetched from `https://example.com/<name>`.
pub(crate) fn page(name: &str, html: &str) -> Vec<u8> {
    answer(name, "200 OK", "Content-Type: text/html; charset=utf-8\r\n", html.as_bytes())
}

/// A WARC record of what a server answered.
pub(crate) fn answer(name: &str, status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let fields = format!(
        "WARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Target-URI: https://example.com/{name}\r\n\
         WARC-Date: 2024-01-02T03:04:05Z\r\nContent-Type: application/http; msgtype=response\r\n"
    );
    let head = format!("HTTP/1.1 {status}\r\n{headers}\r\n");
    record("response", &fields, &[head.as_bytes(), body].concat())
}

/// A page with an article.
pub(crate) fn html(title: &str) -> String {
    let paragraph = "<p>The two governments signed an agreement on trade on Tuesday, officials said after the talks, \
        which went on for three days and ended with a dinner for the delegations of both sides.</p>";
    format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{}</article></body></html>",
        paragraph.repeat(4)
    )
}
