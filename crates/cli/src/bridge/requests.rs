//! Requests on their way from the device to the backend: at most one that is being sent, and one that waits.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// A line, as it has arrived.
type Line = Arc<[u8]>;

/// What the thread that reads the device and the one that sends have in common.
#[derive(Default)]
pub struct Requests {
    state: Mutex<State>,
    has_changed: Condvar,
}

#[derive(Default)]
struct State {
    sending: Option<Line>,
    waiting: Option<Line>,
}

impl Requests {
    /// Adds a request. It replaces one that waits: the device has given that up. Returns `false` if the same is being
    /// sent, or waits: it isn't sent twice.
    pub fn add(&self, line: &[u8]) -> bool {
        let mut state = self.lock();
        let last = state.waiting.as_ref().or(state.sending.as_ref());
        if last.is_some_and(|last| **last == *line) {
            return false;
        }
        state.waiting = Some(line.into());
        self.has_changed.notify_one();
        true
    }

    /// Waits for a request to send.
    pub fn next(&self) -> Line {
        let state = self.lock();
        let mut state =
            self.has_changed.wait_while(state, |state| state.waiting.is_none()).unwrap_or_else(PoisonError::into_inner);
        state.sending = state.waiting.take();
        state.sending.clone().unwrap_or_default()
    }

    /// Ends the request that was being sent. Returns whether the device still waits for its response: not if it has
    /// sent another request since, which might even have the same sequence number, after a reset.
    pub fn end(&self) -> bool {
        let mut state = self.lock();
        state.sending = None;
        state.waiting.is_none()
    }

    /// The state is whole, also if a thread has panicked.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_one_is_sent_next() {
        let requests = Requests::default();
        assert!(requests.add(b"1 a"));
        assert_eq!(*requests.next(), *b"1 a");
        assert!(!requests.add(b"1 a"), "it's being sent");
        assert!(requests.add(b"2 b"));
        assert!(!requests.add(b"2 b"), "it waits");
        assert!(requests.add(b"3 c"));
        assert!(!requests.end(), "another one waits");
        assert_eq!(*requests.next(), *b"3 c");
        assert!(requests.end());
        assert!(requests.add(b"3 c"), "its response was lost");
        assert_eq!(*requests.next(), *b"3 c");
        assert!(requests.add(b"3 d"), "after a reset, the device counts from the start");
        assert!(!requests.end());
    }

    /// The device was reset, and reset again: what is sent at last is what it says at last.
    #[test]
    fn a_request_may_wait_for_itself() {
        let requests = Requests::default();
        assert!(requests.add(b"1 a"));
        requests.next();
        assert!(requests.add(b"1 b"));
        assert!(requests.add(b"1 a"));
        assert_eq!((requests.end(), &*requests.next()), (false, &b"1 a"[..]));
    }
}
