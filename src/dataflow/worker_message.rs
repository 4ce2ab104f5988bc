//! `WorkerMessage`.

use super::{Labels, Payload};
use crate::message;
use crate::profile::Profile;
use crate::proto::{OneOf, Timestamp};

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
