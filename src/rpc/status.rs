//! `google.rpc.Status`.

use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{Any, AnyValue, List, Text};

message! {
    /// The result of an operation: `google.rpc.Status`. An empty status means success.
    pub struct Status<C: Profile, D: AnyValue = Any<<C as Profile>::Any, name::Any>> {
        /// A `google.rpc.Code`; 0 means success.
        pub code: i32 as "code",
        /// Details: messages, each with its own `@type`.
        pub details: List<C::Details<D>, name::Details> as "details",
        /// The error message, for developers, in English.
        pub message: Text<C::Message, name::Message> as "message",
    }
}
