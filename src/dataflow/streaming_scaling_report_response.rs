//! `StreamingScalingReportResponse`.

use crate::message;

message! {
    /// How many threads a worker of a streaming job may use: `StreamingScalingReportResponse`.
    #[derive(Copy)]
    pub struct StreamingScalingReportResponse {
        /// So many at most; 0 for as many as the worker's own limit says.
        pub maximum_thread_count: i32 as "maximumThreadCount",
    }
}
