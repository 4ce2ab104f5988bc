//! `SendWorkerMessagesRequest`.

use super::{WorkerHealthReport, WorkerMessage};
use crate::error::BuildError;
use crate::message;
use crate::profile::{ListStorage, Name, Profile, name};
use crate::proto::{Field, List, OneOf, Text};

message! {
    /// The messages of a worker to its backend: `SendWorkerMessagesRequest`.
    ///
    /// `M` is a list of messages: [`Messages`] of any payload, an array of so many of one kind, or a
    /// tuple of messages that differ in what they can say. The latter take only the room that they need.
    pub struct SendWorkerMessagesRequest<C: Profile, M: MessageList = Messages<C>> without Default {
        /// The location of the job, as in the path of the request.
        pub location: Text<C::Location, name::Location> as "location",
        /// The messages.
        pub worker_messages: M as "workerMessages",
    }
}

/// As many messages of any payload as a request of the profile can hold. That's much: 22 KB for a
/// [`Microcontroller`](crate::Microcontroller), 74 KB for a [`Sidecar`](crate::Sidecar). Where a device is
/// to hold it, let messages name what they can say, or make a profile of its own.
pub type Messages<C> = List<<C as Profile>::Messages<WorkerMessage<C>>, name::Messages>;

/// A request with a single message, which is a health report.
pub type HealthRequest<C> = SendWorkerMessagesRequest<C, [WorkerMessage<C, WorkerHealthReport<C>>; 1]>;

impl<C: Profile, M: MessageList> SendWorkerMessagesRequest<C, M> {
    /// A request of those messages.
    ///
    /// # Errors
    /// [`BuildError::Capacity`] where the location is too long.
    pub fn new(location: &str, worker_messages: M) -> Result<Self, BuildError> {
        Ok(Self { location: location.try_into()?, worker_messages })
    }
}

impl<C: Profile, M: MessageList + Default> Default for SendWorkerMessagesRequest<C, M> {
    fn default() -> Self {
        Self { location: Text::default(), worker_messages: M::default() }
    }
}

/// What can be the messages of a request: a [`List`], an array or a tuple of them.
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
