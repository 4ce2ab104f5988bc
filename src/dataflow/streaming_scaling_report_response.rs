//! `StreamingScalingReportResponse`.

use crate::message;

message! {
    /// The number of threads that a worker in a streaming job may use: `StreamingScalingReportResponse`.
    #[derive(Copy)]
    pub struct StreamingScalingReportResponse {
        /// The maximum number of threads; 0 if the worker's own limit applies.
        pub maximum_thread_count: i32 as "maximumThreadCount",
    }
}
