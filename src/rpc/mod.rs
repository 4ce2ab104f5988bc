//! `google.rpc`: the error model shared by all APIs.
//!
//! The body of a response whose status isn't 200 is an [`ErrorResponse`], or anything else, such as a proxy's HTML.
//! [`Outcome`] judges both: what became of the request, and whether to send it again. A worker sends a [`Status`] with the
//! result of its work.

mod code;
mod error_response;
mod outcome;
mod status;

pub use code::Code;
pub use error_response::{ErrorDetails, ErrorResponse};
pub use outcome::Outcome;
pub use status::Status;
