//! The clock of the machine that this is compiled on.

extern crate std;

use std::sync::LazyLock;
use std::thread;
use std::time::{Duration, Instant};

/// Of 1 µs.
pub(super) const TICKS_PER_MS: u32 = 1000;

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

pub(super) fn start() {
    LazyLock::force(&START);
}

pub(super) fn ticks() -> u32 {
    START.elapsed().as_micros() as u32
}

pub(super) fn sleep() {
    thread::sleep(Duration::from_millis(1));
}
