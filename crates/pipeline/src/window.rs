//! Back-pressure: how many documents, and how much text, may be on their way at once.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Documents enter before they are worked on and leave when their records are written.
///
/// A writer that falls behind thereby stops the reader, however fast the workers are.
#[derive(Debug)]
pub(crate) struct Window {
    limits: Limits,
    state: Mutex<State>,
    changed: Condvar,
}

/// What may be on its way at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Documents.
    pub(crate) documents: usize,
    /// Bytes of what they were read from. A larger document travels alone.
    pub(crate) bytes: usize,
}

impl Limits {
    /// Enough that no worker waits for the reader while the writer waits for the slowest document.
    pub(crate) fn for_jobs(jobs: usize) -> Self {
        Self { documents: 16 * jobs, bytes: (8 << 20) * jobs }
    }
}

#[derive(Debug, Default)]
struct State {
    documents: usize,
    bytes: usize,
    entered: u64,
    closed: bool,
}

impl Window {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, state: Mutex::default(), changed: Condvar::new() }
    }

    /// Waits for room and takes it; gives the entry's number, counted from 0, or `None` once the window is closed.
    pub(crate) fn enter(&self, bytes: usize) -> Option<u64> {
        let full = |state: &mut State| !state.closed && !self.has_room(state, bytes);
        let mut state = self.changed.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
        if state.closed {
            return None;
        }
        state.documents += 1;
        state.bytes += bytes;
        state.entered += 1;
        Some(state.entered - 1)
    }

    fn has_room(&self, state: &State, bytes: usize) -> bool {
        state.documents == 0
            || (state.documents < self.limits.documents && state.bytes.saturating_add(bytes) <= self.limits.bytes)
    }

    /// Gives back what one entry took.
    pub(crate) fn leave(&self, bytes: usize) {
        let mut state = self.lock();
        state.documents -= 1;
        state.bytes -= bytes;
        drop(state);
        self.changed.notify_all();
    }

    /// Lets nothing more in; what is on its way goes on.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Whether nothing is on its way.
    pub(crate) fn is_empty(&self) -> bool {
        self.lock().documents == 0
    }

    /// How many have entered.
    pub(crate) fn entered(&self) -> u64 {
        self.lock().entered
    }

    /// A thread that panicked held the lock for plain arithmetic only: the state is whole.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, thread, time::Duration};

    use super::*;

    fn window(documents: usize, bytes: usize) -> Arc<Window> {
        Arc::new(Window::new(Limits { documents, bytes }))
    }

    /// Whether `bytes` more would have to wait.
    fn waits(window: &Arc<Window>, bytes: usize) -> bool {
        let there = Arc::clone(window);
        let entering = thread::spawn(move || there.enter(bytes));
        thread::sleep(Duration::from_millis(30));
        let waits = !entering.is_finished();
        window.close();
        entering.join().unwrap();
        waits
    }

    #[test]
    fn entries_are_numbered() {
        let window = window(9, 9);
        assert_eq!([window.enter(1), window.enter(1)], [Some(0), Some(1)]);
        assert_eq!(window.entered(), 2);
    }

    #[test]
    fn a_full_window_makes_the_next_wait() {
        let two = window(2, 100);
        two.enter(1);
        two.enter(1);
        assert!(waits(&two, 1));
        let bytes = window(9, 100);
        bytes.enter(60);
        assert!(waits(&bytes, 60));
    }

    #[test]
    fn what_leaves_makes_room() {
        let window = window(1, 100);
        window.enter(60);
        window.leave(60);
        assert!(window.is_empty());
        assert!(!waits(&window, 60));
    }

    #[test]
    fn a_giant_travels_alone() {
        assert!(!waits(&window(2, 100), 1_000));
    }

    #[test]
    fn a_closed_window_admits_nobody() {
        let window = window(2, 100);
        window.close();
        assert_eq!(window.enter(1), None);
    }
}
