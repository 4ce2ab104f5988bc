//! The bodies of a request and of its response.

use super::{WorkerHealthReport, WorkerMessage, WorkerMessageResponse};
use crate::error::BuildError;
use crate::message;
use crate::profile::{ListStorage, Name, Profile, name};
use crate::proto::{Field, List, OneOf, Text};

message! {
    /// Messages from a worker to its backend: `SendWorkerMessagesRequest`, the body of the method `workerMessages`.
    ///
    /// `M` is a list of messages: [`Messages`] with any payload, an array of messages of one type, or a tuple of
    /// messages that differ in their payloads. Arrays and tuples use only the space that they need. A [`HealthRequest`]
    /// has one health report. The response is a [`SendWorkerMessagesResponse`].
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::dataflow::*;
    /// use vitalwire::proto::Timestamp;
    ///
    /// type Health = WorkerMessage<Microcontroller, WorkerHealthReport<Microcontroller>>;
    /// type Threads = WorkerMessage<Microcontroller, WorkerThreadScalingReport>;
    /// type Request = SendWorkerMessagesRequest<Microcontroller, (Health, Threads)>;
    ///
    /// let now = Timestamp::new(1_795_310_520, 0)?;
    /// let health = Health::new(now, WorkerHealthReport { vm_is_healthy: true, ..Default::default() });
    /// let threads = Threads::new(now, WorkerThreadScalingReport { current_thread_count: 12 });
    /// let request = Request::new("europe-west1", (health, threads))?;
    /// assert!(size_of_val(&request) < size_of::<SendWorkerMessagesRequest<Microcontroller>>() / 10);
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub struct SendWorkerMessagesRequest<C: Profile, M: MessageList = Messages<C>> without Default {
        /// The location of the job, as in the request's path: at most `location` bytes as JSON.
        pub location: Text<C::Location, name::Location> as "location",
        /// The messages, in any order.
        pub worker_messages: M as "workerMessages",
    }
}

/// As many messages with any payload as a request of the profile can hold. This list is large: 22 KB for a
/// [`Microcontroller`](crate::Microcontroller), 74 KB for a [`Sidecar`](crate::Sidecar). On a device, restrict the
/// messages to the payloads that they need, or declare a custom profile.
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::{Messages, SendWorkerMessagesRequest, WorkerMessage, WorkerShutdownNotice};
/// use vitalwire::proto::Timestamp;
///
/// let mut messages = Messages::<Microcontroller>::default();
/// messages.push(WorkerMessage::new(Timestamp::UNIX_EPOCH, WorkerShutdownNotice::new("PREEMPTION")?))?;
/// let request = SendWorkerMessagesRequest::<Microcontroller>::new("europe-west1", messages)?;
/// assert_eq!(request.worker_messages.len(), 1);
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
pub type Messages<C> = List<<C as Profile>::Messages<WorkerMessage<C>>, name::Messages>;

/// A request with a single message, which is a [`WorkerHealthReport`].
///
/// ```
/// use vitalwire::Microcontroller;
/// use vitalwire::dataflow::{HealthRequest, WorkerHealthReport, WorkerMessage};
/// use vitalwire::proto::Timestamp;
///
/// type Request = HealthRequest<Microcontroller>;
///
/// let report = WorkerHealthReport { vm_is_healthy: true, ..Default::default() };
/// let message = WorkerMessage::new(Timestamp::new(1_795_310_520, 0)?, report);
/// let request = Request::new("europe-west1", [message])?;
///
/// let mut buffer = [0; Request::MAX_JSON_LEN];
/// let expected = concat!(
///     r#"{"location":"europe-west1","workerMessages":"#,
///     r#"[{"workerHealthReport":{"vmIsHealthy":true},"time":"2026-11-22T01:22:00Z"}]}"#,
/// );
/// assert_eq!(vitalwire::encode(&request, &mut buffer), expected.as_bytes());
/// # Ok::<(), vitalwire::BuildError>(())
/// ```
pub type HealthRequest<C> = SendWorkerMessagesRequest<C, [WorkerMessage<C, WorkerHealthReport<C>>; 1]>;

