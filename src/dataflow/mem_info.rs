//! `MemInfo`.

use crate::message;
use crate::proto::Timestamp;

message! {
    /// How much memory is in use: `MemInfo`.
    #[derive(Copy)]
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
