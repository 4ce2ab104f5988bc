//! `DataSamplingReport`.

use crate::message;

message! {
    /// The cost of sampling elements and exceptions since the previous report: `DataSamplingReport`.
    ///
    /// All numbers are deltas. Reset them to zero only once a report is known to have arrived, so that a failed
    /// request loses nothing.
    #[derive(Copy)]
    pub struct DataSamplingReport {
        /// Bytes written to storage.
        pub bytes_written_delta: i64 as "bytesWrittenDelta",
        /// Bytes of elements sampled.
        pub elements_sampled_bytes: i64 as "elementsSampledBytes",
        /// Elements sampled.
        pub elements_sampled_count: i64 as "elementsSampledCount",
        /// Exceptions sampled.
        pub exceptions_sampled_count: i64 as "exceptionsSampledCount",
        /// PCollections sampled.
        pub pcollections_sampled_count: i64 as "pcollectionsSampledCount",
        /// Failures to write samples to storage.
        pub persistence_errors_count: i64 as "persistenceErrorsCount",
        /// Failures to convert a sample to the format in which it is stored.
        pub translation_errors_count: i64 as "translationErrorsCount",
    }
}
