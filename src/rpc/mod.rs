//! `google.rpc`: what all APIs say of errors.

mod status;

pub use status::Status;
