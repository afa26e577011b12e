//! Wires the stages together: threads, back-pressure, rejects, the manifest.
