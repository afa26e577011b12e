//! The `dateline` command as people and programs meet it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bench;
mod eval;
mod exit_codes;
mod folder;
mod help;
mod hostile;
mod inspect;
mod report;
mod schema;
mod seeds;
mod streams;
mod support;
