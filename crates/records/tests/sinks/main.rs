//! The tables and the sinks that write them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;
mod tables;
