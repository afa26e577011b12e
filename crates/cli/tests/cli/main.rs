//! The `dateline` command as people and programs meet it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bench;
mod eval;
mod exit_codes;
mod folder;
mod help;
mod hostile;
mod inspect;
mod languages;
mod logs;
mod plan;
mod report;
mod resume;
mod schema;
mod seeds;
mod shells;
mod streams;
mod support;
#[cfg(unix)]
mod watch;
mod worker;
