//! The one bar at the bottom of the terminal. Whatever is said while it stands is written above it.

use std::sync::{Mutex, MutexGuard, PoisonError};

use indicatif::ProgressBar;

/// The bar that stands, if any.
static STANDING: Mutex<Option<ProgressBar>> = Mutex::new(None);

fn standing() -> MutexGuard<'static, Option<ProgressBar>> {
    STANDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A bar that stands until this is dropped.
#[derive(Debug)]
pub(crate) struct Bar(pub(crate) ProgressBar);

impl Bar {
    /// Puts a bar up.
    pub(crate) fn put_up(bar: ProgressBar) -> Self {
        *standing() = Some(bar.clone());
        Self(bar)
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        take_away();
    }
}

/// Takes the bar away, if there is one.
pub(crate) fn take_away() {
    if let Some(bar) = standing().take() {
        bar.finish_and_clear();
    }
}

/// Writes something above the bar.
pub(crate) fn above(write: impl FnOnce()) {
    match &*standing() {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}
