//! `StreamingScalingReport`.

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
