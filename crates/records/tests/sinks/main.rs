//! The tables and the sinks that write them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod csv;
mod every;
mod parquet;
mod postgres;
mod server;
mod sqlite;
mod support;
mod tables;
mod whole;
