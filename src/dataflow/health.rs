//! Health: reports, the interval that the backend wants between them, and codes for what happened.

use crate::error::BuildError;
use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{Duration, List, Struct, StructValue, Text, Timestamp};

message! {
    /// The health of a worker: `WorkerHealthReport`.
    ///
    /// An empty report is a valid ping from an unhealthy worker. `vmIsHealthy` is always written, since its absence
    /// means `false`.
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::WorkerHealthReport;
    ///
    /// let mut report = WorkerHealthReport::<Microcontroller>::default();
    /// report.vm_broken_code.set("OVERHEATED")?;
    /// let expected = r#"{"vmBrokenCode":"OVERHEATED","vmIsHealthy":false}"#;
    /// assert_eq!(vitalwire::to_str(&report, &mut [0; 64])?, expected);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct WorkerHealthReport<C: Profile, P: StructValue = Struct<<C as Profile>::Pod, name::Pod>> {
        /// A free-form message.
        pub msg: Text<C::Message, name::Message> as "msg",
        /// The state of each pod, as reported by the orchestrator.
        pub pods: List<C::Pods<P>, name::Pods> as "pods",
        /// How long the backend should wait for the next report before it considers the worker lost.
        pub report_interval: Option<Duration> as "reportInterval",
        /// The code of the reason why the machine can't work.
        pub vm_broken_code: Text<C::Code, name::Code> as "vmBrokenCode",
        /// Whether the machine has to be replaced.
        pub vm_is_broken: bool as "vmIsBroken",
        /// Whether the machine can work.
        pub vm_is_healthy: bool as "vmIsHealthy" always,
        /// When the machine was started.
        pub vm_startup_time: Option<Timestamp> as "vmStartupTime",
    }
}

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

message! {
    /// An event, as a code that the backend can translate into a human-readable message: `WorkerMessageCode`.
    pub struct WorkerMessageCode<C: Profile, P: StructValue = Struct<<C as Profile>::Parameters, name::Parameters>> {
        /// The code.
        pub code: Text<C::Code, name::Code> as "code",
        /// The parameters of that message.
        pub parameters: Option<P> as "parameters",
    }
}
