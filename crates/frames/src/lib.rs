//! Rules that turn a document's grammar into event frames.
