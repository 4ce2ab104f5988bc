//! `WorkerMessageCode`.

use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{Struct, StructValue, Text};

message! {
    /// An event, as a code that the backend can translate into a human-readable message: `WorkerMessageCode`.
    pub struct WorkerMessageCode<C: Profile, P: StructValue = Struct<<C as Profile>::Parameters, name::Parameters>> {
        /// The code.
        pub code: Text<C::Code, name::Code> as "code",
        /// The parameters of that message.
        pub parameters: Option<P> as "parameters",
    }
}
