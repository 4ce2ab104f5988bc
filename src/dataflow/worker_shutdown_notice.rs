//! `WorkerShutdownNotice`.

use crate::error::BuildError;
use crate::message;
use crate::profile::{Profile, name};
use crate::proto::Text;

message! {
    /// The last that is heard of a worker: `WorkerShutdownNotice`.
    ///
    /// A preempted machine has about 30 s to send it.
    pub struct WorkerShutdownNotice<C: Profile> {
        /// Why: any text; `PREEMPTION` and `UNKNOWN` are known to be used.
        pub reason: Text<C::Reason, name::Reason> as "reason",
    }
}

impl<C: Profile> WorkerShutdownNotice<C> {
    /// A notice with a reason.
    ///
    /// # Errors
    /// [`BuildError::Capacity`].
    pub fn new(reason: &str) -> Result<Self, BuildError> {
        Ok(Self { reason: reason.try_into()? })
    }
}
