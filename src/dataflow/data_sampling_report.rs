//! `DataSamplingReport`.

use crate::message;

message! {
    /// What sampling of elements and exceptions has cost since the previous report:
    /// `DataSamplingReport`.
    ///
    /// All numbers are deltas. Start again from zero only once a report is known to have arrived, so
    /// that nothing is lost with a failed request.
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
        /// Failures to translate a sample into the form in which it is stored.
        pub translation_errors_count: i64 as "translationErrorsCount",
    }
}