impl<C: Profile, M: MessageList> SendWorkerMessagesRequest<C, M> {
    /// Creates a request with `worker_messages`.
    ///
    /// # Errors
    /// [`BuildError::Capacity`] if `location` is too long.
    pub fn new(location: &str, worker_messages: M) -> Result<Self, BuildError> {
        Ok(Self { location: location.try_into()?, worker_messages })
    }
}

impl<C: Profile, M: MessageList + Default> Default for SendWorkerMessagesRequest<C, M> {
    fn default() -> Self {
        Self { location: Text::default(), worker_messages: M::default() }
    }
}

/// The messages of a request: a [`List`], an array or a tuple of up to four [`WorkerMessage`]s.
///
/// ```
/// use vitalwire::dataflow::{MessageList, SendWorkerMessagesRequest, WorkerMessage, WorkerThreadScalingReport};
/// use vitalwire::{BuildError, Microcontroller};
///
/// fn request<M: MessageList>(messages: M) -> Result<SendWorkerMessagesRequest<Microcontroller, M>, BuildError> {
///     SendWorkerMessagesRequest::new("europe-west1", messages)
/// }
///
/// type Threads = WorkerMessage<Microcontroller, WorkerThreadScalingReport>;
/// assert_eq!(request([Threads::default(), Threads::default()])?.worker_messages.len(), 2);
/// # Ok::<(), BuildError>(())
/// ```
pub trait MessageList: Field {}

impl<C, P, S, N> MessageList for List<S, N>
where
    C: Profile,
    P: OneOf,
    S: ListStorage<Element = WorkerMessage<C, P>>,
    N: Name,
{
}

impl<C: Profile, P: OneOf, const LEN: usize> MessageList for [WorkerMessage<C, P>; LEN] {}

macro_rules! tuples {
    ($($Profile:ident $Payload:ident),+) => {
        impl<$($Profile: Profile, $Payload: OneOf),+> MessageList for ($(WorkerMessage<$Profile, $Payload>,)+) {}
    };
}

tuples!(C1 P1, C2 P2);
tuples!(C1 P1, C2 P2, C3 P3);
tuples!(C1 P1, C2 P2, C3 P3, C4 P4);

message! {
    /// The backend's response to a [`SendWorkerMessagesRequest`]: `SendWorkerMessagesResponse`.
    ///
    /// With a status other than 200, the body is an [`ErrorResponse`](crate::rpc::ErrorResponse), if it's JSON at all.
    ///
    /// ```
    /// use vitalwire::dataflow::SendWorkerMessagesResponse;
    /// use vitalwire::Microcontroller;
    ///
    /// let body = br#"{"workerMessageResponses": [{"workerHealthReportResponse": {"reportInterval": "300s"}}]}"#;
    /// let response: SendWorkerMessagesResponse<Microcontroller> = vitalwire::decode(body)?;
    ///
    /// let health = response.latest().worker_health_report_response.unwrap_or_default();
    /// assert_eq!(health.new_interval(), Ok(Some(core::time::Duration::from_secs(300))));
    /// # Ok::<(), vitalwire::DecodeError>(())
    /// ```
    pub struct SendWorkerMessagesResponse<C: Profile> {
        /// The responses: at most `responses` of them. Nothing indicates which of the request's messages each belongs
        /// to; [`latest`](SendWorkerMessagesResponse::latest) combines them.
        pub worker_message_responses: List<
            C::Responses<WorkerMessageResponse>,
            name::Responses,
        > as "workerMessageResponses",
    }
}

impl<C: Profile> SendWorkerMessagesResponse<C> {
    /// Returns the last response of each kind, which is the one that counts.
    #[must_use]
    pub fn latest(&self) -> WorkerMessageResponse {
        self.worker_message_responses.iter().fold(WorkerMessageResponse::default(), |latest, next| {
            WorkerMessageResponse {
                streaming_scaling_report_response: next
                    .streaming_scaling_report_response
                    .or(latest.streaming_scaling_report_response),
                worker_health_report_response: next
                    .worker_health_report_response
                    .or(latest.worker_health_report_response),
                worker_metrics_response: next.worker_metrics_response.or(latest.worker_metrics_response),
                worker_shutdown_notice_response: next
                    .worker_shutdown_notice_response
                    .or(latest.worker_shutdown_notice_response),
                worker_thread_scaling_report_response: next
                    .worker_thread_scaling_report_response
                    .or(latest.worker_thread_scaling_report_response),
            }
        })
    }
}
