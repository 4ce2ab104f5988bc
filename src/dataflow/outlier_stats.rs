//! `OutlierStats`.

use crate::message;

message! {
    /// Values beyond a histogram's buckets: `OutlierStats`.
    #[derive(Copy)]
    pub struct OutlierStats {
        /// Values above the last bucket.
        pub overflow_count: i64 as "overflowCount",
        /// Their mean.
        pub overflow_mean: f64 as "overflowMean",
        /// Values below the first bucket.
        pub underflow_count: i64 as "underflowCount",
        /// Their mean.
        pub underflow_mean: f64 as "underflowMean",
    }
}
