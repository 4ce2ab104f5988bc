//! `WorkerMessageCode`.

use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{Struct, StructValue, Text};

message! {
    /// Something that happened, as a code that the backend can turn into words: `WorkerMessageCode`.
    pub struct WorkerMessageCode<C: Profile, P: StructValue = Struct<<C as Profile>::Parameters, name::Parameters>> {
        /// The code.
        pub code: Text<C::Code, name::Code> as "code",
        /// What the words need to know.
        pub parameters: Option<P> as "parameters",
    }
}
