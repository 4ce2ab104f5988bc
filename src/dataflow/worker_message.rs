//! `WorkerMessage`.

use super::{Labels, Payload};
use crate::capacity::Capacity;
use crate::message;
use crate::proto::{OneOf, Timestamp};

message! {
    /// A message of a worker to its backend: `WorkerMessage`.
    ///
    /// `P` is what it can say: any [`Payload`], a single report such as `WorkerHealthReport<C>`, or
    /// what the user's own [`oneof!`](crate::oneof!) lists. A device has no room and no code for others.
    pub struct WorkerMessage<C: Capacity, P: OneOf = Payload<C>> {
        /// Who and what the message is about.
        pub labels: Labels<C> as "labels",
        /// What it says.
        pub payload: Option<P> as oneof,
        /// When that was so.
        pub time: Option<Timestamp> as "time",
    }
}

impl<C: Capacity, P: OneOf> WorkerMessage<C, P> {
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
