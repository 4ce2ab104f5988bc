//! The time since the board was started, and sleep.

#[cfg(not(target_os = "none"))]
#[path = "host.rs"]
mod machine;
#[cfg(machine = "virt")]
#[path = "mtime.rs"]
mod machine;
#[cfg(machine = "microbit")]
#[path = "nrf51.rs"]
mod machine;
#[cfg(any(machine = "lm3s6965evb", machine = "mps2-an386"))]
#[path = "systick.rs"]
mod machine;

use machine::{TICKS_PER_MS, ticks};

/// A clock of 64 bits, from a counter of 32 bits that wraps: it has to be read at least as often as that.
pub struct Clock {
    /// Of the counter, when it was read last.
    last: u32,
    /// Ticks that are no whole ms.
    rest: u32,
    millis: u64,
}

impl Clock {
    pub fn start() -> Self {
        machine::start();
        Self { last: ticks(), rest: 0, millis: 0 }
    }

    /// Returns the time in ms.
    pub fn millis(&mut self) -> u64 {
        let now = ticks();
        let passed = now.wrapping_sub(self.last);
        self.last = now;
        // Each apart, since their sum may not fit.
        self.rest += passed % TICKS_PER_MS;
        self.millis += u64::from(passed / TICKS_PER_MS + self.rest / TICKS_PER_MS);
        self.rest %= TICKS_PER_MS;
        self.millis
    }

    /// Sleeps for a ms or less.
    pub fn sleep(&self) {
        machine::sleep();
    }
}
