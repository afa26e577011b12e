//! CSV: a folder with a file for each table.
//!
//! As RFC 4180 has it: a header, CRLF after each row, and quotes around what holds a comma, a quote or a line break. What is
//! not known is empty. Cells hold what the documents say, also where that begins with `=`, `+`, `-` or `@`: an apostrophe
//! put before it would change the data. A spreadsheet may take such a cell for a formula, so import the columns as text.

use std::{fs::File, io, path::Path};

use csv::{Terminator, Writer, WriterBuilder};

use super::rows::Rows;
use crate::{
    Error,
    aside_folder::AsideFolder,
    tables::{Cell, Row, Table},
};

/// Writes `csv/<table>.csv`.
pub(super) struct Csv {
    folder: AsideFolder,
    files: Vec<Writer<File>>,
    /// A number or a date as text; kept for its memory.
    text: String,
}

impl Csv {
    pub(super) fn in_folder(parent: &Path, name: &str) -> Result<Self, Error> {
        let folder = AsideFolder::create(parent, name)?;
        let files = Table::ALL.iter().map(|&table| start(folder.path(), table)).collect::<Result<_, _>>()?;
        Ok(Self { folder, files, text: String::new() })
    }
}

fn start(folder: &Path, table: Table) -> Result<Writer<File>, Error> {
    let path = folder.join(format!("{table}.csv"));
    let file = File::create(&path).map_err(|source| Error::create(&path, source))?;
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).buffer_capacity(1 << 16).from_writer(file);
    writer.write_record(table.columns().iter().map(|column| column.name)).map_err(io::Error::from)?;
    Ok(writer)
}

impl Rows for Csv {
    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        let file = &mut self.files[row.table as usize];
        for &cell in row.cells {
            file.write_field(field(cell, &mut self.text)).map_err(io::Error::from)?;
        }
        file.write_record(None::<&[u8]>).map_err(io::Error::from)?;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<(), Error> {
        for mut file in self.files {
            file.flush()?;
        }
        self.folder.publish()
    }
}

/// The cell as text; `buffer` holds it where it is none.
fn field<'a>(cell: Cell<'a>, buffer: &'a mut String) -> &'a str {
    if let Cell::Text(text) = cell {
        return text;
    }
    buffer.clear();
    cell.spell(buffer);
    buffer
}
