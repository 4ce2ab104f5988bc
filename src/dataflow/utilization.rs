//! Samples of how much of a machine is used.

use crate::message;
use crate::proto::Timestamp;

message! {
    /// How much a processor has worked, in the manner of `/proc/stat`: `CPUTime`.
    pub struct CpuTime {
        /// The share of the processor in use since the previous sample: 0.0 to 1.0 for each core.
        pub rate: f64 as "rate",
        /// When the sample was taken.
        pub timestamp: Option<Timestamp> as "timestamp",
        /// Time that all cores have worked since start-up, in ms.
        pub total_ms: u64 as "totalMs",
    }
}

message! {
    /// How much memory is in use: `MemInfo`.
    pub struct MemInfo {
        /// The limit, in bytes.
        pub current_limit_bytes: u64 as "currentLimitBytes",
        /// How often memory has run out.
        pub current_ooms: i64 as "currentOoms",
        /// Resident memory, in bytes.
        pub current_rss_bytes: u64 as "currentRssBytes",
        /// When the sample was taken.
        pub timestamp: Option<Timestamp> as "timestamp",
        /// Memory in use, summed over time, in GB·ms. Small devices add up less than one between two
        /// samples: carry the remainder on.
        pub total_gb_ms: u64 as "totalGbMs",
    }
}

message! {
    /// How much a graphics processor is used: `GPUUsage`.
    pub struct GpuUsage {
        /// When the sample was taken.
        pub timestamp: Option<Timestamp> as "timestamp",
        /// How much.
        pub utilization: Option<GpuUtilization> as "utilization",
    }
}

message! {
    /// The part of a graphics processor that is in use: `GPUUtilization`.
    pub struct GpuUtilization {
        /// Its share: 0.0 to 1.0.
        pub rate: f64 as "rate",
    }
}
