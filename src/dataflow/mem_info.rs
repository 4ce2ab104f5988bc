//! `MemInfo`.

use crate::message;
use crate::proto::Timestamp;

message! {
    /// A memory usage sample: `MemInfo`.
    #[derive(Copy)]
    pub struct MemInfo {
        /// The memory limit, in bytes.
        pub current_limit_bytes: u64 as "currentLimitBytes",
        /// The number of times that memory has run out.
        pub current_ooms: i64 as "currentOoms",
        /// Resident memory, in bytes.
        pub current_rss_bytes: u64 as "currentRssBytes",
        /// When the sample was taken.
        pub timestamp: Option<Timestamp> as "timestamp",
        /// Memory in use, integrated over time, in GB·ms. A small device accumulates less than 1 between two samples:
        /// carry the remainder over to the next.
        pub total_gb_ms: u64 as "totalGbMs",
    }
}
