//! `google.rpc.Status`.

use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{Any, AnyValue, List, Text};

message! {
    /// How something ended: `google.rpc.Status`. An empty one says that it succeeded.
    pub struct Status<C: Profile, D: AnyValue = Any<<C as Profile>::Any, name::Any>> {
        /// A `google.rpc.Code`: 0 is success.
        pub code: i32 as "code",
        /// More about it, in messages of which each has its own `@type`.
        pub details: List<C::Details<D>, name::Details> as "details",
        /// What went wrong, for developers, in English.
        pub message: Text<C::Message, name::Message> as "message",
    }
}
