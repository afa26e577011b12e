//! Event records to one HTML page that works offline.
//!
//! A [`Report`] takes event records line by line and writes a page with everything in it: the records, the styles, the
//! scripts and the charts. All counting and filtering is done by the page (`crates/report/page/`); this crate checks the
//! records, packs them, and makes harmless what comes from documents. It touches no file and knows no pipeline.

mod data;
mod error;
mod harmless;
mod lines;
mod page;
mod policy;
mod row;

pub use error::{Error, ErrorKind};
pub use lines::BadLine;

use data::Data;

/// What the page is called unless it is given another name.
pub const TITLE: &str = "What happened";

/// Events on their way into a page. The same events in the same order give the same bytes.
#[derive(Debug, Default)]
pub struct Report {
    data: Data,
}

impl Report {
    /// How many events the page will show.
    pub fn events(&self) -> usize {
        self.data.events()
    }

    /// How many events were passed over since their ids had been read before.
    pub fn repeated(&self) -> usize {
        self.data.repeated()
    }
}
