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
    /// A message from a worker to its backend: `WorkerMessage`, in a
    /// [`SendWorkerMessagesRequest`](super::SendWorkerMessagesRequest).
    ///
    /// `P` is the type of its payload: any [`Payload`], a single report such as `WorkerHealthReport<C>`, or the user's
    /// own [`oneof!`](crate::oneof!). Payloads outside `P` use no space and no code on a device. The response is a
    /// [`WorkerMessageResponse`].
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
        /// What the message refers to: job, worker, container. At most `labels` entries.
        pub labels: Labels<C> as "labels",
        /// The payload, under the wire name of its kind.
        pub payload: Option<P> as oneof,
        /// The time to which the payload refers: of an event, when it happened.
        pub time: Option<Timestamp> as "time",
    }
}

impl<C: Profile, P: OneOf> WorkerMessage<C, P> {
    /// Creates a message without labels. `time` is the one to which the payload refers.
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
/// `CONTAINER_TYPE`, `CONTAINER_ID`. At most `labels` entries.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::{Labels, WorkerMessage};
///
/// let mut labels = Labels::<Microcontroller>::default();
/// labels.set("WORKER_ID", "boiler-7")?;
/// let message = WorkerMessage::<Microcontroller>::default().with_labels(labels);
/// assert_eq!(message.labels.get("WORKER_ID").map(|id| id.as_str()), Some("boiler-7"));
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
pub type Labels<C> = Map<<C as Profile>::Labels<LabelKey<C>, LabelValue<C>>, name::Labels>;

/// The key of a label: at most `label_key` bytes as JSON. `LABEL_UNSPECIFIED` is rejected.
///
/// ```
/// use vitalwire::dataflow::LabelKey;
/// use vitalwire::{BuildError, Microcontroller};
///
/// assert!(LabelKey::<Microcontroller>::new("JOB_ID").is_ok());
/// let reserved = LabelKey::<Microcontroller>::new("LABEL_UNSPECIFIED");
/// assert_eq!(reserved.err(), Some(BuildError::Reserved("LABEL_UNSPECIFIED")));
/// ```
pub type LabelKey<C> = Text<<C as Profile>::LabelKey, LabelKeyName>;

/// The value of a label: at most `label_value` bytes as JSON.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::LabelValue;
///
/// let job = LabelValue::<Microcontroller>::new("2026-11-21_17_22_00-1234")?;
/// assert_eq!(job.as_str(), "2026-11-21_17_22_00-1234");
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
pub type LabelValue<C> = Text<<C as Profile>::LabelValue, name::LabelValue>;

/// The name of the capacity of a [`LabelKey`], and the check for it: for label keys of any other container, too.
///
/// ```
/// use vitalwire::dataflow::LabelKeyName;
/// use vitalwire::heapless::String;
/// use vitalwire::proto::Text;
///
/// type Key = Text<String<24>, LabelKeyName>;
/// assert!(Key::new("WORKER_ID").is_ok());
/// assert!(Key::new("LABEL_UNSPECIFIED").is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "defmt", derive(defmt::Format))]
pub struct LabelKeyName;

impl Name for LabelKeyName {
    const NAME: &'static str = name::LabelKey::NAME;

    fn check(key: &str, more: &str) -> Result<(), BuildError> {
        const UNSPECIFIED: &str = "LABEL_UNSPECIFIED";
        if UNSPECIFIED.strip_prefix(key) == Some(more) { Err(BuildError::Reserved(UNSPECIFIED)) } else { Ok(()) }
    }
}

message! {
    /// The backend's response to a [`WorkerMessage`]: `WorkerMessageResponse`, in a
    /// [`SendWorkerMessagesResponse`](super::SendWorkerMessagesResponse).
    ///
    /// Usually at most one field is set. [`latest`](super::SendWorkerMessagesResponse::latest) returns one with the
    /// last of each kind.
    ///
    /// ```
    /// use vitalwire::dataflow::WorkerMessageResponse;
    ///
    /// let body = br#"{"workerThreadScalingReportResponse": {"recommendedThreadCount": 6}}"#;
    /// let response: WorkerMessageResponse = vitalwire::decode(body)?;
    /// let threads = response.worker_thread_scaling_report_response.map(|threads| threads.recommended_thread_count);
    /// assert_eq!((threads, response.worker_health_report_response), (Some(6), None));
    /// # Ok::<(), vitalwire::DecodeError>(())
    /// ```
    #[derive(Copy)]
    pub struct WorkerMessageResponse {
        /// The response to a [`StreamingScalingReport`](super::StreamingScalingReport).
        pub streaming_scaling_report_response: Option<StreamingScalingReportResponse> as "streamingScalingReportResponse",
        /// The response to a [`WorkerHealthReport`](super::WorkerHealthReport).
        pub worker_health_report_response: Option<WorkerHealthReportResponse> as "workerHealthReportResponse",
        /// The response to a [`ResourceUtilizationReport`](super::ResourceUtilizationReport).
        pub worker_metrics_response: Option<ResourceUtilizationReportResponse> as "workerMetricsResponse",
        /// The response to a [`WorkerShutdownNotice`](super::WorkerShutdownNotice).
        pub worker_shutdown_notice_response: Option<WorkerShutdownNoticeResponse> as "workerShutdownNoticeResponse",
        /// The response to a [`WorkerThreadScalingReport`](super::WorkerThreadScalingReport).
        pub worker_thread_scaling_report_response:
            Option<WorkerThreadScalingReportResponse> as "workerThreadScalingReportResponse",
    }
}
