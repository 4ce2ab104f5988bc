//! A message with its labels, and the response to one.

use super::{
    Payload, ResourceUtilizationReportResponse, StreamingScalingReportResponse, WorkerHealthReportResponse,
    WorkerShutdownNoticeResponse, WorkerThreadScalingReportResponse,
};
use crate::error::BuildError;
use crate::message;
use crate::profile::{Name, Profile, name};
use crate::proto::{Map, OneOf, Text, Timestamp};

message! {
    /// A message from a worker to its backend: `WorkerMessage`.
    ///
    /// `P` is the type of its payload: any [`Payload`], a single report such as `WorkerHealthReport<C>`, or the user's
    /// own [`oneof!`](crate::oneof!). Payloads outside `P` use no space and no code on a device.
    ///
    /// A [`Payload`] can be filled in place:
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::{Payload, SendWorkerMessagesRequest, WorkerHealthReport};
    ///
    /// let mut request = SendWorkerMessagesRequest::<Microcontroller>::EMPTY;
    /// let message = request.worker_messages.push_default()?;
    /// message.labels.set("WORKER_ID", "boiler-7")?;
    /// let payload = message.payload.insert(Payload::WorkerHealthReport(WorkerHealthReport::default()));
    /// if let Payload::WorkerHealthReport(report) = payload {
    ///     report.vm_is_healthy = true;
    ///     report.msg.set("heating")?;
    /// }
    ///
    /// let mut buffer = [0; 200];
    /// let expected = concat!(
    ///     r#"{"workerMessages":[{"labels":{"WORKER_ID":"boiler-7"},"#,
    ///     r#""workerHealthReport":{"msg":"heating","vmIsHealthy":true}}]}"#,
    /// );
    /// assert_eq!(vitalwire::to_str(&request, &mut buffer)?, expected);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub struct WorkerMessage<C: Profile, P: OneOf = Payload<C>> {
        /// What the message refers to: job, worker, container.
        pub labels: Labels<C> as "labels",
        /// The payload.
        pub payload: Option<P> as oneof,
        /// The time to which the payload refers.
        pub time: Option<Timestamp> as "time",
    }
}

impl<C: Profile, P: OneOf> WorkerMessage<C, P> {
    /// Creates a message without labels.
    pub fn new(time: Timestamp, payload: impl Into<P>) -> Self {
        Self { time: Some(time), payload: Some(payload.into()), ..Self::default() }
    }

    /// Returns the same message with `labels`.
    #[must_use]
    pub fn with_labels(self, labels: Labels<C>) -> Self {
        Self { labels, ..self }
    }
}

/// The labels of a message, which say what it refers to. Keys are usually upper case: `JOB_ID`, `WORKER_ID`,
/// `CONTAINER_TYPE`, `CONTAINER_ID`.
pub type Labels<C> = Map<<C as Profile>::Labels<LabelKey<C>, LabelValue<C>>, name::Labels>;

/// The key of a label. `LABEL_UNSPECIFIED` is rejected.
pub type LabelKey<C> = Text<<C as Profile>::LabelKey, Specified>;

/// The value of a label.
pub type LabelValue<C> = Text<<C as Profile>::LabelValue, name::LabelValue>;

/// The name of the capacity of label keys, and the check for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct Specified;

impl Name for Specified {
    const NAME: &'static str = name::LabelKey::NAME;

    fn check(key: &str, more: &str) -> Result<(), BuildError> {
        const UNSPECIFIED: &str = "LABEL_UNSPECIFIED";
        if UNSPECIFIED.strip_prefix(key) == Some(more) { Err(BuildError::Reserved(UNSPECIFIED)) } else { Ok(()) }
    }
}

message! {
    /// The backend's response to a message: `WorkerMessageResponse`. Usually at most one field is set.
    #[derive(Copy)]
    pub struct WorkerMessageResponse {
        /// The response to a `StreamingScalingReport`.
        pub streaming_scaling_report_response: Option<StreamingScalingReportResponse> as "streamingScalingReportResponse",
        /// The response to a `WorkerHealthReport`.
        pub worker_health_report_response: Option<WorkerHealthReportResponse> as "workerHealthReportResponse",
        /// The response to a `ResourceUtilizationReport`.
        pub worker_metrics_response: Option<ResourceUtilizationReportResponse> as "workerMetricsResponse",
        /// The response to a `WorkerShutdownNotice`.
        pub worker_shutdown_notice_response: Option<WorkerShutdownNoticeResponse> as "workerShutdownNoticeResponse",
        /// The response to a `WorkerThreadScalingReport`.
        pub worker_thread_scaling_report_response:
            Option<WorkerThreadScalingReportResponse> as "workerThreadScalingReportResponse",
    }
}
