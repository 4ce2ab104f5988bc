//! `WorkerHealthReport`.

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
