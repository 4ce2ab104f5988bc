//! `CPUTime`.

use crate::message;
use crate::proto::Timestamp;

message! {
    /// How much a processor has worked, in the manner of `/proc/stat`: `CPUTime`.
    #[derive(Copy)]
    pub struct CpuTime {
        /// How many cores were busy since the previous sample: 0.0 to the number of cores.
        pub rate: f64 as "rate",
        /// When the sample was taken.
        pub timestamp: Option<Timestamp> as "timestamp",
        /// Time that all cores have worked since start-up, in ms.
        pub total_ms: u64 as "totalMs",
    }
}
