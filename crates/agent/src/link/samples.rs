//! When samples are due.

use crate::time::{Instant, Steady};
use core::time::Duration;

#[derive(Clone, Debug)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub(super) struct Samples {
    clock: Steady,
    due: u64,
    /// In ms: above 0.
    every: u64,
}

impl Samples {
    pub(super) fn new(every: Duration, now: Instant) -> Self {
        let every = Instant::default().saturating_add(every).as_millis().clamp(1, LONGEST);
        let mut clock = Steady::new(now);
        let due = clock.at(now) + every;
        Self { clock, due, every }
    }

    /// Returns `None` if a sample is due, or the time after `now` at which the next one will be.
    pub(super) fn poll(&mut self, now: Instant) -> Option<Instant> {
        self.clock.poll(self.due, now)
    }

    /// Skips the samples that were missed.
    pub(super) fn taken(&mut self, now: Instant) {
        let now = self.clock.at(now);
        if self.due <= now {
            let next = self.due + self.every;
            self.due = if next > now { next } else { now + self.every };
        }
    }
}

/// The longest time between two samples: 17,000 years.
const LONGEST: u64 = 1 << 49;
