//! Runs the encoder over a document and decodes entities, parts of speech and dependencies.
