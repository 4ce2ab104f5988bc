//! The bodies of a check-in and of its response.

use super::{TimestampedEvent, WorkerStatus};
use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{Any, AnyValue, Bytes, Empty, List, Span, Timestamp};
use crate::rpc::Status;

message! {
    /// A worker's check-in: `CheckInRequest`, the body of the method `checkIn`.
    ///
    /// `E` is the type of an event and of a result's details: [`Any`] or [`AnyOf`](crate::proto::AnyOf). The response
    /// is a [`CheckInResponse`]. [`CheckInId`](super::CheckInId) has the path.
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::genomics::{CheckInRequest, WorkerStatus};
    ///
    /// let mut request = CheckInRequest::<Microcontroller>::default();
    /// request.worker_status = Some(WorkerStatus { uptime_seconds: 60, ..Default::default() });
    /// let expected = r#"{"workerStatus":{"uptimeSeconds":"60"}}"#;
    /// assert_eq!(vitalwire::to_str(&request, &mut [0; 64])?, expected);
    /// # Ok::<(), vitalwire::EncodeError>(())
    /// ```
    pub struct CheckInRequest<C: Profile, E: AnyValue = Any<<C as Profile>::Any, name::Any>> {
        /// Set when the deadline has passed and the worker needs more time.
        pub deadline_expired: Option<Empty> as "deadlineExpired",
        /// An event without a time.
        pub event: Option<E> as "event",
        /// Events, with timestamps: at most `events` of them.
        pub events: List<C::Events<TimestampedEvent<E>>, name::Events> as "events",
        /// The result of the work, once it has ended. An empty [`Status`] means success.
        pub result: Option<Status<C, E>> as "result",
        /// Diagnostic data in a worker-specific format: at most `sos_report` bytes.
        pub sos_report: Bytes<C::SosReport<u8>, name::SosReport> as "sosReport",
        /// The state of the machine.
        pub worker_status: Option<WorkerStatus<C>> as "workerStatus",
    }
}

message! {
    /// The backend's response to a [`CheckInRequest`]: `CheckInResponse`.
    ///
    /// `metadata` is a whole assignment and may be large. A [`Span`] stores no copy, and the metadata can be read
    /// from the input when needed; an [`Any`](crate::proto::Any) copies it, and an [`AnyOf`](crate::proto::AnyOf)
    /// decodes it along with the message.
    ///
    /// ```
    /// use vitalwire::genomics::CheckInResponse;
    ///
    /// let body = br#"{"deadline": "2026-11-22T01:22:00Z", "metadata": {"@type": "example.com/plant.Pipeline"}}"#;
    /// let response: CheckInResponse = vitalwire::decode(body)?;
    /// assert_eq!(response.deadline.map(|deadline| deadline.seconds()), Some(1_795_310_520));
    /// let metadata = response.metadata.and_then(|span| span.of(body));
    /// assert_eq!(metadata, Some(&br#"{"@type": "example.com/plant.Pipeline"}"#[..]));
    /// # Ok::<(), vitalwire::DecodeError>(())
    /// ```
    pub struct CheckInResponse<M: AnyValue = Span, F: AnyValue = Span> {
        /// The wall-clock time by which the worker must have asked for more time: its request must have been *sent* by
        /// then.
        pub deadline: Option<Timestamp> as "deadline",
        /// Backend-specific features.
        pub features: Option<F> as "features",
        /// The worker's assignment.
        pub metadata: Option<M> as "metadata",
    }
}
