//! The service manager: systemd, if it has started this process.

use sd_notify::NotifyState::{self, Ready, Status, Stopping, Watchdog};
use std::time::{Duration, Instant};

/// What is told to the service manager, if there is one.
pub struct Manager {
    /// Half of the time after which it takes the process for dead.
    period: Option<Duration>,
    next: Instant,
}

impl Manager {
    pub fn new() -> Self {
        Self { period: sd_notify::watchdog_enabled().map(|period| period / 2), next: Instant::now() }
    }

    pub fn ready(&self) {
        tell(&[Ready]);
    }

    pub fn status(&self, text: &str) {
        tell(&[Status(text)]);
    }

    pub fn stopping(&self) {
        tell(&[Stopping]);
    }

    /// Says that the process is alive, if that is due. Returns how long it isn't.
    pub fn watchdog(&mut self) -> Option<Duration> {
        let period = self.period?;
        let now = Instant::now();
        if self.next <= now {
            tell(&[Watchdog]);
            self.next = now + period;
        }
        Some(self.next - now)
    }
}

/// A manager that doesn't listen changes nothing.
fn tell(state: &[NotifyState<'_>]) {
    let _ = sd_notify::notify(state);
}
