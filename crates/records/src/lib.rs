//! Events as rows, and the sinks that write them.
