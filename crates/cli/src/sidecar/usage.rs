//! What can only be computed from two samples.

use super::sample::Sample;

const BYTES_PER_GB: u128 = 1_000_000_000;
const NANOS_PER_MS: u128 = 1_000_000;

#[derive(Default)]
pub struct Usage {
    /// The number of cores that were busy between the latest two samples.
    pub busy_cores: f64,
    /// Memory in use, summed over time: never rounded, so that nothing is lost from line to line.
    byte_nanos: u128,
}

impl Usage {
    pub fn add(&mut self, before: &Sample, now: &Sample) {
        let elapsed = now.taken.duration_since(before.taken);
        let busy_seconds = now.busy_ms.saturating_sub(before.busy_ms) as f64 / 1000.0;
        // The kernel counts in ticks, and may count one too many.
        self.busy_cores = (busy_seconds / elapsed.as_secs_f64()).min(now.cores as f64);
        self.byte_nanos += u128::from(now.memory.used_bytes()) * elapsed.as_nanos();
    }

    pub fn total_gb_ms(&self) -> u64 {
        (self.byte_nanos / (BYTES_PER_GB * NANOS_PER_MS)) as u64
    }
}
