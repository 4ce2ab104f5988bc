//! `WorkerHealthReportResponse`.

use crate::error::BuildError;
use crate::message;
use crate::proto::Duration;

message! {
    /// When a backend wants to hear of a worker's health again: `WorkerHealthReportResponse`.
    #[derive(Copy)]
    pub struct WorkerHealthReportResponse {
        /// The time between two reports.
        pub report_interval: Option<Duration> as "reportInterval",
    }
}

impl WorkerHealthReportResponse {
    /// The interval from now on, or nothing where it stays as it is: there's none, or one of 0.
    ///
    /// It can be any length above 0. What is too short or too long for a device, the device knows.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a negative one.
    pub fn new_interval(&self) -> Result<Option<core::time::Duration>, BuildError> {
        self.report_interval.filter(|&interval| interval != Duration::ZERO).map(TryInto::try_into).transpose()
    }
}
