//! Turns a news dump into documents: formats, limits, page furniture.
