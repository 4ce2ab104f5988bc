//! `WorkerMessage`.

use super::{Labels, Payload};
use crate::message;
use crate::profile::Profile;
use crate::proto::{OneOf, Timestamp};

message! {
    /// A message of a worker to its backend: `WorkerMessage`.
    ///
    /// `P` is what it can say: any [`Payload`], a single report such as `WorkerHealthReport<C>`, or
    /// what the user's own [`oneof!`](crate::oneof!) lists. A device has no room and no code for others.
    ///
    /// A payload that can be any is filled in place like this:
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
        /// Who and what the message is about.
        pub labels: Labels<C> as "labels",
        /// What it says.
        pub payload: Option<P> as oneof,
        /// When that was so.
        pub time: Option<Timestamp> as "time",
    }
}

impl<C: Profile, P: OneOf> WorkerMessage<C, P> {
    /// A message without labels.
    pub fn new(time: Timestamp, payload: impl Into<P>) -> Self {
        Self { time: Some(time), payload: Some(payload.into()), ..Self::default() }
    }

    /// The same message with those labels.
    #[must_use]
    pub fn with_labels(self, labels: Labels<C>) -> Self {
        Self { labels, ..self }
    }
}
