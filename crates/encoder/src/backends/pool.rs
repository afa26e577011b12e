//! Sessions of a runtime that only one thread may use at a time.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::Error;

/// Idle sessions; as many are made as threads run at the same time.
pub(super) struct Pool<T> {
    idle: Mutex<Vec<T>>,
}

impl<T> Pool<T> {
    pub(super) fn new(first: T) -> Self {
        Self { idle: Mutex::new(vec![first]) }
    }

    /// Lends `work` an idle session, or one that `make` makes now.
    pub(super) fn with<R>(
        &self,
        make: impl FnOnce() -> Result<T, Error>,
        work: impl FnOnce(&mut T) -> Result<R, Error>,
    ) -> Result<R, Error> {
        let idle = self.idle().pop();
        let mut session = idle.map_or_else(make, Ok)?;
        let result = work(&mut session)?;
        self.idle().push(session);
        Ok(result)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<T>> {
        // A list of whole sessions is in order whoever panicked.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
