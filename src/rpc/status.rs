//! The result of an operation.

use crate::message;
use crate::profile::{Profile, name};
use crate::proto::{Any, AnyValue, List, Text};

message! {
    /// The result of an operation: `google.rpc.Status`, sent as `result` in a
    /// [`CheckInRequest`](crate::genomics::CheckInRequest). An empty status means success.
    ///
    /// `D` is the type of a detail: [`Any`] or [`AnyOf`](crate::proto::AnyOf).
    ///
    /// ```
    /// use vitalwire::Microcontroller;
    /// use vitalwire::rpc::{Code, Status};
    ///
    /// let status = Status::<Microcontroller> {
    ///     code: Code::DataLoss.number(),
    ///     message: "the disk is full".try_into()?,
    ///     ..Default::default()
    /// };
    /// let expected = r#"{"code":15,"message":"the disk is full"}"#;
    /// assert_eq!(vitalwire::to_str(&status, &mut [0; 64]), Ok(expected));
    /// # Ok::<(), vitalwire::BuildError>(())
    /// ```
    pub struct Status<C: Profile, D: AnyValue = Any<<C as Profile>::Any, name::Any>> {
        /// The number of a [`Code`](super::Code); 0 means success.
        pub code: i32 as "code",
        /// Details: messages, each with its own `@type`, at most `details` of them.
        pub details: List<C::Details<D>, name::Details> as "details",
        /// The error message, for developers, in English: at most `message` bytes as JSON.
        pub message: Text<C::Message, name::Message> as "message",
    }
}
