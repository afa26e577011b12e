//! Turns the frames of one document into events: who is who, merging, status.
