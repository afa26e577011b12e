//! What `dateline bench` shows: the machine, the figures in five formats, a bar; and the processes that it starts.

pub(crate) mod alone;
pub(crate) mod columns;
pub(crate) mod fields;
pub(crate) mod format;
pub(crate) mod header;
pub(crate) mod machine;
#[cfg(test)]
pub(crate) mod samples;
pub(crate) mod table;
pub(crate) mod watch;
