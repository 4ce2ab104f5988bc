//! `WorkerThreadScalingReportResponse`.

use crate::message;

message! {
    /// How many threads a worker should use: `WorkerThreadScalingReportResponse`.
    #[derive(Copy)]
    pub struct WorkerThreadScalingReportResponse {
        /// So many.
        pub recommended_thread_count: i32 as "recommendedThreadCount",
    }
}
