//! What the collector counts about itself.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

#[derive(Debug)]
pub struct Counts {
    pub started: SystemTime,
    /// By the route's path and the response's status. Both have few values, whatever is sent.
    requests: Mutex<BTreeMap<String, BTreeMap<u16, u64>>>,
    /// Transactions that were committed.
    pub commits: Count,
    /// Requests of which all was committed.
    pub committed_requests: Count,
    /// Messages that were committed already.
    pub duplicates: Count,
    /// Transactions that failed because of what was in them.
    pub rejected: Count,
    /// Transactions that failed because of the database.
    pub unavailable: Count,
}

impl Counts {
    pub fn new() -> Self {
        Self {
            started: SystemTime::now(),
            requests: Mutex::default(),
            commits: Count::default(),
            committed_requests: Count::default(),
            duplicates: Count::default(),
            rejected: Count::default(),
            unavailable: Count::default(),
        }
    }

    pub fn request(&self, path: &str, status: u16) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        if !requests.contains_key(path) {
            requests.insert(path.to_owned(), BTreeMap::new());
        }
        if let Some(statuses) = requests.get_mut(path) {
            *statuses.entry(status).or_default() += 1;
        }
    }

    pub fn requests(&self) -> BTreeMap<String, BTreeMap<u16, u64>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A number that only grows.
#[derive(Debug, Default)]
pub struct Count(AtomicU64);

impl Count {
    pub fn add(&self, more: u64) {
        self.0.fetch_add(more, Ordering::Relaxed);
    }

    pub fn total(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}
