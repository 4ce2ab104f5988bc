//! When samples are due.

use crate::Instant;
use core::time::Duration;

#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub(super) struct Samples {
    due: Instant,
    /// At least 1 ms.
    every: Duration,
}

impl Samples {
    pub(super) fn new(every: Duration, now: Instant) -> Self {
        let every = every.max(Duration::from_millis(1));
        Self { due: now.saturating_add(every), every }
    }

    /// Returns from when on a sample is due.
    pub(super) fn due(&self) -> Instant {
        self.due
    }

    /// Skips the samples that were missed.
    pub(super) fn taken(&mut self, now: Instant) {
        if self.due <= now {
            let next = self.due.saturating_add(self.every);
            self.due = if next > now { next } else { now.saturating_add(self.every) };
        }
    }
}
