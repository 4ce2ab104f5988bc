//! `WorkerShutdownNotice`.

use crate::error::BuildError;
use crate::message;
use crate::profile::{Profile, name};
use crate::proto::Text;

message! {
    /// The last message of a worker, sent before it shuts down: `WorkerShutdownNotice`.
    ///
    /// A preempted machine has about 30 s to send it.
    pub struct WorkerShutdownNotice<C: Profile> {
        /// The reason: any string. `PREEMPTION` and `UNKNOWN` are known to be used.
        pub reason: Text<C::Reason, name::Reason> as "reason",
    }
}

impl<C: Profile> WorkerShutdownNotice<C> {
    /// Creates a notice with a reason.
    ///
    /// # Errors
    /// [`BuildError::Capacity`] if `reason` is longer than the profile's `reason`.
    pub fn new(reason: &str) -> Result<Self, BuildError> {
        Ok(Self { reason: reason.try_into()? })
    }
}
