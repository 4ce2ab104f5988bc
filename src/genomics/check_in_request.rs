//! `CheckInRequest`.

use super::{TimestampedEvent, WorkerStatus};
use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{Any, AnyValue, Bytes, Empty, List};
use crate::rpc::Status;

message! {
    /// What a worker tells when it checks in: `CheckInRequest`.
    pub struct CheckInRequest<C: Profile, E: AnyValue = Any<<C as Profile>::Any, name::Any>> {
        /// Set when the deadline has passed and the worker needs more time.
        pub deadline_expired: Option<Empty> as "deadlineExpired",
        /// Something that happened.
        pub event: Option<E> as "event",
        /// What happened, and when.
        pub events: List<C::Events<TimestampedEvent<E>>, name::Events> as "events",
        /// How the work ended, if it has. An empty status is success.
        pub result: Option<Status<C, E>> as "result",
        /// What helps to find out what went wrong, in a form of the worker's own.
        pub sos_report: Bytes<C::SosReport<u8>, name::SosReport> as "sosReport",
        /// How the machine is.
        pub worker_status: Option<WorkerStatus<C>> as "workerStatus",
    }
}
