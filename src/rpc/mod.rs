//! `google.rpc`: the error model shared by all APIs.

mod code;
mod error_response;

pub use code::Code;
pub use error_response::{ErrorDetails, ErrorResponse, Status, can_retry_help};
