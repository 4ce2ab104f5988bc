//! `google.rpc`: the error model shared by all APIs.

mod code;
mod error_response;
mod status;

pub use code::Code;
pub use error_response::{ErrorDetails, ErrorResponse, can_retry_help};
pub use status::Status;
