//! Parquet: a folder for each table, in it one for each month of publication.
//!
//! `parquet/events/published_month=2021-05/part-0.parquet`, as Hive lays tables out: DuckDB, Spark and Polars read a
//! table's folder as one table, take the month as a column, and open no month that a query does not ask for. What has no
//! date lies in the folder that they read as a month of NULL. `entities`, which belong to no month, are one file.

mod part;

use std::{
    cmp::Reverse,
    collections::hash_map::Entry,
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use part::Part;
use rustc_hash::FxHashMap;

use super::rows::Rows;
use crate::{
    Error,
    aside_folder::AsideFolder,
    tables::{Row, Table},
};

/// How many bytes of rows may wait in memory, over all parts; beyond it the largest become row groups.
///
/// Less would make small row groups, slow to read, where many months come mixed.
const LIMIT: usize = 64 << 20;

/// Year and month; rows without a date have none.
type Month = Option<(i16, i8)>;

/// Writes `parquet/<table>/published_month=<month>/part-0.parquet`.
pub(super) struct Parquet {
    folder: AsideFolder,
    parts: Vec<Part>,
    /// Which of the parts belongs to a table's month.
    places: FxHashMap<(Table, Month), usize>,
    /// The month of each table that had the last row, and its part: the rows of a story come together.
    last: [Option<(Month, usize)>; Table::ALL.len()],
    waiting: usize,
    limit: usize,
}

impl Parquet {
    pub(super) fn in_folder(parent: &Path, name: &str) -> Result<Self, Error> {
        Self::with_limit(parent, name, LIMIT)
    }

    fn with_limit(parent: &Path, name: &str, limit: usize) -> Result<Self, Error> {
        let folder = AsideFolder::create(parent, name)?;
        Ok(Self {
            folder,
            parts: Vec::new(),
            places: FxHashMap::default(),
            last: Default::default(),
            waiting: 0,
            limit,
        })
    }

    fn part(&mut self, table: Table, month: Month) -> Result<&mut Part, Error> {
        let place = match self.last[table as usize] {
            Some((last, place)) if last == month => place,
            _ => self.place(table, month)?,
        };
        self.last[table as usize] = Some((month, place));
        Ok(&mut self.parts[place])
    }

    fn place(&mut self, table: Table, month: Month) -> Result<usize, Error> {
        match self.places.entry((table, month)) {
            Entry::Occupied(place) => Ok(*place.get()),
            Entry::Vacant(place) => {
                self.parts.push(Part::create(&self.folder.path().join(path(table, month)), table)?);
                Ok(*place.insert(self.parts.len() - 1))
            }
        }
    }

    /// Makes row groups of the largest parts until half of the room is free again.
    fn relieve(&mut self) -> Result<(), Error> {
        let mut parts: Vec<_> = self.parts.iter_mut().collect();
        parts.sort_by_key(|part| Reverse(part.waiting()));
        for part in parts {
            if self.waiting <= self.limit / 2 {
                break;
            }
            self.waiting -= part.waiting();
            part.end_row_group()?;
        }
        Ok(())
    }
}

impl Rows for Parquet {
    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        let part = self.part(row.table, row.published.map(month))?;
        let before = part.waiting();
        part.push(row.cells)?;
        let after = part.waiting();
        self.waiting = self.waiting + after - before;
        if self.waiting > self.limit { self.relieve() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<(), Error> {
        for &table in Table::ALL {
            if !self.places.keys().any(|&(other, _)| other == table) {
                // Whoever reads the table finds its columns, and no rows.
                self.part(table, None)?;
            }
        }
        self.parts.into_iter().try_for_each(Part::close)?;
        self.folder.publish()
    }
}

fn month(date: Date) -> (i16, i8) {
    (date.year(), date.month())
}

/// Where a part of a table lies.
fn path(table: Table, month: Month) -> PathBuf {
    let folder = Path::new(table.as_str());
    let folder = match (table, month) {
        (Table::Entities, _) => folder.to_owned(),
        (_, Some((year, month))) => folder.join(format!("published_month={year:04}-{month:02}")),
        (_, None) => folder.join("published_month=__HIVE_DEFAULT_PARTITION__"),
    };
    folder.join("part-0.parquet")
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use jiff::civil::date;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    use super::*;
    use crate::tables::Cell;

    #[test]
    fn rows_of_many_months_wait_in_little_memory_and_none_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let limit = 200_000;
        let mut parquet = Parquet::with_limit(folder.path(), "parquet", limit).unwrap();
        let words = "words ".repeat(100);
        for number in 0..3_000_i16 {
            let cells = [
                Cell::Text(&words),
                Cell::Integer(0),
                Cell::Integer(0),
                Cell::Integer(0),
                Cell::Text(&words),
                Cell::Integer(0),
                Cell::Integer(0),
                Cell::Text(&words),
            ];
            let published = Some(date(1900 + number % 100, 1, 1));
            parquet.row(Row { table: Table::Mentions, cells: &cells, published }).unwrap();
            assert!(parquet.waiting <= limit);
        }
        Box::new(parquet).finish().unwrap();
        let mut rows = 0;
        for year in 1900..2000 {
            let path = format!("parquet/mentions/published_month={year}-01/part-0.parquet");
            let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(folder.path().join(path)).unwrap());
            let file = reader.unwrap().metadata().file_metadata().clone();
            assert_eq!(file.created_by(), Some("dateline"));
            rows += file.num_rows();
        }
        assert_eq!(rows, 3_000);
    }
}
