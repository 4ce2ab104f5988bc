//! `OutlierStats`.

use crate::message;

message! {
    /// Statistics of the values outside a histogram's buckets: `OutlierStats`.
    #[derive(Copy)]
    pub struct OutlierStats {
        /// Values above the last bucket.
        pub overflow_count: i64 as "overflowCount",
        /// The mean of the values above the last bucket.
        pub overflow_mean: f64 as "overflowMean",
        /// Values below the first bucket.
        pub underflow_count: i64 as "underflowCount",
        /// The mean of the values below the first bucket.
        pub underflow_mean: f64 as "underflowMean",
    }
}
