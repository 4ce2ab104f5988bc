//! `StreamingScalingReport`.

use crate::message;

message! {
    /// How busy a worker of a streaming job is: `StreamingScalingReport`.
    #[derive(Copy)]
    pub struct StreamingScalingReport {
        /// Bundles being worked on. Deprecated by the API, and still in use: `outstandingBundleCount` is
        /// its successor.
        pub active_bundle_count: i32 as "activeBundleCount",
        /// Threads being used.
        pub active_thread_count: i32 as "activeThreadCount",
        /// Bundles that may be worked on at once.
        pub maximum_bundle_count: i32 as "maximumBundleCount",
        /// Bytes that may be worked on at once.
        pub maximum_bytes: i64 as "maximumBytes",
        /// Deprecated by the API: `maximumBytes` is its successor.
        pub maximum_bytes_count: i32 as "maximumBytesCount",
        /// Threads that may be used.
        pub maximum_thread_count: i32 as "maximumThreadCount",
        /// Bundles being worked on.
        pub outstanding_bundle_count: i32 as "outstandingBundleCount",
        /// Bytes being worked on.
        pub outstanding_bytes: i64 as "outstandingBytes",
        /// Deprecated by the API: `outstandingBytes` is its successor.
        pub outstanding_bytes_count: i32 as "outstandingBytesCount",
    }
}
