//! The messages of the images, with values that the compiler can't foresee.

pub mod check_in;
pub mod everything;
pub mod health;
pub mod metrics;

use core::hint::black_box;
use vitalwire::BuildError;
use vitalwire::proto::Timestamp;

vitalwire::capacities! {
    /// What the images' messages can hold.
    pub struct Device {
        labels: 2,
        memory_samples: 2,
        gpu_samples: 1,
        containers: 0,
        buckets: 12,
        metric_values: 2,
        metadata: 1,
        events: 1,
        attached_disks: 1,
        sos_report: 32,
        any: 96,
    }
}

/// A moment, so many seconds after the images' first.
fn time(seconds: i64) -> Result<Timestamp, BuildError> {
    Timestamp::new(black_box(1_795_310_520) + seconds, 123_000_000)
}
