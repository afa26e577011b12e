//! The runtimes that can stand behind [`crate::Encoder`], one file each.

pub(crate) mod native;
