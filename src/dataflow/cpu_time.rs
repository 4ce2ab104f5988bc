//! `CPUTime`.

use crate::message;
use crate::proto::Timestamp;

message! {
    /// A CPU time sample, modeled on `/proc/stat`: `CPUTime`.
    #[derive(Copy)]
    pub struct CpuTime {
        /// The average number of busy cores since the previous sample: 0.0 to the number of cores.
        pub rate: f64 as "rate",
        /// When the sample was taken.
        pub timestamp: Option<Timestamp> as "timestamp",
        /// Busy time of all cores since startup, in ms.
        pub total_ms: u64 as "totalMs",
    }
}
