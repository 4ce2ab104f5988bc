//! `WorkerHealthReportResponse`.

use crate::error::BuildError;
use crate::message;
use crate::proto::Duration;

message! {
    /// The interval at which a backend expects health reports: `WorkerHealthReportResponse`.
    #[derive(Copy)]
    pub struct WorkerHealthReportResponse {
        /// The time between two reports.
        pub report_interval: Option<Duration> as "reportInterval",
    }
}

impl WorkerHealthReportResponse {
    /// Returns the new interval, or `None` where the current one stays in effect: the response has no interval, or one
    /// of 0.
    ///
    /// The interval can be any duration above 0. The device decides what is too short or too long.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a negative interval.
    pub fn new_interval(&self) -> Result<Option<core::time::Duration>, BuildError> {
        self.report_interval.filter(|&interval| interval != Duration::ZERO).map(TryInto::try_into).transpose()
    }
}
