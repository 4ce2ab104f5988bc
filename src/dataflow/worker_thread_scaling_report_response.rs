//! `WorkerThreadScalingReportResponse`.

use crate::message;

message! {
    /// The number of threads that a worker should use: `WorkerThreadScalingReportResponse`.
    #[derive(Copy)]
    pub struct WorkerThreadScalingReportResponse {
        /// The recommended number of threads.
        pub recommended_thread_count: i32 as "recommendedThreadCount",
    }
}
