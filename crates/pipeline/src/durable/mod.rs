//! `extract` into a folder, so that neither a crash nor a full disk loses more than a second's work.
//!
//! While a run goes on, everything lies in its [`journal`], the folder `.dateline` in the folder of the outputs: lists that
//! only grow, and a [`checkpoint`] that says how long each was when the run stood at a certain document. A run that goes on
//! cuts the lists there and reads from that document. When all is read, the other formats are made from the lists, and
//! [`publish`] gives everything its place; each step of that can be done again.

mod admitted;
mod checkpoint;
mod hash;
mod journal;
mod lists;
mod make;
mod obstacle;
mod publish;
mod recorder;
mod run;
mod watch;

pub use journal::is_unfinished;
pub use run::{Begin, Ended, Folder, extract_into};
pub use watch::{Dump, Watch, done_before};
