//! Threads: how many work, and how many should.

use crate::message;

message! {
    /// The load of a worker in a streaming job: `StreamingScalingReport`.
    #[derive(Copy)]
    pub struct StreamingScalingReport {
        /// Bundles being processed. Deprecated by the API in favor of `outstandingBundleCount`, but still in use.
        pub active_bundle_count: i32 as "activeBundleCount",
        /// Threads in use.
        pub active_thread_count: i32 as "activeThreadCount",
        /// The maximum number of bundles processed at once.
        pub maximum_bundle_count: i32 as "maximumBundleCount",
        /// The maximum number of bytes processed at once.
        pub maximum_bytes: i64 as "maximumBytes",
        /// Deprecated by the API in favor of `maximumBytes`.
        pub maximum_bytes_count: i32 as "maximumBytesCount",
        /// The maximum number of threads.
        pub maximum_thread_count: i32 as "maximumThreadCount",
        /// Bundles being processed.
        pub outstanding_bundle_count: i32 as "outstandingBundleCount",
        /// Bytes being processed.
        pub outstanding_bytes: i64 as "outstandingBytes",
        /// Deprecated by the API in favor of `outstandingBytes`.
        pub outstanding_bytes_count: i32 as "outstandingBytesCount",
    }
}

message! {
    /// The number of threads that a worker in a streaming job may use: `StreamingScalingReportResponse`.
    #[derive(Copy)]
    pub struct StreamingScalingReportResponse {
        /// The maximum number of threads; 0 if the worker's own limit applies.
        pub maximum_thread_count: i32 as "maximumThreadCount",
    }
}

message! {
    /// The number of threads that a worker uses: `WorkerThreadScalingReport`.
    #[derive(Copy)]
    pub struct WorkerThreadScalingReport {
        /// Threads in use.
        pub current_thread_count: i32 as "currentThreadCount",
    }
}

message! {
    /// The number of threads that a worker should use: `WorkerThreadScalingReportResponse`.
    #[derive(Copy)]
    pub struct WorkerThreadScalingReportResponse {
        /// The recommended number of threads.
        pub recommended_thread_count: i32 as "recommendedThreadCount",
    }
}
