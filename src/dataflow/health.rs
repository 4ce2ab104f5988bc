//! Health: reports, the interval that the backend wants between them, and codes for what happened.

use crate::error::BuildError;
use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{Duration, List, Struct, StructValue, Text, Timestamp};

message! {
    /// The health of a worker: `WorkerHealthReport`, sent as `workerHealthReport` in a
    /// [`WorkerMessage`](super::WorkerMessage).
    ///
    /// An empty report is a valid ping from an unhealthy worker. `vmIsHealthy` is always written, since its absence
    /// means `false`. The response is a [`WorkerHealthReportResponse`]. A [`HealthRequest`](super::HealthRequest) has
    /// one report. `P` is the type of a pod: [`Struct`] or [`StructOf`](crate::proto::StructOf).
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::WorkerHealthReport;
    ///
    /// let mut report = WorkerHealthReport::<Microcontroller>::default();
    /// report.vm_is_broken = true;
    /// report.vm_broken_code.set("OVERHEATED")?;
    /// let expected = r#"{"vmBrokenCode":"OVERHEATED","vmIsBroken":true,"vmIsHealthy":false}"#;
    /// assert_eq!(vitalwire::to_str(&report, &mut [0; 80])?, expected);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct WorkerHealthReport<C: Profile, P: StructValue = Struct<<C as Profile>::Pod, name::Pod>> {
        /// A message about what is unusual, in any form: at most `message` bytes as JSON.
        pub msg: Text<C::Message, name::Message> as "msg",
        /// The state of each pod, as reported by the orchestrator: at most `pods` of them.
        pub pods: List<C::Pods<P>, name::Pods> as "pods",
        /// The interval at which the worker sends reports: above 0. An interval of 0 counts as none.
        pub report_interval: Option<Duration> as "reportInterval",
        /// The code of the reason why the machine can't work, set beside `vm_is_broken`: at most `code` bytes as JSON.
        pub vm_broken_code: Text<C::Code, name::Code> as "vmBrokenCode",
        /// Whether the machine has to be replaced.
        pub vm_is_broken: bool as "vmIsBroken",
        /// Whether the machine can work. It's written even if it's `false`.
        pub vm_is_healthy: bool as "vmIsHealthy" always,
        /// When the machine was started.
        pub vm_startup_time: Option<Timestamp> as "vmStartupTime",
    }
}

message! {
    /// The interval at which a backend expects a [`WorkerHealthReport`]: `WorkerHealthReportResponse`, received as
    /// `workerHealthReportResponse` in a [`WorkerMessageResponse`](super::WorkerMessageResponse).
    ///
    /// ```
    /// use core::time::Duration;
    /// use vitalwire::dataflow::WorkerHealthReportResponse;
    ///
    /// let response: WorkerHealthReportResponse = vitalwire::decode(br#"{"reportInterval": "300s"}"#)?;
    /// assert_eq!(response.new_interval(), Ok(Some(Duration::from_secs(300))));
    ///
    /// let unchanged: WorkerHealthReportResponse = vitalwire::decode(br#"{"reportInterval": "0s"}"#)?;
    /// assert_eq!(unchanged.new_interval(), Ok(None));
    /// # Ok::<(), vitalwire::DecodeError>(())
    /// ```
    #[derive(Copy)]
    pub struct WorkerHealthReportResponse {
        /// The time between two reports, as received: [`new_interval`](WorkerHealthReportResponse::new_interval) tells
        /// what to do about it.
        pub report_interval: Option<Duration> as "reportInterval",
    }
}

impl WorkerHealthReportResponse {
    /// Returns the new interval, or `None` where the current one stays in effect: the response has no interval, or one
    /// of 0.
    ///
    /// The interval can be any duration above 0. The device decides what is too short or too long, as `Rhythm` does, of
    /// the crate vitalwire-agent.
    ///
    /// # Errors
    /// [`BuildError::OutOfRange`] for a negative interval.
    pub fn new_interval(&self) -> Result<Option<core::time::Duration>, BuildError> {
        self.report_interval.filter(|&interval| interval != Duration::ZERO).map(TryInto::try_into).transpose()
    }
}

message! {
    /// An event, as a code that the backend can translate into a human-readable message: `WorkerMessageCode`, sent as
    /// `workerMessageCode` in a [`WorkerMessage`](super::WorkerMessage).
    ///
    /// `P` is the type of the parameters: [`Struct`] or [`StructOf`](crate::proto::StructOf).
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::WorkerMessageCode;
    ///
    /// let code = WorkerMessageCode::<Microcontroller> {
    ///     code: "WATER_LOW".try_into()?,
    ///     parameters: Some(r#"{"litres": 2}"#.parse()?),
    ///     ..Default::default()
    /// };
    /// let expected = r#"{"code":"WATER_LOW","parameters":{"litres":2}}"#;
    /// assert_eq!(vitalwire::to_str(&code, &mut [0; 64]), Ok(expected));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub struct WorkerMessageCode<C: Profile, P: StructValue = Struct<<C as Profile>::Parameters, name::Parameters>> {
        /// The code: at most `code` bytes as JSON.
        pub code: Text<C::Code, name::Code> as "code",
        /// The parameters of that message.
        pub parameters: Option<P> as "parameters",
    }
}
