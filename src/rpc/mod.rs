//! `google.rpc`: the error model shared by all APIs.
//!
//! The body of a response whose status isn't 200 is an [`ErrorResponse`], or anything else, such as a proxy's HTML. Its
//! [`can_retry_help`](ErrorDetails::can_retry_help), or for another body [`can_retry_help`] itself, tells whether the
//! same request may succeed later, as the [guide](crate::docs::guide#responses) shows. A worker sends a [`Status`] with
//! the result of its work.

mod code;
mod error_response;

pub use code::Code;
pub use error_response::{ErrorDetails, ErrorResponse, Status, can_retry_help};
